using System.Runtime.CompilerServices;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Review;

/// <summary>
/// Decodes chosen frames of many clips at the price of one ffmpeg for each stream format: the stretches that hold them
/// are joined into one small clip first, and nothing else is decoded.
/// </summary>
internal static class ClipFrames
{
    /// <summary>Frames of one clip.</summary>
    /// <param name="Clip">Number of the clip in the film.</param>
    /// <param name="Track">Its stream.</param>
    /// <param name="Frames">Numbers of the frames wanted, at least one.</param>
    internal sealed record Wanted(int Clip, Mp4Track Track, IReadOnlySet<int> Frames);

    /// <summary>One decoded frame.</summary>
    /// <param name="Clip">Number of the clip in the film.</param>
    /// <param name="Frame">Number of the frame in the clip.</param>
    /// <param name="Picture">The frame; overwritten by the next one.</param>
    internal readonly record struct Decoded(int Clip, int Frame, Picture Picture);

    /// <summary>Decodes the frames, clip by clip, forwards. Memory is one frame.</summary>
    /// <param name="ffmpeg">Which.</param>
    /// <param name="wanted">What to decode, in the order to decode it.</param>
    /// <param name="path">Where to make the small clip, with the extension that all the clips have.</param>
    /// <param name="cancellationToken">Stops decoding.</param>
    /// <exception cref="MediaException">A clip cannot be decoded.</exception>
    public static async IAsyncEnumerable<Decoded> ReadAsync(
        Ffmpeg ffmpeg, IReadOnlyList<Wanted> wanted, string path,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int from = 0, to; from < wanted.Count; from = to)
        {
            for (to = from + 1; to < wanted.Count; to++)
            {
                if (!wanted[to].Track.SampleEntry.Span.SequenceEqual(wanted[from].Track.SampleEntry.Span))
                {
                    break;
                }
            }

            var runs = wanted.Skip(from)
                .Take(to - from).SelectMany(w => Runs(w).Select(run => (Want: w, Run: run))).ToList();
            await Mp4Writer.WriteAsync(path, [.. runs.Select(r => r.Run)], null, cancellationToken);
            await using var reader = ClipReader.Open(ffmpeg, await Mp4Reader.ReadAsync(path, cancellationToken));
            var picture = new Picture(reader.Size.Width, reader.Size.Height);
            foreach (var (want, run) in runs)
            {
                for (var frame = run.First; frame < run.First + run.Frames; frame++)
                {
                    if (!await reader.ReadAsync(picture, cancellationToken))
                    {
                        throw new MediaException(
                            MediaError.NotAClip,
                            $"{run.Track.Path}: frame {frame} cannot be decoded; shoot the take again.");
                    }

                    if (want.Frames.Contains(frame))
                    {
                        yield return new Decoded(want.Clip, frame, picture);
                    }
                }
            }
        }
    }

    // The shortest stretches that hold the frames: from where the stream can be entered to where it can be left.
    private static List<Mp4Run> Runs(Wanted wanted)
    {
        var track = wanted.Track;
        var runs = new List<Mp4Run>();
        foreach (var frame in wanted.Frames.Order())
        {
            var last = runs.Count > 0 ? runs[^1].First + runs[^1].Frames : 0;
            if (runs.Count > 0 && frame < last)
            {
                continue;
            }

            int first = frame, end = frame + 1;
            while (!track.CanEnter(first))
            {
                first--;
            }

            while (!track.CanLeave(end))
            {
                end++;
            }

            if (runs.Count > 0 && first < last)
            {
                runs[^1] = runs[^1] with { Frames = end - runs[^1].First };
            }
            else
            {
                runs.Add(new Mp4Run(track, first, end - first));
            }
        }

        return runs;
    }
}
