using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Restyling;

/// <summary>
/// How far the picture as a whole has moved since the first frame, in pixels: hatching and brush marks move with it, so
/// that a pan does not slide behind them. Found by comparing the means of rows and of columns between frames; a
/// movement that does not explain them counts as none. One caller at a time.
/// </summary>
internal sealed unsafe class Drift(PixelSize size)
{
    // A movement must explain this share of what changed.
    private const double LeastExplained = 0.5;

    // Of means over rows and columns, in encoded lightness.
    private const double Noise = 0.001;

    // Less than this, in pixels, is noise.
    private const double Rest = 0.06;

    private float[] _columnsBefore = [], _rowsBefore = [];

    /// <summary>To the right.</summary>
    public float X { get; private set; }

    /// <summary>Downwards.</summary>
    public float Y { get; private set; }

    /// <summary>Takes the next frame.</summary>
    public void Take(FootageWords frame)
    {
        var columns = new float[frame.Stride];
        var rows = new float[size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            var sum = Vector512<float>.Zero;
            for (var x = 0; x < size.Width; x += 16)
            {
                FootageWords.Unpack(Vector512.Load(frame.Row(y) + x), out var r, out var g, out var b);
                var luma = FootageWords.Luma(r, g, b);
                (Vector512.Create(columns.AsSpan(x)) + luma).CopyTo(columns.AsSpan(x));
                sum += luma;
            }

            rows[y] = Vector512.Sum(sum) / size.Width;
        }

        for (var x = 0; x < columns.Length; x++)
        {
            columns[x] /= size.Height;
        }

        columns = columns[..size.Width];
        if (_rowsBefore.Length > 0)
        {
            X += Movement(_columnsBefore, columns);
            Y += Movement(_rowsBefore, rows);
        }

        (_columnsBefore, _rowsBefore) = (columns, rows);
    }

    /// <summary>
    /// By how much a profile must be moved to become another, in its own steps, to a fraction; 0 when none explains it.
    /// </summary>
    internal static float Movement(float[] before, float[] after)
    {
        var most = Math.Max(2, before.Length / 20);
        var (from, to) = (most + 1, before.Length - most - 1);
        double slopes = 0;
        for (var i = from; i < to; i++)
        {
            slopes += Math.Abs(before[i + 1] - before[i - 1]) / 2;
        }

        // What differs by much more than a step of the profile moved by itself and hardly counts.
        var outlier = Noise + (slopes / (to - from));
        double Error(double moved)
        {
            var whole = (int)Math.Floor(moved);
            var part = moved - whole;
            double error = 0;
            for (var i = from; i < to; i++)
            {
                var d = after[i] - (before[i - whole] * (1 - part)) - (before[i - whole - 1] * part);
                error += d * d / ((d * d) + (outlier * outlier));
            }

            return error;
        }

        var best = Enumerable.Range(-most, (2 * most) + 1).MinBy(move => Error(move));

        // The fraction that most of the profile's slopes agree on.
        var parts = new List<(double Part, double Weight)>();
        for (var i = from; i < to; i++)
        {
            var slope = (before[i - best + 1] - before[i - best - 1]) / 2.0;
            if (Math.Abs(slope) > 1e-5)
            {
                parts.Add(((before[i - best] - after[i]) / slope, Math.Abs(slope)));
            }
        }

        parts.Sort((a, b) => a.Part.CompareTo(b.Part));
        var half = parts.Sum(one => one.Weight) / 2;
        var moved = best + Math.Clamp(parts.FirstOrDefault(one => (half -= one.Weight) <= 0).Part, -0.5, 0.5);
        return Math.Abs(moved) < Rest || Error(moved) >= (1 - LeastExplained) * Error(0) ? 0 : (float)moved;
    }
}
