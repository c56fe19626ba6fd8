using System.Collections.Immutable;
using System.Globalization;
using Throughline.Media.Mp4;

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

    /// <summary>Encodes what cannot be copied. Streams of another format than most cannot be joined: they are encoded anew.</summary>
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
                notes.Add($"shot {order.Clips[i].Shot.Id} is encoded in another way than most shots; it was encoded anew.");
            }
        }

        var pieces = CutPieces.Plan(timeline, same);
        var joints = await EncodeAsync(pieces, renderer, workplace, order, progress, cancellationToken);
        if (joints.Values.Any(j => !j.SampleEntry.Span.SequenceEqual(entry.Span)) && joints.Count < pieces.Length)
        {
            notes.Add("this ffmpeg encodes in another way than the one that encoded the takes; the whole film was encoded anew.");
            pieces = [new CutPiece(0, timeline.Frames, null)];
            joints = await EncodeAsync(pieces, renderer, workplace, order, progress, cancellationToken);
        }

        var runs = pieces.Select((p, i) => p.CopyOf is { } shot
            ? new Mp4Run(tracks[shot], timeline.Shots[shot].SourceFrame(p.First), p.Frames)
            : new Mp4Run(joints[i], 0, p.Frames));
        return new Splice { Pieces = pieces, Runs = [.. runs], Notes = notes.ToImmutable() };
    }

    private static async Task<Dictionary<int, Mp4Track>> EncodeAsync(
        ImmutableArray<CutPiece> pieces,
        JointRenderer renderer,
        CutWorkplace workplace,
        CutOrder order,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        var joints = new Dictionary<int, Mp4Track>();
        await renderer.OpenAsync(pieces, cancellationToken);
        int done = 0, all = pieces.Where(p => p.CopyOf is null).Sum(p => p.Frames);
        for (var i = 0; i < pieces.Length; i++)
        {
            if (pieces[i].CopyOf is null)
            {
                var path = workplace.PathOf("joint-" + i.ToString("00000", CultureInfo.InvariantCulture) + order.Format.Extension);
                await renderer.EncodeAsync(
                    pieces[i], path, () => progress?.Report(new CutProgress(CutStep.Joints, ++done / (double)all)), cancellationToken);
                joints[i] = await Mp4Reader.ReadAsync(path, cancellationToken);
            }
        }

        return joints;
    }
}
