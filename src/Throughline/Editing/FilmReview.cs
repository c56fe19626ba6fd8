using Throughline.Camera;
using Throughline.Films;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Review;

namespace Throughline.Editing;

/// <summary>
/// Puts together what is known of every shot, its pictures for the contact sheet included; clips that production has not
/// looked at are looked at now.
/// </summary>
internal sealed class FilmReview(
    CutOrder order, CutTimeline timeline, IReadOnlyList<Mp4Track> tracks, JointRenderer renderer,
    CutWorkplace workplace)
{
    /// <summary>Measures all shots.</summary>
    /// <param name="progress">Told the share done.</param>
    /// <param name="cancellationToken">Stops measuring.</param>
    public async Task<(IReadOnlyList<SheetRow> Rows, IReadOnlyList<ShotMeasures> Measures)> ReadAsync(
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var rows = new List<SheetRow>();
        var measures = new List<ShotMeasures>();
        var unseen = timeline.Shots.Select((s, i) => (s.Clip, Track: tracks[i])).Where(s => s.Clip.Review is null)
            .Select(s => ToReview(s.Clip, s.Track)).ToList();
        await using var seen = ClipReviewer.ReadAsync(
            order.Ffmpeg, unseen, workplace.PathOf("samples" + order.Format.Extension), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        foreach (var shot in timeline.Shots)
        {
            var review = shot.Clip.Review ?? await NextAsync(shot);
            var before = rows.Count > 0 ? rows[^1].Pictures[^1].Picture : null;
            measures.Add(new ShotMeasures(
                review.FirstFrame,
                before is null ? null : await JumpAsync(rows.Count, before, review.Pictures[0], cancellationToken)));
            rows.Add(new SheetRow(shot, [
                new(shot.Start, review.Pictures[0]),
                new(shot.Start + review.Middle - shot.Clip.Head, review.Pictures[1]),
                new(shot.End - 1, review.Pictures[2])]));
            progress?.Report(rows.Count / (double)timeline.Shots.Length);
        }

        return (rows, measures);

        async Task<ClipReview> NextAsync(PlacedShot shot) => await seen.MoveNextAsync()
            ? seen.Current
            : throw new InvalidOperationException($"Nothing was seen of shot {shot.Clip.Shot.Id}.");
    }

    /// <summary>Puts everything together.</summary>
    /// <param name="splice">How the film was joined.</param>
    /// <param name="measures">One for each shot.</param>
    /// <param name="files">Names of the files made, in the workplace.</param>
    public FilmReport Report(Splice splice, IReadOnlyList<ShotMeasures> measures, IReadOnlyList<string> files)
    {
        var walls = order.Clips.Select(c => c.WallTime?.TotalSeconds).ToList();
        return new FilmReport
        {
            Title = order.Film.Title,
            Film = Path.GetFileName(order.Film.File),
            Size = order.Film.Size.ToString(),
            Rate = order.Film.Rate.ToString(),
            Codec = order.Format.Codec.ToString(),
            Frames = timeline.Frames,
            Seconds = Rounded(timeline.Frames),
            Cost = order.Clips.Sum(c => c.Cost),
            WallSeconds = walls.Contains(null) ? null : Math.Round(walls.Sum(w => w!.Value), 3),
            CopiedFrames = splice.CopiedFrames,
            EncodedFrames = timeline.Frames - splice.CopiedFrames,
            Notes = splice.Notes,
            Files = [.. files.Select(f => new FileReport(f, new FileInfo(workplace.PathOf(f)).Length))],
            Shots = [
                .. timeline.Shots.Select(
                    (s, i) => Report(s, measures[i], splice.Pieces.Where(p => p.CopyOf == i).Sum(p => p.Frames)))
            ],
        };
    }

    private ShotReport Report(PlacedShot shot, ShotMeasures measures, int copied) => new()
    {
        Shot = shot.Clip.Shot.Id,
        Engine = shot.Clip.Engine,
        Why = shot.Clip.Why,
        Take = shot.Clip.Take,
        Seed = shot.Clip.Shot.Seed,
        Camera = CameraText.Write(shot.Clip.Shot.Camera),
        CameraShot = CameraReview.Of([.. shot.Clip.Camera.Skip(shot.Clip.Head)], timeline.Rate.PerSecond),
        NotStaged = shot.Clip.NotStaged,
        Start = shot.Start,
        Frames = shot.Frames,
        Seconds = Rounded(shot.Frames),
        Cost = shot.Clip.Cost,
        WallSeconds = shot.Clip.WallTime is { } wall ? Math.Round(wall.TotalSeconds, 3) : null,
        ClipBytes = new FileInfo(shot.Clip.File).Length,
        CopiedFrames = copied,
        FirstFrame = measures.FirstFrame,
        Joint = new JointReview
        {
            Kind = shot.Joint.Kind.ToString().ToLowerInvariant(),
            Frames = shot.Joint.Frames,
            DeltaE = measures.Jump,
        },
    };

    private async Task<double> JumpAsync(int index, Picture before, Picture first, CancellationToken cancellationToken)
    {
        var incoming = first;
        if (timeline.Shots[index].Joint.Kind == TransitionKind.Match)
        {
            incoming = first.Copy();
            (await renderer.MatchAsync(index, first, cancellationToken)).Apply(first, 1, incoming);
        }

        return Math.Round(Measures.DeltaE(before, incoming), 3);
    }

    private ClipReviewer.Clip ToReview(CutClip clip, Mp4Track track) =>
        new(
            track, clip.Head, ClipPictures.Kept(clip.FirstPicture, order.Film.Size),
            ClipPictures.Kept(clip.LastPicture, order.Film.Size));

    private double Rounded(int frames) => Math.Round(timeline.Rate.SecondsOf(frames), 3);

    /// <summary>What was measured of a shot.</summary>
    /// <param name="FirstFrame">How well the clip keeps its first frame, where that can be told.</param>
    /// <param name="Jump">Colour difference at the joint; null on the first shot.</param>
    internal sealed record ShotMeasures(FirstFrameReview? FirstFrame, double? Jump);
}
