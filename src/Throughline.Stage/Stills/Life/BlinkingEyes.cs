using System.Numerics;
using System.Runtime.Intrinsics;
using Throughline.Films;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>The eyes of a plan's person, drawn anew over a frame while they blink. Immutable; any thread may
/// draw.</summary>
internal sealed class BlinkingEyes
{
    private readonly Eyelid[] _lids;
    private readonly BlinkTimes _times;

    private BlinkingEyes(Eyelid[] lids, BlinkTimes times) => (_lids, _times) = (lids, times);

    /// <summary>The eyes of a plan; null when it has none that blink.</summary>
    public static BlinkingEyes? Of(LifePlan plan)
    {
        if (plan.Effects.FirstOrDefault(e => e.Kind == "blink" && e.Points.Length == FaceMesh.Count) is not { } effect)
        {
            return null;
        }

        Vector2[] Line(IReadOnlyList<int> points) =>
            [.. points.Select(p => new Vector2(effect.Points[p].X, effect.Points[p].Y))];
        Eyelid[] lids =
        [
            new(Line(FaceParts.RightUpperLid), Line(FaceParts.RightLowerLid), Line(FaceParts.RightLidCrease)),
            new(Line(FaceParts.LeftUpperLid), Line(FaceParts.LeftLowerLid), Line(FaceParts.LeftLidCrease)),
        ];
        var chance = new LifeChance(plan.Seed + (ulong)StableSeed.Of("blink"));
        return new BlinkingEyes([.. lids.Where(l => l.IsOpen)], new BlinkTimes(chance, effect.Strength, plan.Period));
    }

    /// <summary>Draws what the lids cover at a moment.</summary>
    /// <param name="moment">When.</param>
    /// <param name="map">Where the shot's first frame lies in the plan's picture; null when it is that picture.</param>
    /// <param name="scene">The sheets.</param>
    /// <param name="nodes">Where each sheet is seen, moved by what else moves.</param>
    /// <param name="frame">The frame.</param>
    public void Draw(in LifeMoment moment, LifeMap? map, StillScene scene, NodeGrid[] nodes, Picture frame)
    {
        var closed = _times.At(moment.Seconds) * moment.Gain;
        if (closed < 0.01f)
        {
            return;
        }

        foreach (var lid in _lids)
        {
            for (var layer = 0; layer < nodes.Length; layer++)
            {
                DrawOn(scene.Layers[layer], nodes[layer], lid, closed, map, frame);
            }
        }
    }

    // Cells of the frame that show the eye on a sheet.
    private static void DrawOn(Layer layer, NodeGrid nodes, Eyelid lid, float closed, LifeMap? map, Picture frame)
    {
        var (left, top, right, bottom) = lid.Bounds;
        for (var row = 0; row < nodes.Rows - 1; row++)
        {
            ReadOnlySpan<float> xs = nodes.X(row), ys = nodes.Y(row);
            for (var column = 0; column < nodes.Columns - 1; column++)
            {
                var (x, y) = map is null ? (xs[column], ys[column]) : map.At(xs[column], ys[column]);
                if (x > left - nodes.Step && x < right && y > top - nodes.Step && y < bottom)
                {
                    DrawCell(layer, nodes, row, column, lid, closed, map, frame);
                }
            }
        }
    }

    private static void DrawCell(
        Layer layer, NodeGrid nodes, int row, int column, Eyelid lid, float closed, LifeMap? map, Picture frame)
    {
        var size = map?.Enlargement ?? 1;
        var level = layer.Texture.Level(0);
        for (var y = row * nodes.Step; y < Math.Min(frame.Height, (row + 1) * nodes.Step); y++)
        {
            var pixels = frame.Row(y);
            for (var x = column * nodes.Step; x < Math.Min(frame.Width, (column + 1) * nodes.Step); x++)
            {
                var (u, v) = nodes.At(x, y);
                var (px, py) = map is null ? (u, v) : map.At(u, v);
                var off = lid.Source(px, py, closed, out var light, out var share) * size;
                if (off == Vector2.Zero || share <= 0 || layer.Texture.AlphaAt(u - layer.X, v - layer.Y) < 128)
                {
                    continue;
                }

                var read = WarpKernel.At(
                    level, Vector256.Create(2 * (u + off.X - layer.X)), Vector256.Create(2 * (v + off.Y - layer.Y)));
                for (var c = 0; c < 3; c++)
                {
                    var value = MathF.Min(255, read[c] * light);
                    pixels[(4 * x) + c] = (byte)(pixels[(4 * x) + c] + (share * (value - pixels[(4 * x) + c])) + 0.5f);
                }
            }
        }
    }
}
