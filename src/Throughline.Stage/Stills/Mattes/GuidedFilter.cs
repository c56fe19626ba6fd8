namespace Throughline.Stage.Stills;

/// <summary>
/// Explains a plane, window by window, as a linear function of a picture's colours, so that its edges become the
/// picture's. The picture's own part is worked out once and serves any number of planes.
/// Source: He, Sun and Tang 2010, doi:10.1007/978-3-642-15549-9_1, with a colour picture for a guide.
/// </summary>
internal sealed class GuidedFilter
{
    private readonly float[][] _colours;
    private readonly float[][] _means;
    private readonly float[][] _inverse;
    private readonly int _width;
    private readonly int _height;
    private readonly int _radius;
    private readonly int _threads;

    /// <summary>Works out the picture's part.</summary>
    /// <param name="colours">R, G and B, a plane each, 0 to 1.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="radius">Half a window's side in pixels.</param>
    /// <param name="blur">Variance of colour, 1 for black and white alike, below which a window counts as
    /// smooth.</param>
    /// <param name="threads">Threads to use; the result is the same whatever their number.</param>
    public GuidedFilter(float[][] colours, int width, int height, int radius, float blur, int threads)
    {
        (_colours, _width, _height, _radius, _threads) = (colours, width, height, radius, threads);
        _means = Boxes(colours);
        float[][] squares = Boxes(
            Times(colours[0], colours[0]), Times(colours[0], colours[1]), Times(colours[0], colours[2]),
            Times(colours[1], colours[1]), Times(colours[1], colours[2]), Times(colours[2], colours[2]));
        _inverse = [.. Enumerable.Range(0, 6).Select(_ => new float[width * height])];
        for (var i = 0; i < width * height; i++)
        {
            float r = _means[0][i], g = _means[1][i], b = _means[2][i];
            float rr = squares[0][i] - (r * r) + blur, rg = squares[1][i] - (r * g), rb = squares[2][i] - (r * b);
            float gg = squares[3][i] - (g * g) + blur, gb = squares[4][i] - (g * b),
                bb = squares[5][i] - (b * b) + blur;

            // The inverse of the symmetric 3 x 3 matrix by its cofactors.
            float c0 = (gg * bb) - (gb * gb), c1 = (gb * rb) - (rg * bb), c2 = (rg * gb) - (gg * rb);
            var scale = 1 / ((rr * c0) + (rg * c1) + (rb * c2));
            _inverse[0][i] = c0 * scale;
            _inverse[1][i] = c1 * scale;
            _inverse[2][i] = c2 * scale;
            _inverse[3][i] = ((rr * bb) - (rb * rb)) * scale;
            _inverse[4][i] = ((rb * rg) - (rr * gb)) * scale;
            _inverse[5][i] = ((rr * gg) - (rg * rg)) * scale;
        }
    }

    /// <summary>For each pixel what R, G, B and 1 are to be multiplied by to give the plane.</summary>
    public float[][] Explain(float[] plane)
    {
        float[][] moments = Boxes(
            plane, Times(_colours[0], plane), Times(_colours[1], plane), Times(_colours[2], plane));
        float[][] lines = [.. Enumerable.Range(0, 4).Select(_ => new float[plane.Length])];
        for (var i = 0; i < plane.Length; i++)
        {
            var mean = moments[0][i];
            float r = moments[1][i] - (_means[0][i] * mean), g = moments[2][i] - (_means[1][i] * mean),
                b = moments[3][i] - (_means[2][i] * mean);
            float ar = (_inverse[0][i] * r) + (_inverse[1][i] * g) + (_inverse[2][i] * b);
            float ag = (_inverse[1][i] * r) + (_inverse[3][i] * g) + (_inverse[4][i] * b);
            float ab = (_inverse[2][i] * r) + (_inverse[4][i] * g) + (_inverse[5][i] * b);
            (lines[0][i], lines[1][i], lines[2][i]) = (ar, ag, ab);
            lines[3][i] = mean - (ar * _means[0][i]) - (ag * _means[1][i]) - (ab * _means[2][i]);
        }

        return Boxes(lines);
    }

    /// <summary>The plane as the picture explains it.</summary>
    public float[] Apply(float[] plane)
    {
        var lines = Explain(plane);
        var result = new float[plane.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (lines[0][i] * _colours[0][i])
                + (lines[1][i] * _colours[1][i]) + (lines[2][i] * _colours[2][i]) + lines[3][i];
        }

        return result;
    }

    private static float[] Times(float[] a, float[] b)
    {
        var product = new float[a.Length];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = a[i] * b[i];
        }

        return product;
    }

    private float[][] Boxes(params float[][] planes)
    {
        var means = new float[planes.Length][];
        Rows.For(
            planes.Length, _threads, k => means[k] = Planes.Box(planes[k], _width, _height, _radius),
            CancellationToken.None);
        return means;
    }
}
