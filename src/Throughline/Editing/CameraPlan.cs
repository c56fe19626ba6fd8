using System.Globalization;
using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;
using static Throughline.Editing.SheetStyle;

namespace Throughline.Editing;

/// <summary>
/// A shot's camera on one card: from above its way and the field it sees (blue at the start, amber at the end), beside
/// it a strip for everything else that changes over time: pan, tilt, roll, height, lens.
/// </summary>
internal static class CameraPlan
{
    private const float Inset = 16;
    private const float PlanWidth = 208;
    private const float FrameHalfWidth = 18; // Half of the 36 mm frame that focal lengths refer to.
    private const double LeastSpan = 0.8; // Metres that the plan shows at least, so that a small move looks small.

    /// <summary>Draws the card with its top left corner at x, y.</summary>
    public static void Draw(Sketch sketch, IReadOnlyList<CameraPose> poses, float x, float y)
    {
        sketch.Rectangle(x, y, SheetStyle.Camera, Thumbnail, Card, Radius);
        if (poses.Count == 0)
        {
            sketch.Text("no camera path", x + Inset, y + 26, Small);
            return;
        }

        Plan(sketch, poses, x, y);
        Strips(sketch, poses, x + PlanWidth + Inset, y);
    }

    private static void Plan(Sketch sketch, IReadOnlyList<CameraPose> poses, float x, float y)
    {
        const float Wedge = 62;
        var low = new Vector2(float.MaxValue);
        var high = new Vector2(float.MinValue);
        foreach (var pose in poses)
        {
            var at = new Vector2(pose.Position.X, pose.Position.Z);
            (low, high) = (Vector2.Min(low, at), Vector2.Max(high, at));
        }

        // What lies before the camera needs room too: the wedges reach up from every position.
        var room = new Vector2(PlanWidth - (2 * Inset) - 24, Thumbnail - (2 * Inset) - Wedge - 20);
        var span = Vector2.Max(high - low, new Vector2((float)LeastSpan));
        var scale = Math.Min(room.X / span.X, room.Y / span.Y);
        var middle = (low + high) / 2;
        var centre = new Vector2(x + (PlanWidth / 2), y + Inset + Wedge + (room.Y / 2));
        Vector2 Point(CameraPose pose) => centre + ((new Vector2(pose.Position.X, pose.Position.Z) - middle) * scale);

        Squares(sketch, x, y, centre - (middle * scale), scale);
        Field(sketch, poses[0], Point(poses[0]), Wedge, Start);
        Field(sketch, poses[^1], Point(poses[^1]), Wedge, Accent);
        const int Pieces = 48;
        for (var i = 0; i < Pieces; i++)
        {
            var (from, to) = (Pose(poses, i / (double)Pieces), Pose(poses, (i + 1) / (double)Pieces));
            sketch.Line([Point(from), Point(to)], 2.5f, Start.Towards(Accent, (i + 0.5) / Pieces));
        }

        sketch.Disc(Point(poses[0]), 4, Start);
        sketch.Disc(Point(poses[^1]), 4.5f, Accent);
    }

    // Lines every metre, or a finer or coarser round length where that suits the scale; one length is labelled.
    private static void Squares(Sketch sketch, float x, float y, Vector2 origin, float scale)
    {
        double[] lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
        var length = lengths.FirstOrDefault(l => l * scale >= 24, lengths[^1]);
        var step = (float)(length * scale);
        float left = x + Inset, right = x + PlanWidth, top = y + Inset, bottom = y + Thumbnail - Inset - 14;
        for (var at = origin.X + (MathF.Ceiling((left - origin.X) / step) * step); at <= right; at += step)
        {
            sketch.Line([new(at, top), new(at, bottom)], 1, SheetStyle.Grid);
        }

        for (var at = origin.Y + (MathF.Ceiling((top - origin.Y) / step) * step); at <= bottom; at += step)
        {
            sketch.Line([new(left, at), new(right, at)], 1, SheetStyle.Grid);
        }

        sketch.Line([new(left, bottom + 12), new(left + step, bottom + 12)], 1.5f, Quiet);
        sketch.Text(Metres(length), left + step + 7, bottom + 16, new SketchText(11, Quiet));
    }

    // The field of view from above: the lens decides its width, the camera's turn its direction.
    private static void Field(Sketch sketch, CameraPose pose, Vector2 at, float length, SketchColour colour)
    {
        Vector2 Side(float sign)
        {
            var ray = Vector3.Transform(new Vector3(sign * FrameHalfWidth / pose.FocalLength, 0, -1), pose.Rotation);
            var flat = new Vector2(ray.X, ray.Z);
            return at + (flat / Math.Max(1e-3f, flat.Length()) * length);
        }

        sketch.Polygon([at, Side(-1), Side(1)], colour with { Opacity = 0.20 });
        sketch.Line([Side(-1), at, Side(1)], 1.2f, colour with { Opacity = 0.85 });
    }

    private static void Strips(Sketch sketch, IReadOnlyList<CameraPose> poses, float x, float y)
    {
        Strip[] all =
        [
            new("push", " m", 0.02, poses.Select(p => (double)-p.Position.Z)),
            new("truck", " m", 0.02, poses.Select(p => (double)p.Position.X)),
            new("height", " m", 0.02, poses.Select(p => (double)p.Position.Y)),
            new("pan", "°", 0.15, poses.Select(p => p.Pan)),
            new("tilt", "°", 0.15, poses.Select(p => p.Tilt)),
            new("roll", "°", 0.15, poses.Select(p => p.Roll)),
            new("lens", " mm", 0.2, poses.Select(p => (double)p.FocalLength)),
        ];
        var shown = all.Where(s => s.Changes).OrderByDescending(s => s.Weight).Take(4).ToHashSet();
        if (shown.Count == 0)
        {
            sketch.Text("static", x, y + 30, Body);
            sketch.Text($"lens {Number(poses[0].FocalLength)} mm", x, y + 52, Small);
            return;
        }

        var height = (Thumbnail - (2 * Inset)) / 4f;
        var at = y + Inset;
        foreach (var strip in all.Where(shown.Contains))
        {
            Draw(sketch, strip, x, at, SheetStyle.Camera - PlanWidth - (2 * Inset), height);
            at += height;
        }
    }

    private static void Draw(Sketch sketch, Strip strip, float x, float y, float width, float height)
    {
        sketch.Text(strip.Name, x, y + 11, Small);
        sketch.Text(
            $"{Number(strip.Values[0])} to {Number(strip.Values[^1])}{strip.Unit}", x + width, y + 11, Figure,
            fromRight: true);
        float top = y + 18, bottom = y + height - 8;
        sketch.Line([new(x, bottom), new(x + width, bottom)], 1, SheetStyle.Grid);
        var (low, high) = (strip.Values.Min(), strip.Values.Max());
        const int Pieces = 40;
        Vector2 Point(double share)
        {
            var value = strip.Values[(int)Math.Round(share * (strip.Values.Length - 1))];
            return new(x + ((float)share * width), bottom - ((float)((value - low) / (high - low)) * (bottom - top)));
        }

        for (var i = 0; i < Pieces; i++)
        {
            double from = i / (double)Pieces, to = (i + 1) / (double)Pieces;
            sketch.Line([Point(from), Point(to)], 1.8f, Start.Towards(Accent, (from + to) / 2));
        }
    }

    private static CameraPose Pose(IReadOnlyList<CameraPose> poses, double share) =>
        poses[(int)Math.Round(share * (poses.Count - 1))];

    private static string Number(double value)
    {
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return (text == "-0" ? "0" : text).Replace('-', '−');
    }

    private static string Metres(double metres) => metres.ToString("0.##", CultureInfo.InvariantCulture) + " m";

    private sealed class Strip(string name, string unit, double least, IEnumerable<double> values)
    {
        public string Name => name;

        public string Unit => unit;

        public double[] Values { get; } = [.. values];

        public bool Changes => Weight >= 1;

        /// <summary>How much it changes, in steps that are just worth showing.</summary>
        public double Weight => (Values.Max() - Values.Min()) / least;
    }
}
