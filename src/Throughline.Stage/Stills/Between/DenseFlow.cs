using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Dense optical flow from coarse to fine: patches searched inversely, merged to a dense field and refined
/// variationally
/// on every level.
/// Lanes: the eight columns of a patch row. Space: pixels of the level. Source: Kroeger et al. 2016,
/// doi:10.1007/978-3-319-46493-0_29.
/// </summary>
internal static class DenseFlow
{
    private const int Side = 8;
    private const int Steps = 12;
    private const int StructureRadius = 9;

    // Texture weaker than this share of the brightness range is noise.
    private const float Noise = 0.025f;

    /// <summary>
    /// The flow from the first picture to the second seen through a map: pixel p of the first shows what the map takes
    /// p + flow(p) to in the second.
    /// </summary>
    /// <param name="from">The first picture.</param>
    /// <param name="to">The second picture.</param>
    /// <param name="map">From the first to the second, in level-0 pixels.</param>
    /// <param name="others">Ways that parts of the first may have gone beside the map, in level-0 pixels: patches too
    /// small or too far away to be found from coarse to fine try them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static FlowStudy Of(
        LightPyramid from, LightPyramid to, Homography map, IReadOnlyList<Homography> others,
        CancellationToken cancellationToken)
    {
        var back = map.Inverted();
        FlowField? flow = null;
        FlowStudy? study = null;
        for (var level = Math.Min(from.Levels.Count, to.Levels.Count) - 1; level >= 0; level--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = from.Levels[level];
            var (seen, covered) = Seen(to, map.Resized(1.0 / (1 << level)), level, own.Width, own.Height);
            Plane first = Structure(own), second = Structure(seen);
            flow = flow is null ? FlowField.Still(own.Width, own.Height) : flow.Enlarged(own.Width, own.Height);
            Homography[] tried = [.. others.Select(other => (back * other).Resized(1.0 / (1 << level)))];
            flow = Search(first, second, covered, flow, tried);
            FlowRefiner.Refine(first, second, covered, own, flow);
            study = new FlowStudy(flow, own, first, second, covered);
        }

        return study!;
    }

    // The second picture as the first one's camera would see it, and 1 where it reaches.
    private static (Plane Seen, Plane Covered) Seen(LightPyramid to, Homography map, int level, int width, int height)
    {
        Plane seen = new(width, height), covered = new(width, height);
        var scale = map.ScaleAt(width / 2.0, height / 2.0);
        var finer = Math.Clamp((int)Math.Round(Math.Log2(Math.Max(scale, 1e-3))), -level, to.Levels.Count - 1 - level);
        var source = to.Levels[level + finer];
        var resized = Homography.Similar(Math.Pow(2, -finer), (Math.Pow(2, -finer) - 1) / 2,
            (Math.Pow(2, -finer) - 1) / 2) * map;
        for (var y = 0; y < height; y++)
        {
            Span<float> s = seen.Row(y), c = covered.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (u, v) = resized.Map(x, y);
                s[x] = source.Sample((float)u, (float)v);
                c[x] = u >= -0.5 && v >= -0.5 && u <= source.Width - 0.5 && v <= source.Height - 0.5 ? 1 : 0;
            }
        }

        seen.Spread();
        covered.Spread();
        return (seen, covered);
    }

    // Brightness against its surroundings, by their contrast: the same under another exposure or tint.
    private static Plane Structure(Plane light)
    {
        var mean = light.Blurred(StructureRadius);
        var square = new Plane(light.Width, light.Height);
        for (var i = 0; i < square.Values.Length; i++)
        {
            var off = light.Values[i] - mean.Values[i];
            square.Values[i] = off * off;
        }

        var variance = square.Blurred(StructureRadius);
        var result = new Plane(light.Width, light.Height);
        for (var i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = (light.Values[i] - mean.Values[i]) / (MathF.Sqrt(MathF.Max(variance.Values[i],
                0)) + Noise);
        }

        return result;
    }

    private static FlowField Search(
        Plane first, Plane second, Plane covered, FlowField start, Homography[] tried)
    {
        int width = first.Width, height = first.Height;
        var step = width >= 160 ? 4 : 3;
        int columns = Math.Max(1, ((width - Side) / step) + 1), rows = Math.Max(1, ((height - Side) / step) + 1);
        var found = new (float U, float V)[columns * rows];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var patch = new Patch8(first, second, c * step, r * step);
                int middleX = Math.Min((c * step) + (Side / 2), width - 1),
                    middleY = Math.Min((r * step) + (Side / 2), height - 1);
                var at = start.X.At(middleX, middleY);
                (float U, float V) guess = (start.X.Values[at], start.Y.Values[at]);
                if (covered.Values[at] == 0)
                {
                    found[(r * columns) + c] = guess;
                    continue;
                }

                // What the neighbours found may be better than what the level above said.
                var least = patch.Difference(guess.U, guess.V);
                Try(r > 0 ? found[((r - 1) * columns) + c] : guess, 0.9f);
                Try(c > 0 ? found[(r * columns) + c - 1] : guess, 0.9f);
                Try((0, 0), 0.9f);
                foreach (var other in tried)
                {
                    var (u, v) = other.Map(middleX, middleY);
                    Try(((float)u - middleX, (float)v - middleY), 0.8f);
                }

                found[(r * columns) + c] = patch.Settle(guess.U, guess.V, Steps);

                void Try((float U, float V) other, float factor)
                {
                    var difference = patch.Difference(other.U, other.V);
                    if (difference < factor * least)
                    {
                        (least, guess) = (difference, other);
                    }
                }
            }
        }

        return Merge(first, second, found, columns, step, start);
    }

    // Each pixel's flow is the mean of the patches over it, by how well each fits there.
    private static FlowField Merge(Plane first, Plane second, (float U, float V)[] found, int columns, int step,
        FlowField start)
    {
        var flow = FlowField.Still(first.Width, first.Height);
        var weights = new Plane(first.Width, first.Height);
        for (var i = 0; i < found.Length; i++)
        {
            int left = i % columns * step, top = i / columns * step;
            var (u, v) = found[i];
            for (var y = top; y < Math.Min(top + Side, first.Height); y++)
            {
                Span<float> xs = flow.X.Row(y), ys = flow.Y.Row(y), ws = weights.Row(y);
                ReadOnlySpan<float> own = first.Row(y);
                for (var x = left; x < Math.Min(left + Side, first.Width); x++)
                {
                    var off = MathF.Abs(second.Sample(x + u, y + v) - own[x]);
                    var weight = 1 / MathF.Max(0.05f, off);
                    xs[x] += weight * u;
                    ys[x] += weight * v;
                    ws[x] += weight;
                }
            }
        }

        for (var y = 0; y < first.Height; y++)
        {
            Span<float> xs = flow.X.Row(y), ys = flow.Y.Row(y), ws = weights.Row(y);
            for (var x = 0; x < xs.Length; x++)
            {
                (xs[x], ys[x]) = ws[x] > 0 ? (xs[x] / ws[x], ys[x] / ws[x]) : (start.X.Row(y)[x], start.Y.Row(y)[x]);
            }
        }

        return flow;
    }

    /// <summary>Eight by eight pixels of the first picture, to be found in the second.</summary>
    private readonly struct Patch8
    {
        private readonly Plane _first;
        private readonly Plane _second;
        private readonly int _x;
        private readonly int _y;

        public Patch8(Plane first, Plane second, int x, int y)
        {
            (_first, _second, _x, _y) = (first, second, x, y);
        }

        // Sum of squares of what differs beside the mean.
        public float Difference(float u, float v)
        {
            Vector256<float> sum = Vector256<float>.Zero, squares = Vector256<float>.Zero;
            var window = new Window(_second, _x + u, _y + v);
            for (var r = 0; r < Side; r++)
            {
                var off = window.Row(r) - Vector256.LoadUnsafe(ref _first.Values[_first.At(_x, _y + r)]);
                sum += off;
                squares += off * off;
            }

            var total = Vector256.Sum(sum);
            return Vector256.Sum(squares) - (total * total / (Side * Side));
        }

        // Gauss-Newton steps on the gradients of the first picture.
        public (float U, float V) Settle(float u, float v, int steps)
        {
            Vector256<float> sxx = Vector256<float>.Zero, sxy = sxx, syy = sxx, sx = sxx, sy = sxx;
            var half = Vector256.Create(0.5f);
            for (var r = 0; r < Side; r++)
            {
                var (gx, gy) = Gradient(r, half);
                (sxx, sxy, syy) = (sxx + (gx * gx), sxy + (gx * gy), syy + (gy * gy));
                (sx, sy) = (sx + gx, sy + gy);
            }

            const float Count = Side * Side;
            float x = Vector256.Sum(sx), y = Vector256.Sum(sy);
            var xx = Vector256.Sum(sxx) - (x * x / Count) + 0.02f;
            var xy = Vector256.Sum(sxy) - (x * y / Count);
            var yy = Vector256.Sum(syy) - (y * y / Count) + 0.02f;
            var determinant = (xx * yy) - (xy * xy);
            if (determinant < 0.02f)
            {
                return (u, v);
            }

            var (startU, startV) = (u, v);
            for (var i = 0; i < steps; i++)
            {
                Vector256<float> bx = Vector256<float>.Zero, by = bx, b = bx;
                var window = new Window(_second, _x + u, _y + v);
                for (var r = 0; r < Side; r++)
                {
                    var (gx, gy) = Gradient(r, half);
                    var off = window.Row(r) - Vector256.LoadUnsafe(ref _first.Values[_first.At(_x, _y + r)]);
                    (bx, by, b) = (bx + (gx * off), by + (gy * off), b + off);
                }

                var mean = Vector256.Sum(b) / Count;
                float px = Vector256.Sum(bx) - (x * mean), py = Vector256.Sum(by) - (y * mean);
                var du = ((yy * px) - (xy * py)) / determinant;
                var dv = ((xx * py) - (xy * px)) / determinant;
                (u, v) = (u - du, v - dv);
                if ((du * du) + (dv * dv) < 1e-4f)
                {
                    break;
                }
            }

            float farU = u - startU, farV = v - startV;
            var isLost = !((farU * farU) + (farV * farV) < Side * Side)
                || Difference(u, v) > Difference(startU, startV);
            return isLost ? (startU, startV) : (u, v);
        }

        private (Vector256<float> X, Vector256<float> Y) Gradient(int r, Vector256<float> half)
        {
            var at = _first.At(_x, _y + r);
            var values = _first.Values;
            var gx = (Vector256.LoadUnsafe(ref values[at + 1]) - Vector256.LoadUnsafe(ref values[at - 1])) * half;
            Vector256<float> below = Vector256.LoadUnsafe(ref values[at + _first.Stride]),
                above = Vector256.LoadUnsafe(ref values[at - _first.Stride]);
            return (gx, (below - above) * half);
        }
    }

    /// <summary>Eight by eight samples at the same fraction of a pixel.</summary>
    private readonly ref struct Window
    {
        private readonly Plane _plane;
        private readonly int _at;
        private readonly Vector256<float> _fx;
        private readonly Vector256<float> _fy;

        public Window(Plane plane, float x, float y)
        {
            x = MathF.Min(MathF.Max(x, 2 - Plane.Margin), plane.Width + Plane.Margin - Side - 3);
            y = MathF.Min(MathF.Max(y, 2 - Plane.Margin), plane.Height + Plane.Margin - Side - 3);
            int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
            _plane = plane;
            _at = plane.At(left, top);
            _fx = Vector256.Create(x - left);
            _fy = Vector256.Create(y - top);
        }

        public Vector256<float> Row(int r)
        {
            var values = _plane.Values;
            var at = _at + (r * _plane.Stride);
            var above = Vector256.LoadUnsafe(ref values[at]);
            above += _fx * (Vector256.LoadUnsafe(ref values[at + 1]) - above);
            var below = Vector256.LoadUnsafe(ref values[at + _plane.Stride]);
            below += _fx * (Vector256.LoadUnsafe(ref values[at + _plane.Stride + 1]) - below);
            return above + (_fy * (below - above));
        }
    }
}
