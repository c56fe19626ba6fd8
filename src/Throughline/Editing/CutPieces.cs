using System.Collections.Immutable;
using Throughline.Media.Mp4;

namespace Throughline.Editing;

/// <summary>
/// Divides a film into stretches that are copied and stretches that are encoded anew: every frame that no transition
/// changes and that its stream allows is copied.
/// </summary>
internal static class CutPieces
{
    // A copy of a single frame is not worth a stream's restart, and some players stumble over neighbouring restarts.
    private const int LeastCopy = 2;

    /// <summary>Plans the pieces, which cover the film without gap.</summary>
    /// <param name="timeline">The film.</param>
    /// <param name="tracks">The clips' tracks by shot; null for a shot whose stream cannot be copied at all.</param>
    public static ImmutableArray<CutPiece> Plan(CutTimeline timeline, IReadOnlyList<Mp4Track?> tracks)
    {
        var pieces = ImmutableArray.CreateBuilder<CutPiece>();
        var at = 0;
        for (var i = 0; i < timeline.Shots.Length; i++)
        {
            if (tracks[i] is { } track && Copy(timeline, i, track) is { } copy)
            {
                if (copy.First > at)
                {
                    pieces.Add(new CutPiece(at, copy.First - at, null));
                }

                pieces.Add(copy);
                at = copy.End;
            }
        }

        if (at < timeline.Frames)
        {
            pieces.Add(new CutPiece(at, timeline.Frames - at, null));
        }

        return pieces.ToImmutable();
    }

    // From the first frame where the stream can be entered to the last where it can be left.
    private static CutPiece? Copy(CutTimeline timeline, int index, Mp4Track track)
    {
        var shot = timeline.Shots[index];
        var (first, end) = timeline.Plain(index);
        while (first < end && !track.CanEnter(shot.SourceFrame(first)))
        {
            first++;
        }

        while (end > first && !track.CanLeave(shot.SourceFrame(end)))
        {
            end--;
        }

        return end - first >= LeastCopy ? new CutPiece(first, end - first, index) : null;
    }
}
