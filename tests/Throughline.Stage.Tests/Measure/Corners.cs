namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// Places that can be tracked in both directions: maxima of the smaller eigenvalue of the gradient's covariance
/// (Shi and Tomasi 1994, doi:10.1109/CVPR.1994.323794). The best of each cell of a grid is taken, so that no one thing
/// of the picture has all of them.
/// </summary>
internal static class Corners
{
    private const int Window = 4;

    // Brightness steps a pixel, squared: below, noise decides where the corner is.
    private const float Weakest = 4;

    /// <summary>
    /// Corners, at most one a cell, none nearer than <see cref="FeatureTracker.Radius"/> to the border.
    /// </summary>
    /// <param name="picture">Where to look.</param>
    /// <param name="cell">Side of a cell in pixels.</param>
    /// <param name="accepts">Where corners may be; null is everywhere.</param>
    public static List<Spot> In(Grey picture, int cell, Func<int, int, bool>? accepts = null)
    {
        int width = picture.Width, height = picture.Height;
        var strength = Strength(picture);
        var corners = new List<Spot>();
        for (var top = FeatureTracker.Radius + 2; top < height - FeatureTracker.Radius - 2; top += cell)
        {
            for (var left = FeatureTracker.Radius + 2; left < width - FeatureTracker.Radius - 2; left += cell)
            {
                (float Strength, int X, int Y) best = (Weakest, -1, -1);
                for (var y = top; y < Math.Min(top + cell, height - FeatureTracker.Radius - 2); y++)
                {
                    for (var x = left; x < Math.Min(left + cell, width - FeatureTracker.Radius - 2); x++)
                    {
                        if (strength[(y * width) + x] > best.Strength && (accepts is null || accepts(x, y)))
                        {
                            best = (strength[(y * width) + x], x, y);
                        }
                    }
                }

                if (best.X >= 0)
                {
                    corners.Add(new Spot(best.X, best.Y));
                }
            }
        }

        return corners;
    }

    private static float[] Strength(Grey picture)
    {
        int width = picture.Width, height = picture.Height;
        var products = new double[3][];
        for (var k = 0; k < 3; k++)
        {
            products[k] = new double[(width + 1) * (height + 1)];
        }

        // Sums over everything above and to the left, so that a window costs four look-ups.
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var dx = (picture[x + 1, y] - picture[x - 1, y]) / 2;
                var dy = (picture[x, y + 1] - picture[x, y - 1]) / 2;
                var at = ((y + 1) * (width + 1)) + x + 1;
                for (var k = 0; k < 3; k++)
                {
                    var value = k == 0 ? dx * dx : k == 1 ? dx * dy : dy * dy;
                    var sums = products[k];
                    sums[at] = value + sums[at - 1] + sums[at - width - 1] - sums[at - width - 2];
                }
            }
        }

        var strength = new float[width * height];
        const double Area = ((2 * Window) + 1) * ((2 * Window) + 1);
        for (var y = Window; y < height - Window; y++)
        {
            for (var x = Window; x < width - Window; x++)
            {
                double xx = Sum(products[0], x, y), xy = Sum(products[1], x, y), yy = Sum(products[2], x, y);
                var smaller = (xx + yy - Math.Sqrt(((xx - yy) * (xx - yy)) + (4 * xy * xy))) / 2;
                strength[(y * width) + x] = (float)(smaller / Area);
            }
        }

        return strength;

        double Sum(double[] sums, int x, int y)
        {
            int above = (y - Window) * (width + 1), below = (y + Window + 1) * (width + 1);
            int left = x - Window, right = x + Window + 1;
            return sums[below + right] - sums[below + left] - sums[above + right] + sums[above + left];
        }
    }
}
