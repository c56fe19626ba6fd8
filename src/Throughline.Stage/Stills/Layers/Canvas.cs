using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Frame 0 enlarged by what the camera will see beyond its edges: the given picture where it goes on, invented from it
/// where it does not.
/// </summary>
/// <param name="Picture">The enlarged picture; the given pixels are unchanged.</param>
/// <param name="Nearness">One value a pixel, 0 far upward.</param>
/// <param name="X">Left of the canvas in the given picture's pixels, 0 or negative.</param>
/// <param name="Y">Top of the canvas in the given picture's pixels, 0 or negative.</param>
internal sealed record Canvas(Picture Picture, float[] Nearness, int X, int Y)
{
    /// <summary>The subject's edge; null when no matte is known.</summary>
    public SoftEdge? Edge { get; private init; }

    // Sky is continued by sky and ground by ground.
    private const float RowPrior = 0.5f;
    private const int Snap = 2;

    /// <summary>Enlarges a view of frame 0 and what is known around it.</summary>
    /// <param name="view">What is known; it contains frame 0.</param>
    /// <param name="frame">Size of frame 0.</param>
    /// <param name="framing">What the camera will see.</param>
    /// <param name="seed">Decides what chance decides.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Canvas Around(
        Surroundings view, PixelSize frame, Framing framing, long seed, int threads,
        CancellationToken cancellationToken)
    {
        int width = framing.Left + frame.Width + framing.Right, height = framing.Top + frame.Height + framing.Bottom;
        int offsetX = view.X - framing.Left, offsetY = view.Y - framing.Top;
        var nearness = view.Depth is null ? new float[width * height] : Spread(Crisp(view.Depth, threads));
        var edge = view.Depth is null || view.Matte is null ? null : SoftEdge.Of(
            nearness, Spread(view.Matte.Coverage), width, height, threads);
        if (width == view.Picture.Width && height == view.Picture.Height && offsetX == 0 && offsetY == 0)
        {
            return new Canvas(view.Picture, nearness, -framing.Left, -framing.Top) { Edge = edge };
        }

        var canvas = new Picture(width, height);
        var mask = new byte[width * height];
        int left = Math.Max(0, -offsetX), right = Math.Min(width, view.Picture.Width - offsetX);
        int top = Math.Max(0, -offsetY), bottom = Math.Min(height, view.Picture.Height - offsetY);
        for (var y = top; y < bottom; y++)
        {
            view.Picture.Row(y + offsetY).Slice((left + offsetX) * 4, (right - left) * 4).CopyTo(
                canvas.Row(y)[(left * 4)..]);
            mask.AsSpan((y * width) + left, right - left).Fill(255);
        }

        if (left == 0 && top == 0 && right == width && bottom == height)
        {
            return new Canvas(canvas, nearness, -framing.Left, -framing.Top) { Edge = edge };
        }

        var options = new FillOptions
        {
            Seed = (ulong)seed,
            Threads = threads,
            RowPrior = RowPrior,
            Nearness = view.Depth is null ? null : nearness,
        };
        return new Canvas(
            Fill.Complete(canvas, mask, options, cancellationToken), nearness, -framing.Left, -framing.Top)
        {
            Edge = edge,
        };

        // What is known of the view, gone on beyond its edges.
        float[] Spread(float[] known)
        {
            var spread = new float[width * height];
            for (var y = 0; y < height; y++)
            {
                var v = Math.Clamp(y + offsetY, 0, view.Picture.Height - 1);
                for (var x = 0; x < width; x++)
                {
                    var u = Math.Clamp(x + offsetX, 0, view.Picture.Width - 1);
                    spread[(y * width) + x] = known[(v * view.Picture.Width) + u];
                }
            }

            return spread;
        }
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
