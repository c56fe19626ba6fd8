using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>The bones of a creature, parents before children. Filled once, then only read.</summary>
internal sealed class Skeleton
{
    /// <summary>How many bones a creature may have.</summary>
    public const int Most = 96;

    private readonly List<Bone> _bones = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <summary>The bones.</summary>
    public IReadOnlyList<Bone> Bones => _bones;

    /// <summary>Number of bones.</summary>
    public int Count => _bones.Count;

    /// <summary>Adds a bone and returns its place.</summary>
    public int Add(string name, int parent, Vector3 rest, Quaternion? frame = null, Vector3? signs = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parent, _bones.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_bones.Count, Most);
        var bone = new Bone
        {
            Name = name,
            Index = _bones.Count,
            Parent = parent,
            Rest = rest,
            Frame = frame ?? Quaternion.Identity,
            Signs = signs ?? Vector3.One,
        };
        _byName.Add(name, bone.Index);
        _bones.Add(bone);
        return bone.Index;
    }

    /// <summary>Place of a bone, or -1.</summary>
    public int Find(string name) => _byName.GetValueOrDefault(name, -1);

    /// <summary>Place of a bone that must be there.</summary>
    public int this[string name] => _byName[name];

    /// <summary>Joint of a bone that must be there, as modelled.</summary>
    public Vector3 At(string name) => _bones[_byName[name]].Rest;
}
