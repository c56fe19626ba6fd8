namespace Throughline.Stage.Stills;

/// <summary>
/// A view's way from rest to a projective map: the map's own one-parameter group, exp(s log M). A turn goes round its
/// own
/// centre, a zoom grows by equal factors, and both together go along a spiral, as a camera does.
/// </summary>
/// <remarks>
/// The logarithm by inverse scaling and squaring with the product form of the Denman-Beavers iteration: Cheng, Higham,
/// Kenney and Laub 2001, doi:10.1137/S0895479899364015.
/// </remarks>
internal sealed class ScreenPath
{
    private readonly Homography _to;
    private readonly Homography _from;
    private readonly Homography _log;

    private ScreenPath(Homography end, Homography log, double size)
    {
        End = end;
        _log = log;
        _to = Homography.Similar(1 / size, -0.5, -0.5);
        _from = _to.Inverted();
    }

    /// <summary>The map at 1, in pixels.</summary>
    public Homography End { get; }

    /// <summary>The way to <paramref name="end"/>, or null when the map turns the plane over or has no such
    /// way.</summary>
    /// <param name="end">The map in pixels.</param>
    /// <param name="size">The picture's longer side in pixels.</param>
    public static ScreenPath? To(Homography end, double size)
    {
        var to = Homography.Similar(1 / size, -0.5, -0.5);
        var m = to * end * to.Inverted();
        if (!(m.Determinant > 0))
        {
            return null;
        }

        m *= 1 / Math.Cbrt(m.Determinant);
        const int Roots = 6;
        for (var i = 0; i < Roots; i++)
        {
            if (Root(m) is not { } root)
            {
                return null;
            }

            m = root;
        }

        // log(1 + x) = x - x²/2 + x³/3 …; x is below 0.1 after six roots of anything a camera does.
        var x = m + (Homography.Identity * -1);
        Homography log = default, power = Homography.Identity;
        for (var n = 1; n <= 12; n++)
        {
            power *= x;
            log += power * ((n % 2 == 0 ? -1.0 : 1.0) / n);
        }

        var path = new ScreenPath(end, log * (1 << Roots), size);
        var (ax, ay) = path.At(0.999999).Map(size / 3, size / 3);
        var (bx, by) = end.Map(size / 3, size / 3);
        return Math.Abs(ax - bx) + Math.Abs(ay - by) < 0.5 ? path : null;
    }

    /// <summary>The map at <paramref name="share"/> of the way, 0 to 1, in pixels.</summary>
    public Homography At(double share)
    {
        var x = _log * (share / 64);
        Homography sum = Homography.Identity, term = Homography.Identity;
        for (var n = 1; n <= 10; n++)
        {
            term = term * x * (1.0 / n);
            sum += term;
        }

        for (var i = 0; i < 6; i++)
        {
            sum *= sum;
        }

        return _from * sum * _to;
    }

    private static Homography? Root(Homography m)
    {
        Homography y = m, z = Homography.Identity;
        for (var i = 0; i < 30; i++)
        {
            if (!(Math.Abs(y.Determinant) > 1e-9) || !(Math.Abs(z.Determinant) > 1e-9))
            {
                return null;
            }

            var next = (y + z.Inverted()) * 0.5;
            z = (z + y.Inverted()) * 0.5;
            var change = next + (y * -1);
            y = next;
            if (Math.Abs(change.A) + Math.Abs(change.B) + Math.Abs(change.C) + Math.Abs(change.D) + Math.Abs(change.E)
                + Math.Abs(change.F) + Math.Abs(change.G) + Math.Abs(change.H) + Math.Abs(change.I) < 1e-14)
            {
                return y;
            }
        }

        return y;
    }
}
