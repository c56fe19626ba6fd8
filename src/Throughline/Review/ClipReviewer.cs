using System.Runtime.CompilerServices;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Review;

/// <summary>Looks at clips: decodes a few frames of each, measures them and keeps them small.</summary>
internal static class ClipReviewer
{
    /// <summary>A clip to look at.</summary>
    /// <param name="Track">Its stream.</param>
    /// <param name="Head">Frames at its start that the film leaves out.</param>
    /// <param name="First">Gives frame 0 as rendered, of the clip's size; null where it was not kept.</param>
    /// <param name="Last">Gives the last frame as rendered, of the clip's size; null to decode it.</param>
    internal sealed record Clip(Mp4Track Track, int Head, Func<Picture>? First, Func<Picture>? Last);

    /// <summary>Looks at the clips, one after the other. Memory is a few frames.</summary>
    /// <param name="ffmpeg">What decodes them.</param>
    /// <param name="clips">The clips.</param>
    /// <param name="scratch">Where a small clip may be made, with the extension that all the clips have.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>For each clip, in order, what was found.</returns>
    /// <exception cref="MediaException">A clip cannot be decoded.</exception>
    public static async IAsyncEnumerable<ClipReview> ReadAsync(
        Ffmpeg ffmpeg, IReadOnlyList<Clip> clips, string scratch,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = clips.Select((clip, i) => new ClipFrames.Wanted(i, clip.Track, Frames(clip))).ToList();
        var frames = new Dictionary<int, Picture>();
        await foreach (var (i, number, picture) in ClipFrames.ReadAsync(ffmpeg, wanted, scratch, cancellationToken))
        {
            frames[number] = picture.Copy();
            if (frames.Count == wanted[i].Frames.Count)
            {
                yield return Of(clips[i], frames);
                frames = [];
            }
        }
    }

    private static ClipReview Of(Clip clip, Dictionary<int, Picture> frames)
    {
        var middle = Middle(clip);
        var last = clip.Last?.Invoke() ?? frames[clip.Track.Frames - 1];
        var size = ClipReview.PictureSize(last.Size);
        return new ClipReview
        {
            FirstFrame = clip.First is null ? null : FirstFrameReview.Of(clip.First(), frames[0]),
            Middle = middle,
            Pictures = [
                Fit.Cover(frames[clip.Head], size), Fit.Cover(frames[middle], size), Fit.Cover(last, size)
            ],
        };
    }

    private static HashSet<int> Frames(Clip clip)
    {
        var frames = new HashSet<int> { clip.Head, Middle(clip) };
        if (clip.First is not null)
        {
            frames.Add(0);
        }

        if (clip.Last is null)
        {
            frames.Add(clip.Track.Frames - 1);
        }

        return frames;
    }

    // The frame where the stream can be entered that lies nearest to the middle: cheap to decode.
    private static int Middle(Clip clip)
    {
        var track = clip.Track;
        var middle = clip.Head + ((track.Frames - clip.Head) / 2);
        for (var away = 0; away < track.Frames; away++)
        {
            if (middle - away >= clip.Head && track.CanEnter(middle - away))
            {
                return middle - away;
            }

            if (track.CanEnter(Math.Min(middle + away, track.Frames - 1)))
            {
                return Math.Min(middle + away, track.Frames - 1);
            }
        }

        return clip.Head;
    }
}
