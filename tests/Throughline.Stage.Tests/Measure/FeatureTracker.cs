namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// Follows corners through a clip. From frame to frame by Lucas and Kanade's method on a pyramid; then, so that
/// errors do not add up, each place is settled against its surroundings in the first frame, which may have turned,
/// grown and sheared (inverse compositional, six parameters; Baker and Matthews 2004,
/// doi:10.1023/B:VISI.0000011205.11775.fd).
/// </summary>
internal sealed class FeatureTracker
{
    /// <summary>Pixels from a corner to the edge of the square that is compared.</summary>
    public const int Radius = 8;

    private const int Side = (2 * Radius) + 1;
    private const int Levels = 4;
    private const int RoughSteps = 12;
    private const int FineSteps = 30;
    private const double Settled = 0.002;

    // Correlation with the first frame's surroundings below which a corner counts as lost.
    private const double LeastLikeness = 0.97;

    // Pixels that settling may move a corner from where the frame before puts it.
    private const double MostSettling = 2;

    private readonly Surroundings[] _templates;
    private Grey[] _before;

    /// <summary>Starts at the first frame of a clip.</summary>
    public FeatureTracker(Grey first, IEnumerable<Spot> corners)
    {
        _before = Pyramid(first);
        Tracks = [.. corners.Select(c => new Track(c))];
        _templates = [.. Tracks.Select(t => new Surroundings(first, t.Start))];
    }

    /// <summary>All tracks, lost ones included, in the order of the corners.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The tracks not lost.</summary>
    public IReadOnlyList<Track> Alive => [.. Tracks.Where(t => !t.IsLost)];

    /// <summary>Follows all tracks into the next frame that is looked at.</summary>
    public void Advance(Grey frame)
    {
        var now = Pyramid(frame);
        for (var i = 0; i < Tracks.Count; i++)
        {
            var track = Tracks[i];
            track.IsLost = track.IsLost || !Follow(track, now) || !Settle(track, _templates[i], frame);
        }

        _before = now;
    }

    private static Grey[] Pyramid(Grey picture)
    {
        var levels = new Grey[Levels];
        levels[0] = picture;
        for (var i = 1; i < Levels; i++)
        {
            levels[i] = levels[i - 1].Half();
        }

        return levels;
    }

    // Translation from the frame before, coarse to fine.
    private bool Follow(Track track, Grey[] now)
    {
        Span<(float Value, float X, float Y)> surroundings = stackalloc (float, float, float)[Side * Side];
        double dx = 0, dy = 0;
        for (var level = Levels - 1; level >= 0; level--)
        {
            (dx, dy) = (2 * dx, 2 * dy);
            Grey from = _before[level], to = now[level];
            var scale = 1.0 / (1 << level);
            float x = (float)(track.Now.X * scale), y = (float)(track.Now.Y * scale);
            double xx = 0, xy = 0, yy = 0;
            for (var i = 0; i < surroundings.Length; i++)
            {
                float u = x + (i % Side) - Radius, v = y + (i / Side) - Radius;
                var gx = (from.Linear(u + 1, v) - from.Linear(u - 1, v)) / 2;
                var gy = (from.Linear(u, v + 1) - from.Linear(u, v - 1)) / 2;
                surroundings[i] = (from.Linear(u, v), gx, gy);
                (xx, xy, yy) = (xx + (gx * gx), xy + (gx * gy), yy + (gy * gy));
            }

            var determinant = (xx * yy) - (xy * xy);
            if (determinant < 1e-6)
            {
                return false;
            }

            for (var step = 0; step < RoughSteps; step++)
            {
                double bx = 0, by = 0;
                for (var i = 0; i < surroundings.Length; i++)
                {
                    var (value, gx, gy) = surroundings[i];
                    double u = x + (i % Side) - Radius + dx, v = y + (i / Side) - Radius + dy;
                    var difference = value - to.Linear((float)u, (float)v);
                    (bx, by) = (bx + (gx * difference), by + (gy * difference));
                }

                double sx = ((yy * bx) - (xy * by)) / determinant, sy = ((xx * by) - (xy * bx)) / determinant;
                (dx, dy) = (dx + sx, dy + sy);
                if (Math.Abs(sx) + Math.Abs(sy) < 0.02)
                {
                    break;
                }
            }
        }

        track.Now += new Spot(dx, dy);
        return now[0].Holds(track.Now, Radius);
    }

    // Against the first frame, with an affine change of shape.
    private static bool Settle(Track track, Surroundings template, Grey frame)
    {
        var (xx, xy, yx, yy) = track.Shape;
        double px = track.Now.X, py = track.Now.Y;
        Span<double> seen = stackalloc double[template.Values.Length];
        Span<double> right = stackalloc double[6], p = stackalloc double[6];
        for (var step = 0; step < FineSteps; step++)
        {
            // The whole square, as it lies now, has to be in the picture.
            var widest = Math.Max(Math.Abs(xx) + Math.Abs(xy), Math.Abs(yx) + Math.Abs(yy));
            if (!frame.Holds(new Spot(px, py), Radius * widest))
            {
                return false;
            }

            right.Clear();
            for (var i = 0; i < seen.Length; i++)
            {
                var (u, v) = Surroundings.Place(i);
                seen[i] = frame.Cubic(px + (xx * u) + (xy * v), py + (yx * u) + (yy * v));
                for (var j = 0; j < 6; j++)
                {
                    right[j] += template.Steepest[(6 * i) + j] * (seen[i] - template.Values[i]);
                }
            }

            template.Solve(right, p);

            // The warp after undoing the increment: W(p) ∘ W(Δp)⁻¹.
            double a = 1 + p[2], b = p[3], c = p[4], d = 1 + p[5], determinant = (a * d) - (b * c);
            if (!(Math.Abs(determinant) > 0.2))
            {
                return false;
            }

            double ia = d / determinant, ib = -b / determinant, ic = -c / determinant, id = a / determinant;
            double tx = -((ia * p[0]) + (ib * p[1])), ty = -((ic * p[0]) + (id * p[1]));
            (px, py) = (px + (xx * tx) + (xy * ty), py + (yx * tx) + (yy * ty));
            (xx, xy) = ((xx * ia) + (xy * ic), (xx * ib) + (xy * id));
            (yx, yy) = ((yx * ia) + (yy * ic), (yx * ib) + (yy * id));
            if (Math.Abs(tx) + Math.Abs(ty) < Settled)
            {
                break;
            }
        }

        var settled = new Spot(px, py);
        if (settled.To(track.Now) > MostSettling || Likeness(template.Values, seen) < LeastLikeness)
        {
            return false;
        }

        track.Now = settled;
        track.Shape = (xx, xy, yx, yy);
        return true;
    }

    private static double Likeness(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double meanA = 0, meanB = 0, ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            (meanA, meanB) = (meanA + (a[i] / a.Length), meanB + (b[i] / a.Length));
        }

        for (var i = 0; i < a.Length; i++)
        {
            double p = a[i] - meanA, q = b[i] - meanB;
            (ab, aa, bb) = (ab + (p * q), aa + (p * p), bb + (q * q));
        }

        return ab / Math.Sqrt(Math.Max(aa * bb, 1e-9));
    }

    /// <summary>
    /// What a corner looked like in the first frame: every other pixel of the square round it, like a chessboard.
    /// </summary>
    private sealed class Surroundings
    {
        private const int Count = ((Side * Side) + 1) / 2;

        private readonly double[] _inverse = new double[36];

        public Surroundings(Grey first, Spot at)
        {
            var normal = new double[6, 6];
            for (var i = 0; i < Count; i++)
            {
                var (u, v) = Place(i);
                int x = (int)at.X + u, y = (int)at.Y + v;
                Values[i] = first[x, y];
                double gx = (first[x + 1, y] - first[x - 1, y]) / 2, gy = (first[x, y + 1] - first[x, y - 1]) / 2;
                var row = Steepest.AsSpan(6 * i, 6);
                (row[0], row[1], row[2], row[3], row[4], row[5]) = (gx, gy, gx * u, gx * v, gy * u, gy * v);
                for (var j = 0; j < 36; j++)
                {
                    normal[j / 6, j % 6] += row[j / 6] * row[j % 6];
                }
            }

            for (var column = 0; column < 6; column++)
            {
                var unit = new double[6];
                unit[column] = 1;
                var solved = LinearSystem.Solve(normal, unit)
                    ?? throw new ArgumentException($"{at} is no corner.", nameof(at));
                for (var row = 0; row < 6; row++)
                {
                    _inverse[(row * 6) + column] = solved[row];
                }
            }
        }

        /// <summary>Brightness of each pixel.</summary>
        public double[] Values { get; } = new double[Count];

        /// <summary>
        /// How each pixel changes with the six parameters: shift right, shift down, then the four of the shape.
        /// </summary>
        public double[] Steepest { get; } = new double[6 * Count];

        /// <summary>Where a pixel is from the corner.</summary>
        public static (int U, int V) Place(int index) => ((2 * index % Side) - Radius, (2 * index / Side) - Radius);

        /// <summary>The parameters that the normal equations give.</summary>
        public void Solve(ReadOnlySpan<double> right, Span<double> parameters)
        {
            for (var row = 0; row < 6; row++)
            {
                parameters[row] = 0;
                for (var column = 0; column < 6; column++)
                {
                    parameters[row] += _inverse[(row * 6) + column] * right[column];
                }
            }
        }
    }
}
