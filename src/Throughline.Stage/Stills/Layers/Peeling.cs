using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A picture without what is nearer than one of its layers: what is left, and how near it is.</summary>
/// <param name="Picture">Colours with all nearer layers removed and what they hid of this one filled in.</param>
/// <param name="Nearness">Nearness with all nearer layers removed.</param>
internal sealed record Peeling(Picture Picture, float[] Nearness)
{
    /// <summary>
    /// Half the width, in nearness, over which two layers of one continuous surface share its pixels.
    /// </summary>
    public const float Band = 0.015f;

    /// <summary>The subject's edge; null when no matte is known.</summary>
    public SoftEdge? Edge { get; init; }

    private const int Contaminated = 2;

    // How far beyond a layer's own pixels its soft edge asks for colours.
    private const int Fringe = 4;

    // A thin band shows little of what fills it: the search runs on a smaller picture.
    private const int ThinBand = 32;
    private const int ThinBandSide = 320;
    private const int WideBandSide = 640;
    private const int BandRounds = 4;

    private const byte ToFill = 0;
    private const byte Covered = 128;
    private const byte Given = 255;

    /// <summary>
    /// Takes off everything nearer than a layer and fills in what that hid of the layer and may come into view.
    /// </summary>
    /// <param name="from">Nearness at which the layer begins.</param>
    /// <param name="threshold">Nearness at which it ends.</param>
    /// <param name="reach">Pixels that may come into view behind an edge at a pixel, for each 1/m between its
    /// sides.</param>
    /// <param name="seed">Decides what chance decides.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Peeling Remove(
        float from, float threshold, Func<int, int, float> reach, long seed, int threads,
        CancellationToken cancellationToken)
    {
        int width = Picture.Width, height = Picture.Height;
        var gone = new byte[Nearness.Length];
        EachRow(threads, (first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                gone[i] = Nearness[i] >= threshold + Band ? byte.MaxValue : byte.MinValue;
            }
        });

        // Pixels just outside a contour are mixed with what is inside: they go too, and come back with its soft edge.
        var hole = Neighbours.Extreme<byte, Neighbours.Most<byte>>(gone, width, height, Contaminated, threads);
        EachRow(threads, (first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                hole[i] = gone[i] != 0 || Nearness[i] < threshold - Band ? hole[i] : byte.MinValue;
                if (Edge?.Shows(i, threshold) == true)
                {
                    hole[i] = byte.MaxValue;
                }
            }
        });

        var nearest = NearestKnown.Of(hole, width, height, threads);
        var nearness = (float[])Nearness.Clone();
        EachRow(threads, (first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                if (gone[i] != 0)
                {
                    nearness[i] = nearest.Index[i] < 0 ? threshold - Band : MathF.Min(
                        Nearness[nearest.Index[i]], threshold);
                }
            }
        });

        var uncovering = Uncovering.Of(Nearness, gone, hole, width, height, reach, threads);
        var wanted = Wanted(nearness, from, threads);
        var (source, mask, deepest) = CoverFarInside(hole, nearest, uncovering, wanted, threads);
        if (!mask.AsSpan().Contains(Given))
        {
            return this with { Picture = source, Nearness = nearness };
        }

        var options = new FillOptions
        {
            Seed = (ulong)seed,
            Threads = threads,
            Nearness = nearness,
            WorkingSide = deepest <= ThinBand ? ThinBandSide : WideBandSide,
            Rounds = BandRounds,
        };
        return this with { Picture = Fill.Complete(source, mask, options, cancellationToken), Nearness = nearness };
    }

    // Where the layer will be, with its fringe; null for the rear one, which is everywhere.
    private byte[]? Wanted(float[] nearness, float from, int threads)
    {
        if (float.IsNegativeInfinity(from))
        {
            return null;
        }

        var own = new byte[nearness.Length];
        EachRow(threads, (first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                own[i] = nearness[i] >= from - (2 * Band) ? byte.MaxValue : byte.MinValue;
            }
        });
        return Neighbours.Extreme<byte, Neighbours.Most<byte>>(own, Picture.Width, Picture.Height, Fringe, threads);
    }

    // What lies deeper inside than the camera can look, or is not of this layer, gets the nearest known colour, which
    // nothing copies and nobody sees.
    private (Picture Source, byte[] Mask, float Deepest) CoverFarInside(
        byte[] hole, NearestKnown nearest, Uncovering uncovering, byte[]? wanted, int threads)
    {
        int width = Picture.Width, height = Picture.Height;
        var source = Picture.Copy();
        var mask = new byte[hole.Length];
        var deepest = new float[height];
        var soft = Edge?.Width ?? 0;
        Rows.Split(height, threads, (from, to) =>
        {
            for (var y = from; y < to; y++)
            {
                for (int x = 0, i = y * width; x < width; x++, i++)
                {
                    mask[i] = Given;
                    if (hole[i] == 0)
                    {
                        continue;
                    }

                    var isSeen = wanted is null || wanted[i] != 0;
                    if (nearest.Index[i] < 0 || (isSeen && nearest.Distance[i] <= uncovering.At(x, y) + soft))
                    {
                        mask[i] = ToFill;
                        deepest[y] = nearest.Index[i] < 0 ? deepest[y] : MathF.Max(deepest[y], nearest.Distance[i]);
                    }
                    else
                    {
                        mask[i] = Covered;
                        Picture.Pixels.AsSpan(nearest.Index[i] * 4, 4).CopyTo(source.Pixels.AsSpan(i * 4));
                    }
                }
            }
        });
        return (source, mask, deepest.Max());
    }

    // Ranges of pixels, whole rows each.
    private void EachRow(int threads, Action<int, int> pixels)
    {
        var width = Picture.Width;
        Rows.Split(Picture.Height, threads, (from, to) => pixels(from * width, to * width));
    }
}
