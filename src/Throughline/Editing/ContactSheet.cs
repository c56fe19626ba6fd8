using System.Globalization;
using Throughline.Camera;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Review;
using static Throughline.Editing.SheetStyle;

namespace Throughline.Editing;

/// <summary>
/// The film on one picture: a row for each shot with its first, middle and last frame, its data, and its camera seen
/// from above. Films of many shots run in several columns.
/// </summary>
public static class ContactSheet
{
    private const int RowsInColumn = 40;

    /// <summary>Draws the sheet.</summary>
    /// <param name="film">The film.</param>
    /// <param name="timeline">Its layout.</param>
    /// <param name="rows">One for each shot, in the film's order.</param>
    public static Picture Draw(Film film, CutTimeline timeline, IReadOnlyList<SheetRow> rows)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(rows);
        var thumbnail = ClipReview.PictureSize(film.Size);
        var columns = (rows.Count + RowsInColumn - 1) / RowsInColumn;
        var perColumn = (rows.Count + columns - 1) / columns;
        var columnWidth = Words + (3 * (thumbnail.Width + Gap)) + Gap + SheetStyle.Camera;
        var width = (2 * Margin) + (columns * columnWidth) + ((columns - 1) * Margin);
        var height = Header + (perColumn * (Thumbnail + RowGap)) - RowGap + Margin;
        using var sketch = new Sketch(width, height, Ground);
        Head(sketch, film, timeline, width);
        for (var i = 0; i < rows.Count; i++)
        {
            var x = Margin + ((i / perColumn) * (columnWidth + Margin));
            var y = Header + ((i % perColumn) * (Thumbnail + RowGap));
            Row(sketch, timeline, rows[i], i, thumbnail, x, y);
        }

        return sketch.ToPicture();
    }

    private static void Head(Sketch sketch, Film film, CutTimeline timeline, int width)
    {
        var facts = string.Create(
            CultureInfo.InvariantCulture,
            $"{timeline.Shots.Length} shots   ·   {Seconds(timeline.Rate.SecondsOf(timeline.Frames))}   ·   {film.Size.Width} × {film.Size.Height}   ·   {Rate(timeline)} fps");
        var factsWidth = Sketch.WidthOf(facts, Body);
        sketch.Text(Sketch.Shortened(film.Title, Title, width - (3 * Margin) - factsWidth), Margin, 76, Title);
        sketch.Text(facts, width - Margin, 76, Body, fromRight: true);
        sketch.Rectangle(Margin, 100, width - (2 * Margin), 1, Rule);
    }

    private static void Row(
        Sketch sketch, CutTimeline timeline, SheetRow row, int index, PixelSize thumbnail, int x, int y)
    {
        Describe(sketch, timeline, row.Shot, index, x, y);
        var at = x + Words;
        foreach (var frame in row.Pictures)
        {
            sketch.Place(Fit.Cover(frame.Picture, thumbnail), at, y, Radius);
            Stamp(sketch, Timecode.Of(frame.FilmFrame, timeline.Rate), at, y + thumbnail.Height);
            at += thumbnail.Width + Gap;
        }

        at = x + Words + (3 * (thumbnail.Width + Gap));
        CameraPlan.Draw(sketch, row.Shot.Clip.Camera, at + Gap, y);
    }

    private static void Describe(Sketch sketch, CutTimeline timeline, PlacedShot shot, int index, int x, int y)
    {
        const int Line = 21;
        const float Room = Words - 24;
        var clip = shot.Clip;
        sketch.Text((index + 1).ToString("00", CultureInfo.InvariantCulture), x, y + 12, Number);
        sketch.Text(How(shot.Joint, timeline), x + 24, y + 12, Small);
        sketch.Text(Sketch.Shortened(clip.Shot.Id, Name, Room), x, y + 42, Name);
        sketch.Text($"{Seconds(timeline.Rate.SecondsOf(shot.Frames))}   ·   {clip.Engine}", x, y + 68, Body);
        var baseline = y + 98;
        foreach (var line in Sketch.Lines(CameraText.Write(clip.Shot.Camera), Body with { Colour = Accent }, Room)
            .Take(2))
        {
            sketch.Text(Sketch.Shortened(line, Body, Room), x, baseline, Body with { Colour = Accent });
            baseline += Line;
        }

        baseline += 6;
        var prompt = Sketch.Lines(clip.Shot.Prompt ?? "", Small, Room);
        var fits = Math.Max(0, ((y + Thumbnail - baseline) / 18) + 1);
        for (var i = 0; i < Math.Min(prompt.Count, fits); i++)
        {
            var text = i == fits - 1 && prompt.Count > fits ? prompt[i] + " …" : prompt[i];
            sketch.Text(Sketch.Shortened(text, Small, Room), x, baseline, Small);
            baseline += 18;
        }
    }

    private static void Stamp(Sketch sketch, string time, float x, float bottom)
    {
        var look = new SketchText(11.5f, Bright);
        sketch.Rectangle(x + 8, bottom - 27, Sketch.WidthOf(time, look) + 14, 19, new SketchColour(0x0B0C0E, 0.62), 4);
        sketch.Text(time, x + 15, bottom - 13.5f, look);
    }

    private static string How(Joint joint, CutTimeline timeline) => joint.Kind switch
    {
        TransitionKind.Cut => joint.IsFirst ? "" : "cut",
        TransitionKind.Fade when joint.IsFirst => $"fade in {Seconds(timeline.Rate.SecondsOf(joint.Frames))}",
        _ => $"{joint.Kind.ToString().ToLowerInvariant()} {Seconds(timeline.Rate.SecondsOf(joint.Frames))}",
    };

    private static string Seconds(double seconds) => seconds.ToString("0.##", CultureInfo.InvariantCulture) + " s";

    private static string Rate(CutTimeline timeline) =>
        timeline.Rate.PerSecond.ToString("0.###", CultureInfo.InvariantCulture);
}
