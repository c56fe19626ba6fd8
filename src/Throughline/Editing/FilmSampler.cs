using System.Runtime.CompilerServices;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>
/// Decodes a few frames of every clip at the price of one ffmpeg: the stretches that hold them are joined into one small
/// clip first.
/// </summary>
internal sealed class FilmSampler(CutOrder order, IReadOnlyList<Mp4Track> tracks, CutWorkplace workplace)
{
    /// <summary>The frame where a stream can be entered that lies nearest to <paramref name="frame"/>: cheap to decode.</summary>
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
    /// <param name="wanted">For each clip the frames, in any order.</param>
    /// <param name="cancellationToken">Stops decoding.</param>
    /// <returns>For each clip, in order, its frames by number.</returns>
    /// <exception cref="MediaException">A clip cannot be decoded.</exception>
    public async IAsyncEnumerable<IReadOnlyDictionary<int, Picture>> ReadAsync(
        IReadOnlyList<IReadOnlyCollection<int>> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var from = 0; from < tracks.Count;)
        {
            var to = from + 1;
            while (to < tracks.Count && tracks[to].SampleEntry.Span.SequenceEqual(tracks[from].SampleEntry.Span))
            {
                to++;
            }

            await foreach (var pictures in ReadAsync(from, to, wanted, cancellationToken))
            {
                yield return pictures;
            }

            from = to;
        }
    }

    private async IAsyncEnumerable<IReadOnlyDictionary<int, Picture>> ReadAsync(
        int from, int to, IReadOnlyList<IReadOnlyCollection<int>> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var runs = Enumerable.Range(from, to - from).Select(i => Runs(tracks[i], wanted[i])).ToArray();
        var path = workplace.PathOf("samples" + order.Format.Extension);
        await Mp4Writer.WriteAsync(path, [.. runs.SelectMany(r => r)], null, cancellationToken);
        await using var reader = await ClipReader.OpenAsync(order.Ffmpeg, path, 0, cancellationToken);
        var spare = new Picture(order.Film.Size.Width, order.Film.Size.Height);
        for (var i = from; i < to; i++)
        {
            var pictures = new Dictionary<int, Picture>();
            foreach (var run in runs[i - from])
            {
                for (var frame = run.First; frame < run.First + run.Frames; frame++)
                {
                    if (!await reader.ReadAsync(spare, cancellationToken))
                    {
                        throw new MediaException(
                            MediaError.NotAClip, $"{run.Track.Path}: frame {frame} cannot be decoded; shoot the take again.");
                    }

                    if (wanted[i].Contains(frame))
                    {
                        pictures[frame] = spare;
                        spare = new Picture(spare.Width, spare.Height);
                    }
                }
            }

            yield return pictures;
        }
    }

    // The shortest stretches that hold the frames: from where the stream can be entered to where it can be left.
    private static List<Mp4Run> Runs(Mp4Track track, IReadOnlyCollection<int> frames)
    {
        var runs = new List<Mp4Run>();
        foreach (var frame in frames.Order())
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
