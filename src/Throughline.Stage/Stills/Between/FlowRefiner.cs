using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Refines a flow: brightness and gradient stay the same along it, and it is smooth except where the picture has edges;
/// all three robustly. Lanes: eight neighbouring pixels; rows hang over into the margin, whose values do not count.
/// Source: Brox et al. 2004, doi:10.1007/978-3-540-24673-2_3; normalised as Zimmer et al. 2011,
/// doi:10.1007/s11263-011-0422-6.
/// </summary>
internal sealed class FlowRefiner
{
    private const int Lanes = 8;
    private const int Rounds = 3;
    private const int Sweeps = 5;
    private const float Smoothness = 6;
    private const float Brightness = 3;
    private const float Gradient = 8;
    private const float Flat = 0.02f;
    private const float Soft = 1e-4f;

    private readonly Plane _first;
    private readonly Plane _second;
    private readonly FlowField _flow;
    private readonly Plane _known;
    private readonly Plane _edge;
    private readonly Plane _t;
    private readonly Plane _x;
    private readonly Plane _y;
    private readonly Plane _a11;
    private readonly Plane _a12;
    private readonly Plane _a22;
    private readonly Plane _b1;
    private readonly Plane _b2;
    private readonly Plane _du;
    private readonly Plane _dv;
    private readonly Plane _even;

    private FlowRefiner(Plane first, Plane second, FlowField flow)
    {
        int width = first.Width, height = first.Height;
        (_first, _second, _flow) = (first, second, flow);
        (_known, _edge, _t, _x, _y) = (New(), New(), New(), New(), New());
        (_a11, _a12, _a22, _b1, _b2) = (New(), New(), New(), New(), New());
        (_du, _dv, _even) = (New(), New(), New());

        Plane New() => new(width, height);
    }

    /// <summary>Refines <paramref name="flow"/> in place.</summary>
    /// <param name="first">Structure of the first picture.</param>
    /// <param name="second">Structure of the second.</param>
    /// <param name="covered">1 where the second picture is known.</param>
    /// <param name="light">Brightness of the first picture, whose edges may be edges of the flow.</param>
    /// <param name="flow">The flow, in pixels.</param>
    /// <param name="visible">1 where the first picture's pixel is seen in the second at all; null is
    /// everywhere.</param>
    /// <param name="warps">How often the second picture is looked at anew.</param>
    public static void Refine(
        Plane first, Plane second, Plane covered, Plane light, FlowField flow, Plane? visible = null, int warps = 2)
    {
        var refiner = new FlowRefiner(first, second, flow);
        refiner.FindEdges(light);
        for (var warp = 0; warp < warps; warp++)
        {
            refiner.Look(covered, visible);
            for (var round = 0; round < Rounds; round++)
            {
                refiner.Weigh();
                refiner.FindSmoothness();
                for (var sweep = 0; sweep < Sweeps; sweep++)
                {
                    refiner.Sweep();
                }
            }

            refiner.Add();
        }
    }

    private static Vector256<float> Load(Plane plane, int at) => Vector256.LoadUnsafe(ref plane.Values[at]);

    private void FindEdges(Plane light)
    {
        for (var y = 0; y < light.Height; y++)
        {
            var to = _edge.Row(y);
            var at = light.At(0, y);
            for (var x = 0; x < to.Length; x++, at++)
            {
                float gx = light.Values[at + 1] - light.Values[at - 1],
                    gy = light.Values[at + light.Stride] - light.Values[at - light.Stride];
                to[x] = MathF.Max(0.04f, MathF.Exp(-12 * MathF.Sqrt((gx * gx) + (gy * gy))));
            }
        }
    }

    // The second picture along the flow: differences, and the mean of both for the gradients.
    private void Look(Plane covered, Plane? visible)
    {
        Plane seen = new(_first.Width, _first.Height);
        for (var y = 0; y < seen.Height; y++)
        {
            Span<float> s = seen.Row(y), known = _known.Row(y);
            Span<float> us = _flow.X.Row(y), vs = _flow.Y.Row(y);
            for (var x = 0; x < s.Length; x++)
            {
                float u = x + us[x], v = y + vs[x];
                s[x] = _second.Sample(u, v);
                var isInside = u >= 0 && v >= 0 && u <= seen.Width - 1 && v <= seen.Height - 1;
                known[x] = isInside ? covered.Values[covered.At((int)(u + 0.5f), (int)(v + 0.5f))] : 0;
            }

            if (visible is not null)
            {
                var shown = visible.Row(y);
                for (var x = 0; x < known.Length; x++)
                {
                    known[x] *= shown[x];
                }
            }
        }

        seen.Spread();
        var mean = new Plane(_first.Width, _first.Height);
        for (var i = 0; i < mean.Values.Length; i++)
        {
            _t.Values[i] = seen.Values[i] - _first.Values[i];
            mean.Values[i] = (seen.Values[i] + _first.Values[i]) * 0.5f;
        }

        var half = Vector256.Create(0.5f);
        for (var y = 0; y < mean.Height; y++)
        {
            for (int x = 0, at = mean.At(0, y); x < mean.Width; x += Lanes, at += Lanes)
            {
                ((Load(mean, at + 1) - Load(mean, at - 1)) * half).StoreUnsafe(ref _x.Values[at]);
                ((Load(mean, at + mean.Stride) - Load(mean, at - mean.Stride)) * half).StoreUnsafe(ref _y.Values[at]);
            }
        }

        _t.Spread();
        _x.Spread();
        _y.Spread();
        _du.Values.AsSpan().Clear();
        _dv.Values.AsSpan().Clear();
    }

    // The data terms' normal equations at every pixel, for the change of flow found so far.
    private void Weigh()
    {
        Vector256<float> half = Vector256.Create(0.5f), flat = Vector256.Create(Flat), soft = Vector256.Create(Soft);
        int width = _first.Width, stride = _first.Stride;
        for (var y = 0; y < _first.Height; y++)
        {
            for (int x = 0, at = _first.At(0, y); x < width; x += Lanes, at += Lanes)
            {
                Vector256<float> du = Load(_du, at), dv = Load(_dv, at), known = Load(_known, at);
                Vector256<float> ix = Load(_x, at), iy = Load(_y, at), it = Load(_t, at);
                var nt = Vector256<float>.One / ((ix * ix) + (iy * iy) + flat);
                var off = it + (ix * du) + (iy * dv);
                var w = known * Brightness * nt / Vector256.Sqrt((nt * off * off) + soft);
                Vector256<float> a11 = w * ix * ix, a12 = w * ix * iy, a22 = w * iy * iy;
                Vector256<float> b1 = w * ix * it, b2 = w * iy * it;

                var xx = (Load(_x, at + 1) - Load(_x, at - 1)) * half;
                var xy = (Load(_x, at + stride) - Load(_x, at - stride)) * half;
                var yy = (Load(_y, at + stride) - Load(_y, at - stride)) * half;
                var xt = (Load(_t, at + 1) - Load(_t, at - 1)) * half;
                var yt = (Load(_t, at + stride) - Load(_t, at - stride)) * half;
                var nx = Vector256<float>.One / ((xx * xx) + (xy * xy) + flat);
                var ny = Vector256<float>.One / ((xy * xy) + (yy * yy) + flat);
                Vector256<float> offX = xt + (xx * du) + (xy * dv), offY = yt + (xy * du) + (yy * dv);
                w = known * Gradient / Vector256.Sqrt((nx * offX * offX) + (ny * offY * offY) + soft);
                Vector256<float> wx = w * nx, wy = w * ny;
                a11 += (wx * xx * xx) + (wy * xy * xy);
                a12 += (wx * xx * xy) + (wy * xy * yy);
                a22 += (wx * xy * xy) + (wy * yy * yy);
                b1 += (wx * xx * xt) + (wy * xy * yt);
                b2 += (wx * xy * xt) + (wy * yy * yt);
                a11.StoreUnsafe(ref _a11.Values[at]);
                a12.StoreUnsafe(ref _a12.Values[at]);
                a22.StoreUnsafe(ref _a22.Values[at]);
                b1.StoreUnsafe(ref _b1.Values[at]);
                b2.StoreUnsafe(ref _b2.Values[at]);
            }
        }
    }

    // How much each pixel's flow must be like its neighbours'.
    private void FindSmoothness()
    {
        Vector256<float> half = Vector256.Create(0.5f), soft = Vector256.Create(Soft),
            alpha = Vector256.Create(Smoothness);
        int width = _first.Width, height = _first.Height, stride = _first.Stride;
        Plane u = _flow.X, v = _flow.Y;
        for (var y = 0; y < height; y++)
        {
            int up = y > 0 ? -stride : 0, down = y < height - 1 ? stride : 0;
            for (int x = 0, at = _first.At(0, y); x < width; x += Lanes, at += Lanes)
            {
                var ux = Total(u, _du, at + 1) - Total(u, _du, at - 1);
                var uy = Total(u, _du, at + down) - Total(u, _du, at + up);
                var vx = Total(v, _dv, at + 1) - Total(v, _dv, at - 1);
                var vy = Total(v, _dv, at + down) - Total(v, _dv, at + up);
                var square = ((ux * ux) + (uy * uy) + (vx * vx) + (vy * vy)) * half * half;
                (alpha * Load(_edge, at) / Vector256.Sqrt(square + soft)).StoreUnsafe(ref _even.Values[at]);
            }

            // Beyond the edges there is nothing to be like.
            _even.Values.AsSpan(_even.At(-Plane.Margin, y), Plane.Margin).Clear();
            _even.Values.AsSpan(_even.At(width, y), Plane.Margin).Clear();
        }

        static Vector256<float> Total(Plane flow, Plane change, int at) => Load(flow, at) + Load(change, at);
    }

    private void Sweep()
    {
        var half = Vector256.Create(0.5f);
        int width = _first.Width, height = _first.Height, stride = _first.Stride;
        Plane u = _flow.X, v = _flow.Y;
        for (var y = 0; y < height; y++)
        {
            for (int x = 0, at = _first.At(0, y); x < width; x += Lanes, at += Lanes)
            {
                Vector256<float> even = Load(_even, at), ownU = Load(u, at), ownV = Load(v, at);
                Vector256<float> b1 = -Load(_b1, at), b2 = -Load(_b2, at), sum = Vector256.Create(1e-6f);
                Pull(at - 1);
                Pull(at + 1);
                Pull(at - stride);
                Pull(at + stride);
                Vector256<float> a11 = Load(_a11, at) + sum, a22 = Load(_a22, at) + sum, a12 = Load(_a12, at);
                var share = Vector256<float>.One / ((a11 * a22) - (a12 * a12));
                (((a22 * b1) - (a12 * b2)) * share).StoreUnsafe(ref _du.Values[at]);
                (((a11 * b2) - (a12 * b1)) * share).StoreUnsafe(ref _dv.Values[at]);

                void Pull(int other)
                {
                    var theirs = Load(_even, other);
                    var isThere = Vector256.GreaterThan(theirs, Vector256<float>.Zero);
                    var w = Vector256.ConditionalSelect(isThere, (even + theirs) * half, Vector256<float>.Zero);
                    sum += w;
                    b1 += w * (Load(u, other) + Load(_du, other) - ownU);
                    b2 += w * (Load(v, other) + Load(_dv, other) - ownV);
                }
            }

            // Lanes that hung over must not pull at the next sweep; their smoothness is 0, only keep them finite.
            _du.Values.AsSpan(_du.At(width, y), Plane.Margin).Clear();
            _dv.Values.AsSpan(_dv.At(width, y), Plane.Margin).Clear();
        }
    }

    private void Add()
    {
        const float Most = 4;
        for (var y = 0; y < _first.Height; y++)
        {
            Span<float> us = _flow.X.Row(y), vs = _flow.Y.Row(y), du = _du.Row(y), dv = _dv.Row(y);
            for (var x = 0; x < us.Length; x++)
            {
                us[x] += MathF.Min(MathF.Max(du[x], -Most), Most);
                vs[x] += MathF.Min(MathF.Max(dv[x], -Most), Most);
            }
        }
    }
}
