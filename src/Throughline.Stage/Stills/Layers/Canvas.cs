using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A picture enlarged by what the camera will see beyond its edges, invented from the picture, with its nearness.</summary>
/// <param name="Picture">The enlarged picture; the given pixels are unchanged.</param>
/// <param name="Nearness">One value a pixel, 0 far upward.</param>
/// <param name="X">Left of the canvas in the given picture's pixels, 0 or negative.</param>
/// <param name="Y">Top of the canvas in the given picture's pixels, 0 or negative.</param>
internal sealed record Canvas(Picture Picture, float[] Nearness, int X, int Y)
{
    // Sky is continued by sky and ground by ground.
    private const float RowPrior = 0.6f;
    private const int Snap = 2;

    /// <summary>Enlarges.</summary>
    public static Canvas Around(
        Picture picture, DepthPicture? depth, Framing framing, long seed, int threads, CancellationToken cancellationToken)
    {
        int width = framing.Left + picture.Width + framing.Right, height = framing.Top + picture.Height + framing.Bottom;
        var nearness = new float[width * height];
        if (depth is not null)
        {
            var crisp = Crisp(depth, threads);
            for (var y = 0; y < height; y++)
            {
                var v = Math.Clamp(y - framing.Top, 0, picture.Height - 1);
                for (var x = 0; x < width; x++)
                {
                    var u = Math.Clamp(x - framing.Left, 0, picture.Width - 1);
                    nearness[(y * width) + x] = crisp[(v * picture.Width) + u];
                }
            }
        }

        if (width == picture.Width && height == picture.Height)
        {
            return new Canvas(picture, nearness, 0, 0);
        }

        var enlarged = new Picture(width, height);
        var mask = new byte[width * height];
        for (var y = 0; y < picture.Height; y++)
        {
            picture.Row(y).CopyTo(enlarged.Row(y + framing.Top)[(framing.Left * 4)..]);
            mask.AsSpan(((y + framing.Top) * width) + framing.Left, picture.Width).Fill(255);
        }

        var options = new FillOptions { Seed = (ulong)seed, Threads = threads, RowPrior = RowPrior };
        return new Canvas(Fill.Complete(enlarged, mask, options, cancellationToken), nearness, -framing.Left, -framing.Top);
    }

    // Depth pictures blur across contours, and a value half way between a thing and its background is neither:
    // within two pixels of an edge each value goes to the nearer of the two sides.
    private static float[] Crisp(DepthPicture depth, int threads)
    {
        int width = depth.Width, height = depth.Height;
        var source = depth.Nearness;
        var low = Neighbours.Extreme<float, Neighbours.Least<float>>(source, width, height, Snap, threads);
        var high = Neighbours.Extreme<float, Neighbours.Most<float>>(source, width, height, Snap, threads);
        var result = new float[source.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var isEdge = high[i] - low[i] > LayerSplit.Edge;
            result[i] = !isEdge ? source[i] : source[i] - low[i] < high[i] - source[i] ? low[i] : high[i];
        }

        return result;
    }
}
