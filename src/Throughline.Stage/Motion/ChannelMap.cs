using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>
/// Where the numbers of a pose are, for one rig: for each bone pitch, yaw and roll in degrees; the root's offset in leg
/// lengths; for each leg its foot's offset in leg lengths and how freely it hangs (0 stands on the ground, 1 goes with
/// the body); for each grip how what it holds leans; the face.
/// </summary>
internal sealed class ChannelMap
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <summary>The channels of a rig.</summary>
    public ChannelMap(Rig rig)
    {
        foreach (var bone in rig.Skeleton.Bones)
        {
            _byName.Add(bone.Name, 3 * bone.Index);
        }

        RootOffset = 3 * rig.Skeleton.Count;
        _byName.Add("offset", RootOffset);
        Feet = RootOffset + 3;
        for (var i = 0; i < rig.Legs.Length; i++)
        {
            _byName[$"step{rig.Legs[i].Name}"] = Feet + (4 * i);
            _byName[$"free{rig.Legs[i].Name}"] = Feet + (4 * i) + 3;
        }

        Tilts = Feet + (4 * rig.Legs.Length);
        for (var i = 0; i < rig.Grips.Length; i++)
        {
            _byName[i == 0 ? "tiltR" : "tiltL"] = Tilts + (3 * i);
        }

        Face = Tilts + (3 * rig.Grips.Length);
        foreach (var channel in Enum.GetValues<FaceChannel>())
        {
            var name = channel.ToString();
            _byName.Add(char.ToLowerInvariant(name[0]) + name[1..], Face + (int)channel);
        }

        Count = Face + Enum.GetValues<FaceChannel>().Length;
    }

    /// <summary>How many numbers a pose has.</summary>
    public int Count { get; }

    /// <summary>Where the root's offset begins.</summary>
    public int RootOffset { get; }

    /// <summary>Where the feet begin: four numbers a leg.</summary>
    public int Feet { get; }

    /// <summary>Where the leaning of what hands hold begins: pitch, yaw and roll in degrees for each grip.</summary>
    public int Tilts { get; }

    /// <summary>Where the face begins.</summary>
    public int Face { get; }

    /// <summary>Where a channel begins; -1 when this rig has none of that name.</summary>
    public int Find(string name) => _byName.GetValueOrDefault(name, -1);

    /// <summary>
    /// All places a name of an action file stands for: a channel; with an s at its end both sides of it; <c>free</c>
    /// all legs.
    /// </summary>
    public IEnumerable<int> Slots(string name)
    {
        if (_byName.TryGetValue(name, out var slot))
        {
            return [slot];
        }

        if (name == "free")
        {
            return _byName.Where(pair => pair.Key.StartsWith("free", StringComparison.Ordinal)).Select(
                pair => pair.Value);
        }

        return name.EndsWith('s')
            ? new[] { name[..^1] + 'L', name[..^1] + 'R' }.Where(_byName.ContainsKey).Select(one => _byName[one])
            : [];
    }
}
