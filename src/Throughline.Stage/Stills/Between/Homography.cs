namespace Throughline.Stage.Stills;

/// <summary>
/// A projective map of the plane, the change between two views of a plane or by a camera that turns and zooms:
/// (x, y) goes to (A x + B y + C, D x + E y + F) / (G x + H y + I). Points are pixels unless said otherwise.
/// </summary>
internal readonly record struct Homography(double A, double B, double C, double D, double E, double F, double G,
    double H, double I)
{
    /// <summary>The map that leaves everything where it is.</summary>
    public static Homography Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// <summary>The determinant.</summary>
    public double Determinant => (A * ((E * I) - (F * H))) - (B * ((D * I) - (F * G))) + (C * ((D * H) - (E * G)));

    /// <summary>The map back.</summary>
    public Homography Inverted() => new Homography(
        (E * I) - (F * H), (C * H) - (B * I), (B * F) - (C * E),
        (F * G) - (D * I), (A * I) - (C * G), (C * D) - (A * F),
        (D * H) - (E * G), (B * G) - (A * H), (A * E) - (B * D)) * (1 / Determinant);

    /// <summary>First <paramref name="b"/>, then <paramref name="a"/>.</summary>
    public static Homography operator *(Homography a, Homography b) => new(
        (a.A * b.A) + (a.B * b.D) + (a.C * b.G), (a.A * b.B) + (a.B * b.E) + (a.C * b.H),
            (a.A * b.C) + (a.B * b.F) + (a.C * b.I),
        (a.D * b.A) + (a.E * b.D) + (a.F * b.G), (a.D * b.B) + (a.E * b.E) + (a.F * b.H),
            (a.D * b.C) + (a.E * b.F) + (a.F * b.I),
        (a.G * b.A) + (a.H * b.D) + (a.I * b.G), (a.G * b.B) + (a.H * b.E) + (a.I * b.H),
            (a.G * b.C) + (a.H * b.F) + (a.I * b.I));

    /// <summary>The matrix times a number, which is the same map.</summary>
    public static Homography operator *(Homography a, double k) =>
        new(a.A * k, a.B * k, a.C * k, a.D * k, a.E * k, a.F * k, a.G * k, a.H * k, a.I * k);

    /// <summary>The sum of the matrices.</summary>
    public static Homography operator +(Homography a, Homography b) =>
        new(a.A + b.A, a.B + b.B, a.C + b.C, a.D + b.D, a.E + b.E, a.F + b.F, a.G + b.G, a.H + b.H, a.I + b.I);

    /// <summary>x goes to scale × x + (x, y).</summary>
    public static Homography Similar(double scale, double x, double y) => new(scale, 0, x, 0, scale, y, 0, 0, 1);

    /// <summary>Where a point goes.</summary>
    public (double X, double Y) Map(double x, double y)
    {
        var w = 1 / ((G * x) + (H * y) + I);
        return (((A * x) + (B * y) + C) * w, ((D * x) + (E * y) + F) * w);
    }

    /// <summary>How many times larger lengths become around a point.</summary>
    public double ScaleAt(double x, double y)
    {
        var w = (G * x) + (H * y) + I;
        return Math.Sqrt(Math.Abs(Determinant / (w * w * w)));
    }

    /// <summary>The same map for coordinates <paramref name="scale"/> times as large, pixel centres at whole
    /// numbers.</summary>
    public Homography Resized(double scale)
    {
        var to = Similar(scale, (scale - 1) / 2, (scale - 1) / 2);
        return to * this * to.Inverted();
    }

    /// <summary>
    /// The least-squares map of point pairs, by the direct linear transformation on centred points; null when they do
    /// not
    /// decide one. Source: Hartley and Zisserman 2004, doi:10.1017/CBO9780511811685, chapter 4.
    /// </summary>
    public static Homography? Fit(ReadOnlySpan<PointPair> pairs, double size)
    {
        if (pairs.Length < 4)
        {
            return null;
        }

        // Eight unknowns with I = 1, on points scaled to about 1: normal equations are well enough conditioned.
        var m = new double[8 * 9];
        foreach (var pair in pairs)
        {
            double x = (pair.X / size) - 0.5, y = (pair.Y / size) - 0.5, u = (pair.U / size) - 0.5,
                v = (pair.V / size) - 0.5;
            AddRow(m, [x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
            AddRow(m, [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
        }

        if (!Solve(m, 8))
        {
            return null;
        }

        var local = new Homography(m[8], m[17], m[26], m[35], m[44], m[53], m[62], m[71], 1);
        var to = Similar(1 / size, -0.5, -0.5);
        return to.Inverted() * local * to;
    }

    /// <summary>The least-squares similarity (scale, turn, shift) of point pairs; null when they do not decide
    /// one.</summary>
    public static Homography? FitSimilar(ReadOnlySpan<PointPair> pairs)
    {
        double x = 0, y = 0, u = 0, v = 0;
        foreach (var p in pairs)
        {
            (x, y, u, v) = (x + p.X, y + p.Y, u + p.U, v + p.V);
        }

        (x, y, u, v) = (x / pairs.Length, y / pairs.Length, u / pairs.Length, v / pairs.Length);
        double dot = 0, cross = 0, square = 0;
        foreach (var p in pairs)
        {
            double px = p.X - x, py = p.Y - y, pu = p.U - u, pv = p.V - v;
            dot += (px * pu) + (py * pv);
            cross += (px * pv) - (py * pu);
            square += (px * px) + (py * py);
        }

        if (square < 1e-6 || (dot * dot) + (cross * cross) < 1e-12)
        {
            return null;
        }

        double a = dot / square, b = cross / square;
        return new Homography(a, -b, u - (a * x) + (b * y), b, a, v - (b * x) - (a * y), 0, 0, 1);
    }

    private static void AddRow(double[] m, ReadOnlySpan<double> row)
    {
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j < 9; j++)
            {
                m[(i * 9) + j] += row[i] * row[j];
            }
        }
    }

    // Gauss-Jordan with pivoting on n rows of n + 1; the solution replaces the last column.
    private static bool Solve(double[] m, int n)
    {
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var r = column + 1; r < n; r++)
            {
                pivot = Math.Abs(m[(r * 9) + column]) > Math.Abs(m[(pivot * 9) + column]) ? r : pivot;
            }

            if (Math.Abs(m[(pivot * 9) + column]) < 1e-12)
            {
                return false;
            }

            for (var j = 0; j <= n; j++)
            {
                (m[(column * 9) + j], m[(pivot * 9) + j]) = (m[(pivot * 9) + j], m[(column * 9) + j]);
            }

            var inverse = 1 / m[(column * 9) + column];
            for (var j = 0; j <= n; j++)
            {
                m[(column * 9) + j] *= inverse;
            }

            for (var r = 0; r < n; r++)
            {
                var factor = m[(r * 9) + column];
                for (var j = 0; r != column && factor != 0 && j <= n; j++)
                {
                    m[(r * 9) + j] -= factor * m[(column * 9) + j];
                }
            }
        }

        return true;
    }
}
