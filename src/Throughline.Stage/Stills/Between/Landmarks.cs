using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Corners of a picture with a description of what is around each that bears turns, zooms and other exposures.
/// Source: multi-scale oriented patches, Brown, Szeliski and Winder 2005, doi:10.1109/CVPR.2005.235.
/// </summary>
internal sealed class Landmarks
{
    /// <summary>Numbers that describe a landmark.</summary>
    public const int Length = 64;

    private const int Cells = 14;
    private const int PerCell = 6;
    private const int Side = 8;

    // Pixels of the smoother level between samples: a level apart from the next, and between levels.
    private const float Spacing = 2.5f;
    private const float Half = 1.4142135f;

    private readonly List<(float X, float Y)> _places = [];
    private readonly List<float> _words = [];

    /// <summary>How many.</summary>
    public int Count => _places.Count;

    /// <summary>Finds landmarks on all levels large enough.</summary>
    /// <param name="light">The picture.</param>
    /// <param name="isDense">Whether each is also described half a level larger and smaller; of a pair, one picture's
    /// should be.</param>
    public static Landmarks Of(LightPyramid light, bool isDense)
    {
        var landmarks = new Landmarks();
        for (var level = 0; level + 1 < light.Levels.Count && light.Levels[level].Width >= 80; level++)
        {
            landmarks.Find(light.Levels[level], light.Levels[level + 1], 1 << level, isDense);
        }

        return landmarks;
    }

    /// <summary>Pairs that prefer each other clearly, in pixels of level 0.</summary>
    public static List<PointPair> Pairs(Landmarks a, Landmarks b)
    {
        var pairs = new List<PointPair>();
        if (a.Count < 2 || b.Count < 2)
        {
            return pairs;
        }

        var forward = Nearest(a, b);
        var backward = Nearest(b, a);
        for (var i = 0; i < a.Count; i++)
        {
            var j = forward[i];
            if (j >= 0 && backward[j] == i)
            {
                pairs.Add(new PointPair(a._places[i].X, a._places[i].Y, b._places[j].X, b._places[j].Y));
            }
        }

        return pairs;
    }

    // The nearest description, or -1 where another place is nearly as near. Descriptions have length 1.
    private static int[] Nearest(Landmarks from, Landmarks to)
    {
        const float Ratio = 0.75f;
        var nearest = new int[from.Count];
        var words = CollectionsMarshal.AsSpan(to._words);
        var mine = CollectionsMarshal.AsSpan(from._words);
        for (var i = 0; i < nearest.Length; i++)
        {
            float best = -1, second = -1;
            var index = -1;
            var word = mine.Slice(i * Length, Length);
            for (var j = 0; j < to.Count; j++)
            {
                var like = Dot(word, words.Slice(j * Length, Length));
                if (like > best)
                {
                    // The same corner on another level is no rival.
                    second = index >= 0 && IsNear(to._places[index], to._places[j]) ? second : best;
                    (best, index) = (like, j);
                }
                else if (like > second && !IsNear(to._places[index], to._places[j]))
                {
                    second = like;
                }
            }

            nearest[i] = best > 0.6f && 2 - (2 * best) < Ratio * Ratio * (2 - (2 * second)) ? index : -1;
        }

        return nearest;

        static bool IsNear((float X, float Y) a, (float X, float Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) < 6;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        // Eight lanes on every machine: the order of additions decides the last bit.
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < Length; i += 8)
        {
            sum += Vector256.Create(a.Slice(i, 8)) * Vector256.Create(b.Slice(i, 8));
        }

        return Vector256.Sum(sum);
    }

    // Corners by the harmonic mean of the structure tensor's eigenvalues, the strongest few of each part of the
    // picture.
    private void Find(Plane light, Plane smooth, int scale, bool isDense)
    {
        var soft = light.Blurred(1);
        int width = light.Width, height = light.Height;
        Plane xx = new(width, height), xy = new(width, height), yy = new(width, height);
        for (var y = 1; y < height - 1; y++)
        {
            ReadOnlySpan<float> above = soft.Row(y - 1), row = soft.Row(y), below = soft.Row(y + 1);
            Span<float> rxx = xx.Row(y), rxy = xy.Row(y), ryy = yy.Row(y);
            for (var x = 1; x < width - 1; x++)
            {
                float gx = row[x + 1] - row[x - 1], gy = below[x] - above[x];
                (rxx[x], rxy[x], ryy[x]) = (gx * gx, gx * gy, gy * gy);
            }
        }

        (xx, xy, yy) = (xx.Blurred(2), xy.Blurred(2), yy.Blurred(2));
        var strength = new Plane(width, height);
        for (var y = 0; y < height; y++)
        {
            ReadOnlySpan<float> rxx = xx.Row(y), rxy = xy.Row(y), ryy = yy.Row(y);
            var to = strength.Row(y);
            for (var x = 0; x < width; x++)
            {
                to[x] = ((rxx[x] * ryy[x]) - (rxy[x] * rxy[x])) / (rxx[x] + ryy[x] + 1e-6f);
            }
        }

        const int Edge = 8;
        var found = new List<(float Strength, int X, int Y)>[Cells * Cells];
        for (var y = Edge; y < height - Edge; y++)
        {
            for (var x = Edge; x < width - Edge; x++)
            {
                var at = strength.At(x, y);
                var value = strength.Values[at];
                if (value > 2e-5f && IsPeak(strength, at, value))
                {
                    (found[(y * Cells / height * Cells) + (x * Cells / width)] ??= []).Add((value, x, y));
                }
            }
        }

        foreach (var cell in found)
        {
            foreach (var (_, x, y) in (cell ?? []).OrderByDescending(f => f.Strength).ThenBy(f => f.Y).ThenBy(f =>
                f.X).Take(PerCell))
            {
                foreach (var spacing in isDense ? [Spacing, Spacing * Half, Spacing / Half]
                    : (ReadOnlySpan<float>)[Spacing])
                {
                    Describe(soft, smooth, x, y, scale, spacing);
                }
            }
        }
    }

    private static bool IsPeak(Plane strength, int at, float value)
    {
        for (var v = -2; v <= 2; v++)
        {
            for (var u = -2; u <= 2; u++)
            {
                if (strength.Values[at + (v * strength.Stride) + u] > value)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Eight by eight samples of the next smoother level, turned to the mean gradient, without mean and contrast.
    private void Describe(Plane soft, Plane smooth, int x, int y, int scale, float spacing)
    {
        float gx = 0, gy = 0;
        for (var v = -5; v <= 5; v++)
        {
            for (var u = -5; u <= 5; u++)
            {
                if ((u * u) + (v * v) <= 27)
                {
                    gx += soft.Sample(x + u + 1, y + v) - soft.Sample(x + u - 1, y + v);
                    gy += soft.Sample(x + u, y + v + 1) - soft.Sample(x + u, y + v - 1);
                }
            }
        }

        var length = MathF.Sqrt((gx * gx) + (gy * gy));
        if (length < 1e-4f)
        {
            return;
        }

        (gx, gy) = (gx / length, gy / length);
        Span<float> word = stackalloc float[Length];
        float mean = 0;
        for (var i = 0; i < Length; i++)
        {
            float u = ((i % Side) - 3.5f) * spacing, v = ((i / Side) - 3.5f) * spacing;
            var sx = ((x + 0.5f) / 2) - 0.5f + (u * gx) - (v * gy);
            var sy = ((y + 0.5f) / 2) - 0.5f + (u * gy) + (v * gx);
            word[i] = smooth.Sample(sx, sy);
            mean += word[i] / Length;
        }

        float square = 0;
        for (var i = 0; i < Length; i++)
        {
            word[i] -= mean;
            square += word[i] * word[i];
        }

        if (square < Length * 0.02f * 0.02f)
        {
            return;
        }

        var share = 1 / MathF.Sqrt(square);
        foreach (var value in word)
        {
            _words.Add(value * share);
        }

        _places.Add((((x + 0.5f) * scale) - 0.5f, ((y + 0.5f) * scale) - 0.5f));
    }
}
