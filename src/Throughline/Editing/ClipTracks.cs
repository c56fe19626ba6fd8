using System.Collections.Immutable;
using Throughline.Media.Mp4;

namespace Throughline.Editing;

/// <summary>The encoded clips of a cut.</summary>
internal static class ClipTracks
{
    /// <summary>Reads every clip's tables and checks that it is what the order says.</summary>
    /// <exception cref="CutException">A clip is missing, damaged or different.</exception>
    public static async Task<ImmutableArray<Mp4Track>> ReadAsync(CutOrder order, CancellationToken cancellationToken)
    {
        var tracks = ImmutableArray.CreateBuilder<Mp4Track>(order.Clips.Count);
        foreach (var clip in order.Clips)
        {
            tracks.Add(await ReadAsync(clip, order, cancellationToken));
        }

        return tracks.MoveToImmutable();
    }

    /// <summary>The stream format that most of the film's frames have.</summary>
    public static ReadOnlyMemory<byte> UsualEntry(IReadOnlyList<Mp4Track> tracks) => tracks
        .GroupBy(t => Convert.ToHexString(t.SampleEntry.Span))
        .MaxBy(g => g.Sum(t => (long)t.Frames))!
        .First().SampleEntry;

    private static async Task<Mp4Track> ReadAsync(CutClip clip, CutOrder order, CancellationToken cancellationToken)
    {
        Mp4Track track;
        try
        {
            track = await Mp4Reader.ReadAsync(clip.File, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CutException(
                CutError.ClipMissing,
                $"{clip.File}: the clip of shot {clip.Shot.Id} is gone; `throughline make` shoots it again.", e);
        }

        var problem = Problem(clip, order, track);
        return problem is null ? track : throw new CutException(
            CutError.ClipUnusable, $"{clip.File}: the clip of shot {clip.Shot.Id} {problem}; shoot the take again.");
    }

    private static string? Problem(CutClip clip, CutOrder order, Mp4Track track)
    {
        var (size, rate) = (order.Film.Size, order.Film.Rate);
        return track.Frames != clip.Frames ? $"has {track.Frames} frames instead of {clip.Frames}"
            : track.Size != size ? $"is {track.Size} in a film of {size}"
            : (long)track.Rate.Numerator * rate.Denominator != (long)rate.Numerator * track.Rate.Denominator
                ? $"runs at {track.Rate} frames a second in a film of {rate}"
            : null;
    }
}
