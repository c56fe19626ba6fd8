using System.Collections.Immutable;
using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>
/// The film laid out in frames: where every shot lies and what every frame shows. All counts are exact.
/// </summary>
public sealed class CutTimeline
{
    private CutTimeline(ImmutableArray<PlacedShot> shots, FrameRate rate) => (Shots, Rate) = (shots, rate);

    /// <summary>The shots in the order of the film.</summary>
    public ImmutableArray<PlacedShot> Shots { get; }

    /// <summary>Frames a second.</summary>
    public FrameRate Rate { get; }

    /// <summary>Length of the film.</summary>
    public int Frames => Shots[^1].End;

    /// <summary>Lays <paramref name="clips"/> one after the other.</summary>
    /// <exception cref="CutException">There are no clips, or transitions take more of a shot than it has; all are
    /// listed.</exception>
    public static CutTimeline Lay(IReadOnlyList<CutClip> clips, FrameRate rate)
    {
        ArgumentNullException.ThrowIfNull(clips);
        if (clips.Count == 0)
        {
            throw new CutException(CutError.BadOrder, "There is no clip to cut: shoot at least one shot first.");
        }

        var joints = clips.Select((c, i) => Joint.Before(c.Shot, i == 0, rate)).ToArray();
        var problems = clips.Select((c, i) => Problem(c, joints[i], i + 1 < joints.Length ? joints[i + 1] : default))
            .OfType<string>();
        if (string.Join('\n', problems) is { Length: > 0 } all)
        {
            throw new CutException(CutError.BadOrder, all);
        }

        var shots = ImmutableArray.CreateBuilder<PlacedShot>(clips.Count);
        for (var i = 0; i < clips.Count; i++)
        {
            var end = i == 0 ? 0 : shots[i - 1].End;
            shots.Add(new PlacedShot { Clip = clips[i], Joint = joints[i], Start = end - joints[i].Overlap });
        }

        return new CutTimeline(shots.MoveToImmutable(), rate);
    }

    /// <summary>
    /// The first and the frame after the last of a shot's frames in the film that no transition changes.
    /// </summary>
    internal (int First, int End) Plain(int shot) =>
        (Shots[shot].Start + Shots[shot].Joint.Incoming, Shots[shot].End - OutgoingOf(shot));

    /// <summary>What a frame of the film shows.</summary>
    internal FilmFrame At(int filmFrame)
    {
        // The last shot that has started; a joint's frames belong to the incoming shot where both overlap.
        int low = 0, high = Shots.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Shots[middle].Start <= filmFrame ? (middle, high) : (low, middle - 1);
        }

        var shot = Shots[low];
        var into = filmFrame - shot.Start;
        if (into < shot.Joint.Incoming)
        {
            return new FilmFrame(low, low, shot.Joint.Kind, into, shot.Joint.Incoming);
        }

        var outgoing = OutgoingOf(low);
        var left = shot.End - filmFrame;
        return left <= outgoing
            ? new FilmFrame(low, low + 1, Shots[low + 1].Joint.Kind, outgoing - left, outgoing)
            : new FilmFrame(low, -1, TransitionKind.Cut, 0, 0);
    }

    private int OutgoingOf(int shot) => shot + 1 < Shots.Length ? Shots[shot + 1].Joint.Outgoing : 0;

    private static string? Problem(CutClip clip, Joint before, Joint after)
    {
        if (clip.Usable < 1 || clip.Head < 0)
        {
            return $"shot {clip.Shot.Id}: its clip has {clip.Frames} frames, {clip.Head} of them left out; nothing remains to show.";
        }

        var taken = before.Incoming + after.Outgoing;
        return taken <= clip.Usable
            ? null
            : $"shot {clip.Shot.Id} lasts {clip.Usable} frames, but the transitions into and out of it take {taken}: "
                + "shorten the transitions or lengthen the shot.";
    }
}
