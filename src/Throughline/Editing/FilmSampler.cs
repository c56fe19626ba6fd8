using System.Runtime.CompilerServices;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>Decodes a few frames of every clip, for the contact sheet and the report.</summary>
internal sealed class FilmSampler(CutOrder order, IReadOnlyList<Mp4Track> tracks, CutWorkplace workplace)
{
    /// <summary>
    /// The frame where a stream can be entered that lies nearest to <paramref name="frame"/>: cheap to decode.
    /// </summary>
    public static int Near(Mp4Track track, int frame, int first)
    {
        for (var away = 0; away < track.Frames; away++)
        {
            if (frame - away >= first && track.CanEnter(frame - away))
            {
                return frame - away;
            }

            if (track.CanEnter(Math.Min(frame + away, track.Frames - 1)))
            {
                return Math.Min(frame + away, track.Frames - 1);
            }
        }

        return first;
    }

    /// <summary>Decodes, clip by clip, the frames asked for.</summary>
    /// <param name="wanted">For each clip the frames, at least one.</param>
    /// <param name="cancellationToken">Stops decoding.</param>
    /// <returns>For each clip, in order, its frames by number.</returns>
    /// <exception cref="MediaException">A clip cannot be decoded.</exception>
    public async IAsyncEnumerable<IReadOnlyDictionary<int, Picture>> ReadAsync(
        IReadOnlyList<IReadOnlySet<int>> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = wanted.Select((frames, clip) => new ClipFrames.Wanted(clip, tracks[clip], frames)).ToList();
        var pictures = new Dictionary<int, Picture>();
        await foreach (var (clip, frame, picture) in ClipFrames.ReadAsync(order, all, workplace.PathOf("samples"), cancellationToken))
        {
            pictures[frame] = picture.Copy();
            if (pictures.Count == wanted[clip].Count)
            {
                yield return pictures;
                pictures = [];
            }
        }
    }
}
