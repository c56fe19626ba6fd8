using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a fast turn to the side leaves of a frame while the shutter is open: each pixel is the mean, in linear light
/// (taken as the square of the value), of those it passed. Owned by one thread; nothing is allocated for a frame.
/// </summary>
internal sealed class Streaks
{
    private readonly int[] _sums;

    /// <summary>Memory for frames of a width.</summary>
    public Streaks(int width)
    {
        _sums = new int[3 * (width + 1)];
    }

    /// <summary>Draws a frame out.</summary>
    /// <param name="frame">The frame, changed in place.</param>
    /// <param name="length">How far each pixel moved, pixels.</param>
    public void Draw(Picture frame, float length)
    {
        var half = (int)(length / 2);
        if (half == 0)
        {
            return;
        }

        for (var y = 0; y < frame.Height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < frame.Width; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    int value = row[(4 * x) + c];
                    _sums[(3 * (x + 1)) + c] = _sums[(3 * x) + c] + (value * value);
                }
            }

            for (var x = 0; x < frame.Width; x++)
            {
                int from = 3 * Math.Max(x - half, 0), to = 3 * Math.Min(x + half + 1, frame.Width);
                var share = 3f / (to - from);
                for (var c = 0; c < 3; c++)
                {
                    row[(4 * x) + c] = (byte)(MathF.Sqrt((_sums[to + c] - _sums[from + c]) * share) + 0.5f);
                }
            }
        }
    }
}
