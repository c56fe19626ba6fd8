using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>One state of a picture while its layers are taken off: what is left, and how near it is.</summary>
/// <param name="Picture">Colours with all nearer layers removed and what they hid filled in.</param>
/// <param name="Nearness">Nearness with all nearer layers removed.</param>
internal sealed record Peeling(Picture Picture, float[] Nearness)
{
    /// <summary>Half the width, in nearness, over which two layers of one continuous surface share its pixels.</summary>
    public const float Band = 0.015f;

    private const int Contaminated = 2;
    private const int Spare = 8;

    // A thin band shows little of what fills it: the search runs on a smaller picture.
    private const int ThinBand = 32;
    private const int ThinBandSide = 320;
    private const int WideBandSide = 640;

    /// <summary>Takes off everything nearer than <paramref name="threshold"/>.</summary>
    /// <param name="threshold">Nearness.</param>
    /// <param name="reach">Pixels that may come into view behind an edge at a pixel, for each 1/m between its sides.</param>
    /// <param name="seed">Decides what chance decides.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Peeling Remove(float threshold, Func<int, int, float> reach, long seed, int threads, CancellationToken cancellationToken)
    {
        int width = Picture.Width, height = Picture.Height;
        var gone = new bool[Nearness.Length];
        for (var i = 0; i < gone.Length; i++)
        {
            gone[i] = Nearness[i] >= threshold + Band;
        }

        // Pixels just outside a contour are mixed with what is inside: they go too, and come back with its soft edge.
        var hole = (bool[])gone.Clone();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (!gone[(y * width) + x] || !AtBorder(gone, x, y, width, height))
                {
                    continue;
                }

                for (var v = Math.Max(0, y - Contaminated); v <= Math.Min(height - 1, y + Contaminated); v++)
                {
                    for (var u = Math.Max(0, x - Contaminated); u <= Math.Min(width - 1, x + Contaminated); u++)
                    {
                        hole[(v * width) + u] |= Nearness[(v * width) + u] < threshold - Band;
                    }
                }
            }
        }

        var nearest = NearestKnown.Of(hole, width, height);
        var step = Step(gone, nearest, width, height);
        var nearness = (float[])Nearness.Clone();
        var mask = new byte[hole.Length];
        for (var i = 0; i < hole.Length; i++)
        {
            mask[i] = hole[i] ? (byte)0 : (byte)255;
            if (gone[i])
            {
                nearness[i] = nearest.Index[i] < 0 ? threshold - Band : MathF.Min(Nearness[nearest.Index[i]], threshold);
            }
        }

        var (source, deepest) = CoverFarInside(hole, nearest, (x, y) => (step * reach(x, y)) + Spare, mask);
        var options = new FillOptions
        {
            Seed = (ulong)seed,
            Threads = threads,
            Nearness = nearness,
            WorkingSide = deepest <= ThinBand ? ThinBandSide : WideBandSide,
        };
        var filled = Array.Exists(mask, m => m == 255) ? Fill.Complete(source, mask, options, cancellationToken) : source;
        return new Peeling(filled, nearness);
    }

    // The greatest step in inverse depth along the contour.
    private float Step(bool[] gone, NearestKnown nearest, int width, int height)
    {
        float step = 0;
        for (var i = 0; i < gone.Length; i++)
        {
            if (gone[i] && nearest.Index[i] >= 0 && nearest.Distance[i] <= (2 * Contaminated) + 1 && AtBorder(gone, i % width, i / width, width, height))
            {
                step = MathF.Max(step, Nearness[i] - Nearness[nearest.Index[i]]);
            }
        }

        return step * (StillSpace.NearestQ - StillSpace.FarthestQ);
    }

    // What lies deeper inside than the camera can look gets the nearest known colour, which nothing copies and nobody sees.
    private (Picture Source, float Deepest) CoverFarInside(bool[] hole, NearestKnown nearest, Func<int, int, float> reach, byte[] mask)
    {
        float deepest = 0;
        var width = Picture.Width;
        var source = Picture.Copy();
        for (var i = 0; i < hole.Length; i++)
        {
            if (!hole[i] || nearest.Index[i] < 0)
            {
                continue;
            }

            if (nearest.Distance[i] <= reach(i % width, i / width))
            {
                deepest = MathF.Max(deepest, nearest.Distance[i]);
            }
            else
            {
                Picture.Pixels.AsSpan(nearest.Index[i] * 4, 4).CopyTo(source.Pixels.AsSpan(i * 4));
                mask[i] = 128;
            }
        }

        return (source, deepest);
    }

    private static bool AtBorder(bool[] inside, int x, int y, int width, int height) =>
        (x > 0 && !inside[(y * width) + x - 1]) || (x < width - 1 && !inside[(y * width) + x + 1])
        || (y > 0 && !inside[((y - 1) * width) + x]) || (y < height - 1 && !inside[((y + 1) * width) + x]);
}
