using System.Runtime.InteropServices;

namespace Throughline.Stage.Stills;

/// <summary>The map of the plane that most pairs of landmarks agree on, by sampling consensus.</summary>
/// <remarks>Source: Fischler and Bolles 1981, doi:10.1145/358669.358692, with deterministic samples.</remarks>
internal static class CameraGuess
{
    private const int Trials = 1500;

    /// <summary>Landmark pairs that must agree before they are believed.</summary>
    private const int FewestAgreeing = 12;

    // The same for a part of the picture, how many parts are looked for, and from which share of the picture's size
    // on a pair does not go with the rest.
    private const int FewestOfPart = 6;
    private const int MostOthers = 5;
    private const double ClearlyOff = 0.015;

    /// <summary>The map from the first picture to the second in level-0 pixels, or null when too few pairs
    /// agree.</summary>
    /// <param name="pairs">Pairs, wrong ones among them.</param>
    /// <param name="width">Columns of level 0.</param>
    /// <param name="height">Rows of level 0.</param>
    public static Homography? Of(List<PointPair> pairs, int width, int height)
    {
        if (pairs.Count < FewestAgreeing)
        {
            return null;
        }

        double size = Math.Max(width, height), loose = 0.03 * size;
        var random = 0x9E3779B97F4A7C15UL;
        Homography? best = null;
        var most = 0.0;
        Span<PointPair> two = stackalloc PointPair[2];
        for (var trial = 0; trial < Trials; trial++)
        {
            two[0] = pairs[Next(ref random, pairs.Count)];
            two[1] = pairs[Next(ref random, pairs.Count)];
            if (Math.Abs(two[0].X - two[1].X) + Math.Abs(two[0].Y - two[1].Y) < 0.08 * size
                || Homography.FitSimilar(two) is not { } guess || guess.Determinant is < 0.02 or > 50)
            {
                continue;
            }

            var score = 0.0;
            foreach (var pair in pairs)
            {
                score += Math.Max(0, 1 - (Off(guess, pair) / loose));
            }

            if (score > most)
            {
                (most, best) = (score, guess);
            }
        }

        return best is { } similar ? Refine(similar, pairs, width, height) : null;
    }

    /// <summary>
    /// Ways that things went which did not go with the camera's map: not at all, as what a camera keeps in its middle
    /// does, and those that several of the remaining pairs agree on.
    /// </summary>
    /// <param name="pairs">Pairs, wrong ones among them.</param>
    /// <param name="map">The camera's map.</param>
    /// <param name="width">Columns of level 0.</param>
    /// <param name="height">Rows of level 0.</param>
    public static List<Homography> Others(List<PointPair> pairs, Homography map, int width, int height)
    {
        double size = Math.Max(width, height);
        var others = new List<Homography> { Homography.Identity };
        var least = ClearlyOff * size;
        var left = pairs.FindAll(p => Off(map, p) > least && Off(Homography.Identity, p) > least);
        while (others.Count < MostOthers && Consensus(left, size, 0.012 * size) is { } other)
        {
            var agreeing = left.FindAll(p => Off(other, p) < 0.012 * size);
            if (agreeing.Count < FewestOfPart)
            {
                break;
            }

            others.Add(Homography.FitSimilar(CollectionsMarshal.AsSpan(agreeing)) ?? other);
            left.RemoveAll(p => Off(other, p) < least);
        }

        return others;
    }

    // The similarity that most pairs come near to.
    private static Homography? Consensus(List<PointPair> pairs, double size, double loose)
    {
        var random = 0x9E3779B97F4A7C15UL;
        Homography? best = null;
        var most = 0.0;
        Span<PointPair> two = stackalloc PointPair[2];
        for (var trial = 0; pairs.Count > 1 && trial < Trials; trial++)
        {
            two[0] = pairs[Next(ref random, pairs.Count)];
            two[1] = pairs[Next(ref random, pairs.Count)];
            if (Math.Abs(two[0].X - two[1].X) + Math.Abs(two[0].Y - two[1].Y) < 0.03 * size
                || Homography.FitSimilar(two) is not { } guess || guess.Determinant is < 0.3 or > 3)
            {
                continue;
            }

            var score = pairs.Sum(pair => Math.Max(0, 1 - (Off(guess, pair) / loose)));
            if (score > most)
            {
                (most, best) = (score, guess);
            }
        }

        return best;
    }

    // Fits anew to those that agree, first loosely as a similarity, then closer as a projective map while that stays
    // sane.
    private static Homography? Refine(Homography map, List<PointPair> pairs, int width, int height)
    {
        double size = Math.Max(width, height);
        var agreeing = new List<PointPair>();
        (double Share, bool IsProjective)[] rounds =
            [(0.03, false), (0.02, false), (0.03, true), (0.015, true), (0.008, true), (0.006, true)];
        foreach (var (share, isProjective) in rounds)
        {
            var near = pairs.Where(p => Off(map, p) < share * size).ToArray();
            if (near.Length < FewestAgreeing)
            {
                return agreeing.Count < FewestAgreeing ? null : map;
            }

            (agreeing, var before) = ([.. near], map);
            var next = !isProjective ? Homography.FitSimilar(near)
                : near.Length >= 2 * FewestAgreeing ? Homography.Fit(near, size) : map;
            map = next is { } sane && IsSane(sane, width, height) ? sane : before;
        }

        return map;
    }

    // A camera's map keeps the frame upright-handed and does not blow one corner up against another.
    private static bool IsSane(Homography map, int width, int height)
    {
        double least = double.MaxValue, most = 0;
        for (var corner = 0; corner < 4; corner++)
        {
            double x = (corner & 1) * (width - 1), y = (corner >> 1) * (height - 1);
            var w = ((map.G * x) + (map.H * y) + map.I) / map.I;
            var scale = map.ScaleAt(x, y);
            if (!(w > 0.3) || !double.IsFinite(scale))
            {
                return false;
            }

            (least, most) = (Math.Min(least, scale), Math.Max(most, scale));
        }

        return map.Determinant / (map.I * map.I * map.I) > 0 && most < 3 * least && most < 12 && least > 1.0 / 12;
    }

    private static double Off(Homography map, PointPair pair)
    {
        var (u, v) = map.Map(pair.X, pair.Y);
        return Math.Sqrt(((u - pair.U) * (u - pair.U)) + ((v - pair.V) * (v - pair.V)));
    }

    private static int Next(ref ulong state, int count)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)((state >> 33) % (ulong)count);
    }
}
