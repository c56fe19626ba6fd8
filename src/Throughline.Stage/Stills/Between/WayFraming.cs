using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Keeps the frames between two views within what the two pictures show: on its way the camera comes a little nearer
/// and aims a little aside, just as far as the view needs. At both ends nothing is changed.
/// </summary>
internal sealed class WayFraming
{
    private const int Instants = 15;
    private const int AlongEdge = 12;

    // The nearest it comes, and the steps in which that is sought.
    private const double Most = 0.5;
    private const double Step = 0.02;

    // Pixels by which a frame may reach out, as a share of its width: too little to be seen.
    private const double Allowed = 0.004;

    private readonly PixelSize _size;
    private readonly double _nearer;
    private readonly double _right;
    private readonly double _down;

    private WayFraming(PixelSize size, double nearer, double right, double down)
    {
        (_size, _nearer, _right, _down) = (size, nearer, right, down);
    }

    /// <summary>The framing of a path.</summary>
    /// <param name="path">The way of the first picture's pixels.</param>
    /// <param name="size">Size of the pictures.</param>
    public static WayFraming Of(ScreenPath path, PixelSize size)
    {
        WayFraming best = new(size, 0, 0, 0);
        var least = best.Missing(path);
        for (var nearer = Step; least > 0 && nearer <= Most; nearer += Step)
        {
            // Coming nearer gives room to either side; half of it is to the left, half to the right.
            for (var aim = 0; aim < 25; aim++)
            {
                double right = nearer * ((aim % 5) - 2) / 4, down = nearer * ((aim / 5) - 2) / 4;
                var tried = new WayFraming(size, nearer, right, down);
                var missing = tried.Missing(path);
                (least, best) = missing < 0.97 * least ? (missing, tried) : (least, best);
            }
        }

        return best;
    }

    /// <summary>What happens to the frame at a share of the way.</summary>
    public Homography At(double share)
    {
        var bow = 4 * share * (1 - share);
        var scale = 1 + (_nearer * bow);
        double x = (_size.Width - 1) / 2.0, y = (_size.Height - 1) / 2.0;
        return Homography.Similar(
            scale, (x * (1 - scale)) - (_right * bow * _size.Width), (y * (1 - scale)) - (_down * bow * _size.Height));
    }

    // How far the frames' edges lie outside both pictures, all together.
    private double Missing(ScreenPath path)
    {
        var sum = 0.0;
        for (var i = 1; i < Instants; i++)
        {
            var share = (double)i / Instants;
            var back = (At(share) * path.At(share)).Inverted();
            for (var j = 0; j < 4 * AlongEdge; j++)
            {
                double along = j % AlongEdge / (double)AlongEdge, w = _size.Width - 1, h = _size.Height - 1;
                var (x, y) = (j / AlongEdge) switch
                {
                    0 => (along * w, 0.0),
                    1 => (w, along * h),
                    2 => (w - (along * w), h),
                    _ => (0.0, h - (along * h)),
                };
                (x, y) = back.Map(x, y);
                var (u, v) = path.End.Map(x, y);
                sum += Math.Max(0, Math.Min(Outside(x, y), Outside(u, v)) - (Allowed * w));
            }
        }

        return sum;
    }

    private double Outside(double x, double y) => Math.Max(
        Math.Max(-x, x - (_size.Width - 1)), Math.Max(-y, y - (_size.Height - 1)));
}
