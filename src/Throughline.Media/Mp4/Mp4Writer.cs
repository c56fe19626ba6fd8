using System.Buffers;

namespace Throughline.Media.Mp4;

/// <summary>
/// Joins encoded stretches into one MP4 or QuickTime file without re-encoding: tables first (fast start), constant
/// frame rate, frame n shown at exactly n / rate. Source: ISO/IEC 14496-12.
/// </summary>
public static class Mp4Writer
{
    private const int CopySize = 1 << 20;

    /// <summary>
    /// Writes <paramref name="runs"/>, one after the other, to <paramref name="path"/>, which is replaced.
    /// </summary>
    /// <param name="path">Ends in <c>.mov</c> for QuickTime, anything else for MP4.</param>
    /// <param name="runs">At least one; all tracks have equal rates and sample entries.</param>
    /// <param name="written">Told the share written, 0 to 1.</param>
    /// <param name="cancellationToken">Stops writing; the file is then incomplete.</param>
    /// <exception cref="ArgumentException">There is no run, formats differ, or a stream cannot be cut
    /// there.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task WriteAsync(
        string path, IReadOnlyList<Mp4Run> runs, IProgress<double>? written, CancellationToken cancellationToken)
    {
        Mp4Tables tables = Tables(path, runs);
        await using var file = new FileStream(
            path, FileMode.Create, FileAccess.Write, FileShare.Read, 1, FileOptions.Asynchronous);
        await file.WriteAsync(tables.Head(), cancellationToken);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopySize);
        try
        {
            long done = 0;
            foreach (Mp4Run run in runs)
            {
                await using var source = new FileStream(
                    run.Track.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
                foreach ((long offset, long length) in Stretches(run))
                {
                    await CopyAsync(source, offset, length, file, buffer, cancellationToken);
                    done += length;
                    written?.Report((double)done / tables.MediaBytes);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Mp4Tables Tables(string path, IReadOnlyList<Mp4Run> runs)
    {
        if (runs.Count == 0)
        {
            throw new ArgumentException("There is nothing to write.", nameof(runs));
        }

        Mp4Track first = runs[0].Track;
        var tables = new Mp4Tables(
            first.Rate, first.Size, first.SampleEntry, path.EndsWith(".mov", StringComparison.OrdinalIgnoreCase));
        foreach (Mp4Run run in runs)
        {
            if (run.Track.Rate != first.Rate || !run.Track.SampleEntry.Span.SequenceEqual(first.SampleEntry.Span))
            {
                throw new ArgumentException($"{run.Track.Path} and {first.Path} differ in format.", nameof(runs));
            }

            tables.Add(run.Track.Run(run.First, run.Frames), run.First);
        }

        return tables;
    }

    // Neighbouring samples of the source are copied as one stretch.
    private static List<(long Offset, long Length)> Stretches(Mp4Run run)
    {
        var stretches = new List<(long Offset, long Length)>();
        foreach (Mp4Sample sample in run.Track.Run(run.First, run.Frames))
        {
            if (stretches.Count > 0 && stretches[^1] is var last && last.Offset + last.Length == sample.Offset)
            {
                stretches[^1] = (last.Offset, last.Length + sample.Size);
            }
            else
            {
                stretches.Add((sample.Offset, sample.Size));
            }
        }

        return stretches;
    }

    private static async Task CopyAsync(
        FileStream source, long offset, long length, FileStream target, byte[] buffer,
        CancellationToken cancellationToken)
    {
        source.Position = offset;
        while (length > 0)
        {
            int part = (int)Math.Min(length, buffer.Length);
            await source.ReadExactlyAsync(buffer.AsMemory(0, part), cancellationToken);
            await target.WriteAsync(buffer.AsMemory(0, part), cancellationToken);
            length -= part;
        }
    }
}
