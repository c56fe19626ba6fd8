using System.Collections.Immutable;
using System.Globalization;
using Throughline.Media.Mp4;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>The film as encoded stretches, ready to be joined.</summary>
internal sealed record Splice
{
    /// <summary>The plan that the stretches follow.</summary>
    public required ImmutableArray<CutPiece> Pieces { get; init; }

    /// <summary>The stretches, one for each piece.</summary>
    public required ImmutableArray<Mp4Run> Runs { get; init; }

    /// <summary>What a person should know about the cut.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Frames that are copied.</summary>
    public int CopiedFrames => Pieces.Where(p => p.CopyOf is not null).Sum(p => p.Frames);

    /// <summary>
    /// Encodes what cannot be copied. Streams of another format than most cannot be joined: they are encoded anew.
    /// </summary>
    public static async Task<Splice> MakeAsync(
        CutOrder order,
        CutTimeline timeline,
        IReadOnlyList<Mp4Track> tracks,
        JointRenderer renderer,
        CutWorkplace workplace,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        var entry = ClipTracks.UsualEntry(tracks);
        var same = tracks.Select(t => t.SampleEntry.Span.SequenceEqual(entry.Span) ? t : null).ToArray();
        var notes = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < same.Length; i++)
        {
            if (same[i] is null)
            {
                notes.Add(
                    $"shot {order.Clips[i].Shot.Id} is encoded in another way than most shots; it was encoded anew.");
            }
        }

        var pieces = CutPieces.Plan(timeline, same);
        var joints = await EncodeAsync(pieces, renderer, workplace, order, progress, cancellationToken);
        if (joints.Values.Any(j => !j.Track.SampleEntry.Span.SequenceEqual(entry.Span)) && joints.Count < pieces.Length)
        {
            notes.Add(
                "this ffmpeg encodes in another way than the one that encoded the takes; the whole film was encoded anew.");
            pieces = [new CutPiece(0, timeline.Frames, null)];
            joints = await EncodeAsync(pieces, renderer, workplace, order, progress, cancellationToken);
        }

        var runs = pieces.Select((p, i) => p.CopyOf is { } shot
            ? new Mp4Run(tracks[shot], timeline.Shots[shot].SourceFrame(p.First), p.Frames)
            : joints[i]);
        return new Splice { Pieces = pieces, Runs = [.. runs], Notes = notes.ToImmutable() };
    }

    // The stretches that are encoded, by number of their piece. All go through one encoder, as starting one costs as
    // much as a joint does; where the codec's encoder is not known to begin anew where it is told, each has its own.
    private static async Task<Dictionary<int, Mp4Run>> EncodeAsync(
        ImmutableArray<CutPiece> pieces,
        JointRenderer renderer,
        CutWorkplace workplace,
        CutOrder order,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        var joints = new Dictionary<int, Mp4Run>();
        await renderer.OpenAsync(pieces, cancellationToken);
        int[] encoded = [.. Enumerable.Range(0, pieces.Length).Where(i => pieces[i].CopyOf is null)];
        int done = 0, all = encoded.Sum(i => pieces[i].Frames);
        foreach (var group in encoded.Chunk(order.Format.Codec is ClipCodec.Av1 ? 1 : Math.Max(1, encoded.Length)))
        {
            var path = workplace.PathOf(
                "joint-" + group[0].ToString("00000", CultureInfo.InvariantCulture) + order.Format.Extension);
            await renderer.EncodeAsync(
                [.. group.Select(i => pieces[i])],
                path,
                () => progress?.Report(new CutProgress(CutStep.Joints, ++done / (double)all)),
                cancellationToken);
            var track = await Mp4Reader.ReadAsync(path, cancellationToken);
            var at = 0;
            foreach (var i in group)
            {
                joints[i] = new Mp4Run(track, at, pieces[i].Frames);
                at += pieces[i].Frames;
            }
        }

        return joints;
    }
}
