using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What varies softly, at half the resolution: how much sun and how much sky reaches each place. Half-resolution pixel
/// (x, y) stands at full-resolution pixel (2x, 2y). Lanes: sixteen pixels of a row. Space: pixels to world.
/// </summary>
internal sealed unsafe class HalfLight : IDisposable
{
    /// <summary>Depth of what is nowhere, metres.</summary>
    public const float Nowhere = 1e6f;

    // Metres beyond which corners are too small to be seen.
    private const float FarthestOcclusion = 300;

    // How far from a near place corners are looked for, in rows of the frame: the same whatever the frame's size.
    private const float MostReach = 48f / 360;

    private readonly int _width, _height;
    private readonly AlignedBuffer<float> _depth, _sun, _sky, _sunRaw, _skyRaw;
    private readonly Dictionary<int, float[]> _discs = [];

    public HalfLight(PixelSize size)
    {
        _width = ((size.Width + 1) / 2) + 1;
        _height = ((size.Height + 1) / 2) + 1;
        Stride = (_width + 47) & ~15;
        var room = Stride * (_height + 2);
        _depth = new(room);
        _sun = new(room);
        _sky = new(room);
        _sunRaw = new(room);
        _skyRaw = new(room);
    }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Depth in metres; <see cref="Nowhere"/> for the sky.</summary>
    public float* Depth => _depth.Start;

    /// <summary>Share of the sun that arrives.</summary>
    public float* Sun => _sun.Start;

    /// <summary>Share of the sky's light that arrives.</summary>
    public float* Sky => _sky.Start;

    /// <summary>Works both out.</summary>
    public void Draw(
        Visibility seen, uint* keys, in ViewBasis view, ShadowMap near, ShadowMap far, in HalfLightSettings settings)
    {
        TakeDepth(seen);
        for (var y = 0; y < _height; y++)
        {
            Row(y, seen, keys, view, near, far, settings);
        }

        for (var y = 0; y < _height; y++)
        {
            Blur(y);
        }
    }

    /// <summary>Both for a row of full-resolution pixels, joined over edges by depth.</summary>
    /// <param name="y">The row.</param>
    /// <param name="width">Pixels, filled up to a multiple of sixteen.</param>
    /// <param name="nearness">1 / depth of the row.</param>
    /// <param name="sun">Takes the shares of sun.</param>
    /// <param name="sky">Takes the shares of sky.</param>
    public void Spread(int y, int width, float* nearness, float* sun, float* sky)
    {
        var upper = (long)(y >> 1) * Stride;
        var lower = (long)((y + 1) >> 1) * Stride;
        for (var x = 0; x < width; x += 16)
        {
            var at = x >> 1;
            var per = Weigh(
                _depth.Start + upper + at, _depth.Start + lower + at, Vector512.Load(nearness + x), out var w0,
                out var w1, out var w2, out var w3);
            (Join(_sun.Start + upper + at, _sun.Start + lower + at, w0, w1, w2, w3) * per).Store(sun + x);
            (Join(_sky.Start + upper + at, _sky.Start + lower + at, w0, w1, w2, w3) * per).Store(sky + x);
        }
    }

    /// <summary>
    /// How much each of four half-resolution neighbours says of sixteen pixels of a row: more, the nearer in depth it
    /// is. Gives what their sum is multiplied with.
    /// </summary>
    /// <param name="upper">Depths of the half-resolution row at or above, from half the first pixel's column
    /// on.</param>
    /// <param name="lower">Depths of the one at or below.</param>
    /// <param name="nearness">1 / depth of the pixels.</param>
    /// <param name="w0">Weights of the upper neighbours at or to the left.</param>
    /// <param name="w1">Weights of the upper ones at or to the right.</param>
    /// <param name="w2">Weights of the lower ones at or to the left.</param>
    /// <param name="w3">Weights of the lower ones at or to the right.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static F Weigh(float* upper, float* lower, F nearness, out F w0, out F w1, out F w2, out F w3)
    {
        // Shares of depth by which the four neighbours are apart: neighbour depth times own nearness, less one.
        var near = Wide.Max(nearness, Vector512.Create(1e-6f)) * Vector512.Create(50f);
        F d = Vector512.Load(upper), e = Vector512.Load(lower);
        F t0 = Apart(Left(d), near), t1 = Apart(Right(d), near), t2 = Apart(Left(e), near), t3 = Apart(Right(e), near);

        // Weights of 1 / t, brought to one denominator, so that only their sum is divided by.
        F first = t0 * t1, second = t2 * t3;
        (w0, w1, w2, w3) = (t1 * second, t0 * second, t3 * first, t2 * first);
        return F.One / ((w0 + w1) + (w2 + w3));
    }

    /// <summary>The weighted sum of what four neighbours say.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static F Join(float* upper, float* lower, F w0, F w1, F w2, F w3)
    {
        F d = Vector512.Load(upper), e = Vector512.Load(lower);
        return Wide.Fma(Left(d), w0, Wide.Fma(Right(d), w1, Wide.Fma(Left(e), w2, Right(e) * w3)));
    }

    /// <summary>Both for one place, by the neighbour nearest in depth.</summary>
    public void At(int x, int y, float depth, out float sun, out float sky)
    {
        // Four by four about it, moved inwards at the borders.
        var left = Math.Clamp((x >> 1) - 1, 0, _width - 4);
        var corner = ((long)Math.Clamp((y >> 1) - 1, 0, _height - 4) * Stride) + left;
        var from = _depth.Start + corner;
        var depths = Vector512.Create(
            Vector256.Create(Vector128.Load(from), Vector128.Load(from + Stride)),
            Vector256.Create(Vector128.Load(from + (2 * Stride)), Vector128.Load(from + (3 * Stride))));
        var apart = Vector512.Abs(depths - Vector512.Create(depth));
        var eight = Vector256.MinNative(apart.GetLower(), apart.GetUpper());
        var four = Vector128.MinNative(eight.GetLower(), eight.GetUpper());
        four = Vector128.MinNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        var least = MathF.Min(four.ToScalar(), four.GetElement(1));
        var best = BitOperations.TrailingZeroCount(
            Vector512.ExtractMostSignificantBits(Vector512.Equals(apart, Vector512.Create(least))));
        var at = corner + ((best >> 2) * Stride) + (best & 3);
        sun = _sun.Start[at];
        sky = _sky.Start[at];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _depth.Dispose();
        _sun.Dispose();
        _sky.Dispose();
        _sunRaw.Dispose();
        _skyRaw.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Left(F half) =>
        Vector512.Shuffle(half, Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Right(F half) =>
        Vector512.Shuffle(half, Vector512.Create(0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8));

    // How far apart in depth, squared; held, so that products of three stay numbers and what lies nowhere gets the mean
    // of all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Apart(F depth, F near)
    {
        var apart = Wide.Fma(depth, near, Vector512.Create(-50f));
        return Wide.Min(Wide.Fma(apart, apart, Vector512.Create(0.05f)), Vector512.Create(1e6f));
    }

    // Every other one of 32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Even(float* from)
    {
        var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);
        return Vector512.Create(
            Vector512.Shuffle(Vector512.Load(from), even).GetLower(),
            Vector512.Shuffle(Vector512.Load(from + 16), even).GetLower());
    }

    private void TakeDepth(Visibility seen)
    {
        for (var y = 0; y < _height; y++)
        {
            var from = seen.Nearness + ((long)Math.Min(2 * y, seen.Rows - 1) * seen.Stride);
            var to = _depth.Start + ((long)y * Stride);
            for (var x = 0; x < _width; x += 16)
            {
                var near = Even(from + Math.Min(2 * x, seen.Stride - 32));
                (F.One / Wide.Max(near, Vector512.Create(1 / Nowhere))).Store(to + x);
            }
        }
    }

    private void Row(
        int y, Visibility seen, uint* keys, in ViewBasis view, ShadowMap near, ShadowMap far,
        in HalfLightSettings settings)
    {
        var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        var ramp = Vector512.ConvertToSingle(even) + Vector512.Create(0.5f - view.CentreX);
        var idRow = seen.Ids + ((long)Math.Min(2 * y, seen.Rows - 1) * seen.Stride);
        var line = (long)y * Stride;
        var perFocal = 1 / view.Focal;
        var rayY = view.Forward - (view.Up * (((2 * y) + 0.5f - view.CentreY) * perFocal));
        for (var x = 0; x < _width; x += 16)
        {
            var depth = Vector512.Load(_depth.Start + line + x);
            if (Vector512.GreaterThanAll(depth, Vector512.Create(9e5f)))
            {
                F.One.Store(_sunRaw.Start + line + x);
                F.One.Store(_skyRaw.Start + line + x);
                continue;
            }

            // The place in the world and which way its triangle faces.
            var across = (ramp + Vector512.Create(2f * x)) * Vector512.Create(perFocal);
            var px = Wide.Fma(Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(rayY.X)), depth, Wide.Of(view.Eye.X));
            var py = Wide.Fma(Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(rayY.Y)), depth, Wide.Of(view.Eye.Y));
            var pz = Wide.Fma(Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(rayY.Z)), depth, Wide.Of(view.Eye.Z));
            var ids = Even((float*)(idRow + Math.Min(2 * x, seen.Stride - 32))).AsInt32();
            ids = Vector512.Max(ids, I.Zero);
            var key = Wide.Gather((int*)keys, ids);
            Unpack(key, out var nx, out var ny, out var nz);

            var lit = settings.Sun == Vector3.Zero ? F.One : Shadow(px, py, pz, nx, ny, nz, x, y, near, far, settings);
            lit.Store(_sunRaw.Start + line + x);
            var open =
                settings.Occlusion <= 0 || Vector512.GreaterThanAll(depth, Vector512.Create(FarthestOcclusion)) ? F.One
                : Occlusion(nx, ny, nz, depth, x, y, view, settings);
            open.Store(_skyRaw.Start + line + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpack(I key, out F nx, out F ny, out F nz)
    {
        var nine = Vector512.Create(511);
        var u = Wide.Fma(Vector512.ConvertToSingle(key & nine), Wide.Of(1 / 255.5f), Wide.Of((0.5f / 255.5f) - 1));
        var v = Wide.Fma(
            Vector512.ConvertToSingle((key >>> 9) & nine), Wide.Of(1 / 255.5f), Wide.Of((0.5f / 255.5f) - 1));
        nz = F.One - Vector512.Abs(u) - Vector512.Abs(v);
        var fold = Wide.Max(-nz, F.Zero);
        nx = u - Vector512.CopySign(fold, u);
        ny = v - Vector512.CopySign(fold, v);
        var scale = F.One / Vector512.Sqrt((nx * nx) + (ny * ny) + (nz * nz));
        (nx, ny, nz) = (nx * scale, ny * scale, nz * scale);
    }

    // Eight taps on a disc, turned in a pattern of two by two pixels which the blur then takes out.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private F Shadow(
        F px, F py, F pz, F nx, F ny, F nz, int x, int y, ShadowMap near, ShadowMap far, in HalfLightSettings settings)
    {
        var l = settings.Sun;
        var facing = Wide.Fma(nx, Wide.Of(l.X), Wide.Fma(ny, Wide.Of(l.Y), nz * Wide.Of(l.Z)));
        var result = Taps(px, py, pz, nx, ny, nz, facing, x, y, near, settings, out var inside);
        if (!Vector512.LessThanAny(inside, F.One))
        {
            return result;
        }

        var wide = Taps(px, py, pz, nx, ny, nz, facing, x, y, far, settings, out var insideFar);
        wide = Wide.Lerp(F.One, wide, insideFar);
        return Wide.Lerp(wide, result, inside);
    }

    private F Taps(
        F px, F py, F pz, F nx, F ny, F nz, F facing, int x, int y, ShadowMap map, in HalfLightSettings settings,
        out F inside)
    {
        // The place is moved off the surface by about the disc, so that a surface does not shade itself.
        var radius = MathF.Max(settings.Softness / map.Texel, 1.1f);
        var slope = Wide.Saturate(F.One - facing);
        var lift = Wide.Fma(slope, Wide.Of(map.Texel * (0.6f + (0.8f * radius))), Wide.Of(map.Texel * 0.6f));
        var ax = Wide.Fma(nx, lift, px);
        var ay = Wide.Fma(ny, lift, py);
        var az = Wide.Fma(nz, lift, pz);
        var m = map.Screen;
        var u = Wide.Fma(ax, Wide.Of(m.X.X), Wide.Fma(ay, Wide.Of(m.X.Y), Wide.Fma(az, Wide.Of(m.X.Z), Wide.Of(m.Dx))));
        var v = Wide.Fma(ax, Wide.Of(m.Y.X), Wide.Fma(ay, Wide.Of(m.Y.Y), Wide.Fma(az, Wide.Of(m.Y.Z), Wide.Of(m.Dy))));
        var h = Wide.Fma(ax, Wide.Of(m.W.X), Wide.Fma(ay, Wide.Of(m.W.Y), Wide.Fma(az, Wide.Of(m.W.Z), Wide.Of(m.Dw))))
            + Wide.Of(map.Texel * 0.5f);
        var half = Wide.Of(map.Side / 2f);
        var out1 = Wide.Max(Vector512.Abs(u - half), Vector512.Abs(v - half));
        inside = Wide.Saturate((Wide.Of((map.Side / 2f) - radius - 3) - out1) * Wide.Of(1f / 24));
        var last = Wide.Of(map.Side - 1f);
        if (!Vector512.GreaterThanAny(inside, F.Zero))
        {
            return F.One;
        }

        var turns = settings.Taps;
        var disc = Discs(turns);
        var light = F.Zero;
        var odd = Vector512.Create(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        var which = Vector512.Equals(odd, I.Zero).AsSingle();
        for (var tap = 0; tap < turns; tap++)
        {
            var at = 4 * (((y & 1) * turns) + tap);
            var du = Vector512.ConditionalSelect(which, Wide.Of(disc[at] * radius), Wide.Of(disc[at + 2] * radius));
            var dv = Vector512.ConditionalSelect(which, Wide.Of(disc[at + 1] * radius), Wide.Of(disc[at + 3] * radius));
            var tu = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(u + du, F.Zero), last));
            var tv = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(v + dv, F.Zero), last));
            var there = Wide.Gather(map.Heights, (tv * Vector512.Create(map.Side)) + tu);
            // A step of light over a little height keeps grazing surfaces even.
            light += Wide.Saturate(Wide.Fma(h - there, Wide.Of(1 / (map.Texel * 1.5f)), F.One));
        }

        return light * Wide.Of(1f / turns);
    }

    // Places on a disc: for even and odd rows, for each tap, those of even columns and of odd ones.
    private float[] Discs(int taps)
    {
        if (!_discs.TryGetValue(taps, out var places))
        {
            _discs.Add(taps, places = new float[2 * 4 * taps]);
            for (var i = 0; i < 4 * taps; i++)
            {
                // Vogel's disc; even and odd columns and rows are a part of a step apart.
                var (row, tap, odd) = (i / (2 * taps), i / 2 % taps, i & 1);
                var r = MathF.Sqrt((tap + 0.5f) / taps);
                var (sin, cos) = MathF.SinCos(2.3999632f * (tap + (3.1f * ((row * 0.5f) + (odd * 0.25f)))));
                (places[2 * i], places[(2 * i) + 1]) = (r * cos, r * sin);
            }
        }

        return places;
    }

    // Obscurance of points on a disc: how far they rise over the surface, near ones counting most.
    // Source: McGuire et al. 2011, The Alchemy Screen-Space Ambient Obscurance Algorithm, doi:10.1145/2018323.2018327.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private F Occlusion(F nx, F ny, F nz, F depth, int x, int y, in ViewBasis view, in HalfLightSettings settings)
    {
        // Space: the camera's, X right, Y down, Z away.
        var ux = Wide.Fma(nx, Wide.Of(view.Right.X), Wide.Fma(ny, Wide.Of(view.Right.Y), nz * Wide.Of(view.Right.Z)));
        var uy = Wide.Fma(nx, Wide.Of(-view.Up.X), Wide.Fma(ny, Wide.Of(-view.Up.Y), nz * Wide.Of(-view.Up.Z)));
        var uz = Wide.Fma(
            nx, Wide.Of(view.Forward.X), Wide.Fma(ny, Wide.Of(view.Forward.Y), nz * Wide.Of(view.Forward.Z)));
        var disc = Discs(settings.OcclusionTaps);
        var radius = settings.Reach;
        var pixels = Wide.Min(Wide.Of(radius * view.Focal * 0.5f) / depth, Wide.Of(MostReach * (_height - 1)));
        F perPixel = Wide.Of(2 / view.Focal), offX = Wide.Of((0.5f - view.CentreX) / view.Focal),
            offY = Wide.Of((0.5f - view.CentreY) / view.Focal);
        var lane = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Wide.Of(x + 0.5f);
        var px = Wide.Fma(lane - Wide.Of(0.5f), perPixel, offX) * depth;
        var py = Wide.Fma(Wide.Of(y), perPixel, offY) * depth;
        var slack = Wide.Fma(depth, Wide.Of(0.0015f), Wide.Of(0.012f));
        var sum = F.Zero;
        var odd = Vector512.Create(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        var which = Vector512.Equals(odd, I.Zero).AsSingle();
        var mostX = Wide.Of(_width - 2f);
        var mostY = Wide.Of(_height - 2f);
        for (var tap = 0; tap < settings.OcclusionTaps; tap++)
        {
            var at = 4 * (((y & 1) * settings.OcclusionTaps) + tap);
            var du = Vector512.ConditionalSelect(which, Wide.Of(disc[at]), Wide.Of(disc[at + 2])) * pixels;
            var dv = Vector512.ConditionalSelect(which, Wide.Of(disc[at + 1]), Wide.Of(disc[at + 3])) * pixels;
            var tx = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(lane + du, F.Zero), mostX));
            var ty = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(Wide.Of(y + 0.5f) + dv, F.Zero), mostY));
            var d = Wide.Gather(_depth.Start, (ty * Vector512.Create(Stride)) + tx);
            var wx = Wide.Fma(Wide.Fma(Vector512.ConvertToSingle(tx), perPixel, offX), d, -px);
            var wy = Wide.Fma(Wide.Fma(Vector512.ConvertToSingle(ty), perPixel, offY), d, -py);
            var wz = d - depth;
            var apart = Wide.Fma(wx, wx, Wide.Fma(wy, wy, wz * wz));
            var rise = Wide.Fma(wx, ux, Wide.Fma(wy, uy, wz * uz));
            var near = Wide.Saturate(F.One - (apart * Wide.Of(1 / (radius * radius))));
            sum += Wide.Max(rise - slack, F.Zero) * near / Vector512.Sqrt(apart + Wide.Of(1e-4f));
        }

        return Wide.Saturate(F.One - (sum * Wide.Of(settings.Occlusion * 2.2f / settings.OcclusionTaps)));
    }

    // The mean of three by three pixels of one surface, weighted as a tent.
    private void Blur(int y)
    {
        var line = (long)y * Stride;
        var above = y > 0 ? -Stride : 0;
        var below = y < _height - 1 ? Stride : 0;
        for (var x = 0; x < _width; x += 16)
        {
            var depth = Vector512.Load(_depth.Start + line + x);
            var slack = Vector512.Create(1f) / (depth * Vector512.Create(0.03f));
            F weight = F.Zero, suns = F.Zero, skies = F.Zero;
            for (var dy = -1; dy <= 1; dy++)
            {
                var row = line + (dy < 0 ? above : dy > 0 ? below : 0);
                for (var dx = -1; dx <= 1; dx++)
                {
                    var at = row + Math.Max(x + dx, 0);
                    var apart = (Vector512.Load(_depth.Start + at) - depth) * slack;
                    var w = Wide.Of((dx == 0 ? 2f : 1f) * (dy == 0 ? 2f : 1f)) / (F.One + (apart * apart));
                    weight += w;
                    suns = Wide.Fma(w, Vector512.Load(_sunRaw.Start + at), suns);
                    skies = Wide.Fma(w, Vector512.Load(_skyRaw.Start + at), skies);
                }
            }

            var per = F.One / weight;
            (suns * per).Store(_sun.Start + line + x);
            (skies * per).Store(_sky.Start + line + x);
        }
    }
}
