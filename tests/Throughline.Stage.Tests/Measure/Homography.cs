namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// A map of the plane that keeps straight lines: what any turn and any zoom of a camera does to a picture, and what any
/// move does to a flat thing. (Hartley and Zisserman 2004, doi:10.1017/CBO9780511811685, chapter 4.)
/// </summary>
internal sealed class Homography
{
    private const int Trials = 300;
    private const int Refinements = 8;

    // Row by row, the last element 1, about (_centre) in units of _scale pixels.
    private readonly double[] _h;
    private readonly Spot _centre;
    private readonly double _scale;

    private Homography(double[] h, Spot centre, double scale)
    {
        _h = h;
        _centre = centre;
        _scale = scale;
    }

    /// <summary>Where a place goes.</summary>
    public Spot Of(Spot spot)
    {
        var (x, y) = Normal(spot);
        var w = (_h[6] * x) + (_h[7] * y) + 1;
        return new Spot(
            (((_h[0] * x) + (_h[1] * y) + _h[2]) / w * _scale) + _centre.X,
            (((_h[3] * x) + (_h[4] * y) + _h[5]) / w * _scale) + _centre.Y);
    }

    /// <summary>
    /// The homography that most pairs obey, whatever the others do: the best of many drawn from four pairs each
    /// (Fischler and Bolles 1981, doi:10.1145/358669.358692), then the least squares of places over the pairs that
    /// obey it.
    /// </summary>
    /// <param name="pairs">Places before and after, at least four.</param>
    /// <param name="tolerance">Pixels that a pair that obeys may be off.</param>
    public static Homography Fit(IReadOnlyList<(Spot From, Spot To)> pairs, double tolerance = 0.5)
    {
        if (pairs.Count < 4)
        {
            throw new ArgumentException($"{pairs.Count} pairs do not decide a homography.", nameof(pairs));
        }

        var centre = new Spot(pairs.Average(p => p.From.X), pairs.Average(p => p.From.Y));
        var scale = Math.Max(1, pairs.Average(p => p.From.To(centre)));
        var random = new Random(20040307);
        Homography? best = null;
        var most = -1;
        for (var trial = 0; trial < Trials; trial++)
        {
            var four = Enumerable.Range(0, 4).Select(_ => pairs[random.Next(pairs.Count)]).ToList();
            if (Direct(four, centre, scale) is not { } guess)
            {
                continue;
            }

            var agree = pairs.Count(p => guess.Of(p.From).To(p.To) < tolerance);
            (best, most) = agree > most ? (guess, agree) : (best, most);
        }

        for (var i = 0; i < Refinements && best is not null; i++)
        {
            var obeying = pairs.Where(p => best.Of(p.From).To(p.To) < tolerance).ToList();
            best = (i == 0 ? Direct(obeying, centre, scale) : best.Refined(obeying)) ?? best;
        }

        return best ?? throw new ArgumentException("The places before lie on a line.", nameof(pairs));
    }

    private (double X, double Y) Normal(Spot spot) => ((spot.X - _centre.X) / _scale, (spot.Y - _centre.Y) / _scale);

    // Normalised direct linear transform.
    private static Homography? Direct(List<(Spot From, Spot To)> pairs, Spot centre, double scale)
    {
        var h = LinearSystem.LeastSquares(8, pairs.SelectMany(p =>
        {
            double x = (p.From.X - centre.X) / scale, y = (p.From.Y - centre.Y) / scale;
            double u = (p.To.X - centre.X) / scale, v = (p.To.Y - centre.Y) / scale;
            return new (double[], double)[]
            {
                ([x, y, 1, 0, 0, 0, -u * x, -u * y], u),
                ([0, 0, 0, x, y, 1, -v * x, -v * y], v),
            };
        }));
        return h is null ? null : new Homography(h, centre, scale);
    }

    // One step of Gauss and Newton on the distances of places after.
    private Homography? Refined(List<(Spot From, Spot To)> pairs)
    {
        var step = LinearSystem.LeastSquares(8, pairs.SelectMany(p =>
        {
            var (x, y) = Normal(p.From);
            var w = (_h[6] * x) + (_h[7] * y) + 1;
            double u = ((_h[0] * x) + (_h[1] * y) + _h[2]) / w, v = ((_h[3] * x) + (_h[4] * y) + _h[5]) / w;
            var (tu, tv) = Normal(p.To);
            return new (double[], double)[]
            {
                ([x / w, y / w, 1 / w, 0, 0, 0, -u * x / w, -u * y / w], tu - u),
                ([0, 0, 0, x / w, y / w, 1 / w, -v * x / w, -v * y / w], tv - v),
            };
        }));
        return step is null ? null : new Homography([.. _h.Zip(step, (a, b) => a + b)], _centre, _scale);
    }
}
