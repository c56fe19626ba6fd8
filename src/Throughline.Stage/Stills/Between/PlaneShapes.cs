namespace Throughline.Stage.Stills;

/// <summary>Shapes in planes: what is not 0 is in the shape.</summary>
internal static class PlaneShapes
{
    // Pixels to either side that tell whether a shape is thin.
    private const int Thin = 2;

    /// <summary>Everything within <paramref name="radius"/> of what is not 0, as 1.</summary>
    public static Plane Grown(Plane plane, int radius)
    {
        var grown = plane.Blurred(radius);
        for (var i = 0; i < grown.Values.Length; i++)
        {
            grown.Values[i] = grown.Values[i] > 1e-4f ? 1 : 0;
        }

        return grown;
    }

    /// <summary>A shape with gaps up to twice <paramref name="gap"/> closed.</summary>
    public static Plane Bridged(Plane plane, int gap)
    {
        var wide = Grown(plane, gap);
        for (var i = 0; i < wide.Values.Length; i++)
        {
            wide.Values[i] = 1 - wide.Values[i];
        }

        var gaps = Grown(wide, gap);
        for (var i = 0; i < gaps.Values.Length; i++)
        {
            gaps.Values[i] = 1 - gaps.Values[i];
        }

        return gaps;
    }

    /// <summary>A shape without what is thinner than four pixels, and with gaps up to twice
    /// <paramref name="gap"/> closed.</summary>
    public static Plane Cleaned(Plane plane, int gap)
    {
        var mean = plane.Blurred(Thin);
        for (var i = 0; i < mean.Values.Length; i++)
        {
            mean.Values[i] = mean.Values[i] > 0.5f ? 1 : 0;
        }

        return Bridged(mean, gap);
    }

    /// <summary>The connected pieces of what is not 0, as lists of columns and rows, but those of fewer pixels than
    /// <paramref name="fewest"/>.</summary>
    public static List<List<(int X, int Y)>> Pieces(Plane plane, int fewest)
    {
        var pieces = new List<List<(int X, int Y)>>();
        var seen = new bool[plane.Width * plane.Height];
        var open = new Stack<(int X, int Y)>();
        for (var i = 0; i < seen.Length; i++)
        {
            var piece = new List<(int X, int Y)>();
            Visit(i % plane.Width, i / plane.Width);
            while (open.TryPop(out var at))
            {
                piece.Add(at);
                Visit(at.X - 1, at.Y);
                Visit(at.X + 1, at.Y);
                Visit(at.X, at.Y - 1);
                Visit(at.X, at.Y + 1);
            }

            if (piece.Count >= fewest)
            {
                pieces.Add(piece);
            }
        }

        return pieces;

        void Visit(int x, int y)
        {
            if (x >= 0 && y >= 0 && x < plane.Width && y < plane.Height && !seen[(y * plane.Width) + x]
                && plane.Values[plane.At(x, y)] > 0)
            {
                seen[(y * plane.Width) + x] = true;
                open.Push((x, y));
            }
        }
    }
}
