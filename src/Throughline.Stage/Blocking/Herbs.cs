using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Blocking;

/// <summary>Flowers, tufts and ferns about the lead: too low to hide people, high enough to hide a fox.</summary>
internal sealed class Herbs
{
    private const float Reach = 14;
    private const int Cells = 8;

    // One of so many corners of a mesh stands for those about it.
    private const int Every = 7;
    private const float Size = 0.05f;

    // In frames wider than so many metres they frame the lead rather than hide it.
    private const float Wide = 3;

    // Plants from the height of a reed down are stood among, not under; so wide are the cells in which they are noted.
    private const float Tall = 3.2f;
    private const float Patch = 0.6f;

    private readonly List<Vector3> _corners = [];
    private readonly Dictionary<(int X, int Z), float> _tops = [];

    /// <param name="set">The set.</param>
    /// <param name="about">Where the lead is.</param>
    public Herbs(SetModel set, Vector3 about)
    {
        foreach (var (model, place, _) in set.Pieces)
        {
            var isLow = model.High.Y - model.Low.Y < 1.8f;
            if (model.Sway > 0 && model.High.Y - model.Low.Y < Tall)
            {
                for (var v = 0; v < model.Mesh.Vertices; v += Every)
                {
                    var at = Vector3.Transform(
                        new Vector3(model.Mesh.X[v], model.Mesh.Y[v], model.Mesh.Z[v]), place);
                    var key = KeyOf(at);
                    _tops[key] = Math.Max(_tops.GetValueOrDefault(key, float.MinValue), at.Y);
                    if (isLow && Vector3.DistanceSquared(at with { Y = about.Y }, about) < Reach * Reach)
                    {
                        _corners.Add(at);
                    }
                }
            }
        }
    }

    /// <summary>Whether a camera would stand among reeds or ferns: they reach as high as the lens, right beside
    /// it or right before it.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="centre">What it looks at.</param>
    public bool AreAbout(Vector3 place, Vector3 centre)
    {
        var ahead = Vector3.Normalize(((centre - place) with { Y = 0 }) + new Vector3(0, 0, 1e-4f));
        for (var step = 0; step < 4; step++)
        {
            var (x, z) = KeyOf(place + (ahead * (step * Patch)));
            for (var side = 0; side < 9; side++)
            {
                if (_tops.TryGetValue((x + (side % 3) - 1, z + (side / 3) - 1), out var top) && top > place.Y - 0.15f)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Share of the middle of the frame, where the lead is, that stands behind them, 0 to 1.</summary>
    /// <param name="place">Where the camera stands.</param>
    /// <param name="centre">The middle of the frame at the lead.</param>
    /// <param name="tangent">Tangent of half the frame's width.</param>
    public float Before(Vector3 place, Vector3 centre, float tangent)
    {
        var sight = centre - place;
        var distance = sight.Length();
        if (distance * tangent > Wide / 2)
        {
            return 0;
        }

        var ahead = sight / Math.Max(distance, 1e-3f);
        var right = Vector3.Normalize(Vector3.Cross(ahead, Vector3.UnitY));
        var up = Vector3.Cross(right, ahead);
        var half = 0.4f * tangent;
        var hidden = 0UL;
        foreach (var corner in _corners)
        {
            var way = corner - place;
            var depth = Vector3.Dot(way, ahead);
            if (depth < 0.05f || depth > 0.85f * distance)
            {
                continue;
            }

            var (x, y) = (Vector3.Dot(way, right) / depth / half, Vector3.Dot(way, up) / depth / half);
            var reach = Size / depth / half;
            if (MathF.Abs(x) < 1 + reach && MathF.Abs(y) < 1 + reach)
            {
                hidden |= Covered(x, y, reach);
            }
        }

        return BitOperations.PopCount(hidden) / (float)(Cells * Cells);
    }

    private static (int X, int Z) KeyOf(Vector3 at) => ((int)MathF.Floor(at.X / Patch), (int)MathF.Floor(at.Z / Patch));

    // The cells of the middle, from -1 to 1 both ways, that a square covers.
    private static ulong Covered(float x, float y, float reach)
    {
        var (left, right) = (Cell(x - reach), Cell(x + reach));
        var row = ((1UL << (right - left + 1)) - 1) << left;
        var covered = 0UL;
        for (var line = Cell(y - reach); line <= Cell(y + reach); line++)
        {
            covered |= row << (Cells * line);
        }

        return covered;
    }

    private static int Cell(float at) => Math.Clamp((int)((at + 1) * (Cells / 2f)), 0, Cells - 1);
}
