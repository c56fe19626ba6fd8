namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// A turn, a growth and a shift, fitted to pairs of places by least squares without the worst fifth of them.
/// </summary>
/// <param name="Scale">Growth, 1 is none.</param>
/// <param name="Degrees">Turn, clockwise as seen.</param>
/// <param name="Shift">How far <c>about</c> moves, in pixels.</param>
internal sealed record Similarity(double Scale, double Degrees, Spot Shift)
{
    /// <summary>Fits to at least two pairs.</summary>
    /// <param name="pairs">Places before and after.</param>
    /// <param name="about">What is turned and grown about.</param>
    public static Similarity Fit(IReadOnlyList<(Spot From, Spot To)> pairs, Spot about)
    {
        var all = Solve(pairs, about);
        var best = pairs.OrderBy(p => Apply(all, p.From, about).To(p.To)).Take(Math.Max(2, pairs.Count * 4 / 5));
        return Of(Solve([.. best], about));
    }

    private static double[] Solve(IReadOnlyList<(Spot From, Spot To)> pairs, Spot about) =>
        LinearSystem.LeastSquares(4, pairs.SelectMany(p =>
        {
            Spot from = p.From - about, to = p.To - about;
            return new (double[], double)[] { ([from.X, -from.Y, 1, 0], to.X), ([from.Y, from.X, 0, 1], to.Y) };
        })) ?? throw new ArgumentException("One place does not decide a similarity.", nameof(pairs));

    private static Spot Apply(double[] s, Spot at, Spot about)
    {
        var from = at - about;
        return about + new Spot((s[0] * from.X) - (s[1] * from.Y) + s[2], (s[1] * from.X) + (s[0] * from.Y) + s[3]);
    }

    private static Similarity Of(double[] s) =>
        new(double.Hypot(s[0], s[1]), Math.Atan2(s[1], s[0]) * 180 / Math.PI, new Spot(s[2], s[3]));
}
