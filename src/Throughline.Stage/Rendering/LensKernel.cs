using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What a lens and a shutter do to a film: what is out of focus becomes a disc, what moves a streak, what is bright
/// glows. Focus is worked out at half the resolution, glow in halvings from a quarter of it. Lanes: sixteen pixels of a
/// row.
/// </summary>
internal sealed unsafe class LensKernel : IDisposable
{
    private const int Levels = 5;
    private const int MostTaps = 24;
    private const float LongestStep = 2.5f;

    private readonly PixelSize _size;
    private readonly PackedFilm _half;
    private readonly AlignedBuffer<int> _blurred;
    private readonly AlignedBuffer<int> _words;
    private readonly Film[] _glow = new Film[Levels];
    private readonly AlignedBuffer<float> _row;
    private float[] _disc = [];

    public LensKernel(PixelSize size)
    {
        _size = size;
        _half = new(size);
        _blurred = new(_half.Stride * (_half.Height + 1));
        _words = new(((size.Width + 15) & ~15) * size.Height);
        var (width, height) = ((size.Width + 3) / 4, (size.Height + 3) / 4);
        for (var i = 0; i < Levels; i++)
        {
            // A column and a row more than needed, so that smooth enlarging may look one beyond.
            _glow[i] = new(new PixelSize(Math.Max(width, 1) + 17, Math.Max(height, 1) + 1));
            (width, height) = ((width + 1) / 2, (height + 1) / 2);
        }

        _row = new(6 * (size.Width + 64));
    }

    /// <summary>Draws out what moves along its way while the shutter is open.</summary>
    /// <param name="film">The film.</param>
    /// <param name="flowX">Pixels to where things were one frame earlier.</param>
    /// <param name="flowY">The same, down.</param>
    /// <param name="open">Share of the frame's time the shutter is open.</param>
    /// <param name="least">Samples along the way, at least 2; more where the way is long.</param>
    public void Streak(Film film, float* flowX, float* flowY, float open, int least)
    {
        var stride = film.Stride;
        for (var y = 0; y < _size.Height; y++)
        {
            var words = _words.Start + ((long)y * stride);
            for (var x = 0; x < _size.Width; x += 16)
            {
                PackedFilm.Pack(
                    Vector512.Load(film.R(y) + x), Vector512.Load(film.G(y) + x), Vector512.Load(film.B(y) + x))
                    .Store(words + x);
            }
        }

        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var mostX = Wide.Of(_size.Width - 1f);
        var mostY = Wide.Of(_size.Height - 1f);
        var longest = Wide.Of(_size.Height * 0.06f);
        for (var y = 0; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x += 16)
            {
                var vx = Vector512.Load(flowX + ((long)y * stride) + x) * Wide.Of(open);
                var vy = Vector512.Load(flowY + ((long)y * stride) + x) * Wide.Of(open);
                var length = Vector512.Sqrt(Wide.Fma(vx, vx, vy * vy));
                if (!Vector512.GreaterThanAny(length, Wide.Of(0.8f)))
                {
                    continue;
                }

                var held = Wide.Min(length, longest) / Wide.Max(length, Wide.Of(1e-3f));
                (vx, vy) = (vx * held, vy * held);
                var px = lanes + Wide.Of(x + 0.5f);
                var py = Wide.Of(y + 0.5f);
                F r = F.Zero, g = F.Zero, b = F.Zero;

                // Steps of some pixels would show as so many copies of an edge.
                var taps = least;
                while (taps < MostTaps
                    && Vector512.GreaterThanAny(Wide.Min(length, longest), Wide.Of(LongestStep * taps)))
                {
                    taps += least / 2;
                }

                for (var i = 0; i < taps; i++)
                {
                    var t = Wide.Of(((i + 0.5f) / taps) - 0.5f);
                    var ix = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(Wide.Fma(vx, t, px), F.Zero), mostX));
                    var iy = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(Wide.Fma(vy, t, py), F.Zero), mostY));
                    PackedFilm.Unpack(
                        Wide.Gather(_words.Start, (iy * Vector512.Create(stride)) + ix), out var tr, out var tg,
                        out var tb);
                    (r, g, b) = (r + tr, g + tg, b + tb);
                }

                var share = Wide.Of(1f / taps);
                var moved = Vector512.GreaterThan(length, Wide.Of(0.8f));
                Vector512.ConditionalSelect(moved, r * share, Vector512.Load(film.R(y) + x)).Store(film.R(y) + x);
                Vector512.ConditionalSelect(moved, g * share, Vector512.Load(film.G(y) + x)).Store(film.G(y) + x);
                Vector512.ConditionalSelect(moved, b * share, Vector512.Load(film.B(y) + x)).Store(film.B(y) + x);
            }
        }
    }

    // Vogel's disc: how far from the middle, and which way.
    private void MakeDisc(int taps)
    {
        if (_disc.Length == 3 * taps)
        {
            return;
        }

        _disc = new float[3 * taps];
        for (var tap = 0; tap < taps; tap++)
        {
            _disc[3 * tap] = MathF.Sqrt((tap + 0.5f) / taps);
            (_disc[(3 * tap) + 2], _disc[(3 * tap) + 1]) = MathF.SinCos(tap * 2.3999632f);
        }
    }

    /// <summary>Makes ready: the film at half resolution, what is out of focus in it, and the glow.</summary>
    public void Prepare(Film film, HalfLight half, in LensSettings lens)
    {
        if (!lens.HasFocus && lens.Glow <= 0)
        {
            return;
        }

        _half.Take(film);
        if (lens.HasFocus)
        {
            MakeDisc(lens.Taps);
            for (var y = 0; y < _half.Height; y++)
            {
                Defocus(y, half, lens);
            }
        }

        if (lens.Glow > 0)
        {
            Bright(lens);
            for (var i = 1; i < Levels; i++)
            {
                Shrink(_glow[i - 1], _glow[i]);
            }

            for (var i = Levels - 1; i > 0; i--)
            {
                Enlarge(_glow[i], _glow[i - 1]);
            }
        }
    }

    /// <summary>Puts both into a row of the film.</summary>
    public void Compose(Film film, int y, float* nearness, in LensSettings lens)
    {
        float* r = film.R(y), g = film.G(y), b = film.B(y);
        if (lens.HasFocus)
        {
            ComposeFocus(r, g, b, y, nearness, lens);
        }

        if (lens.Glow > 0)
        {
            ComposeGlow(r, g, b, y, lens.Glow);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _half.Dispose();
        _blurred.Dispose();
        _words.Dispose();
        _row.Dispose();
        foreach (var level in _glow)
        {
            level.Dispose();
        }
    }

    // Radius of the disc that a place becomes, in half-resolution pixels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Disc(F depth, in LensSettings lens) => Wide.Min(
        Vector512.Abs(depth - Wide.Of(lens.FocusDistance)) / depth * Wide.Of(lens.DiscAtInfinity),
        Wide.Of(lens.MostDisc));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Defocus(int y, HalfLight half, in LensSettings lens)
    {
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var line = (long)y * _half.Stride;
        var mostX = Wide.Of(_half.Width - 1f);
        var mostY = Wide.Of(_half.Height - 1f);
        for (var x = 0; x < _half.Width; x += 16)
        {
            var depth = Vector512.Load(half.Depth + ((long)y * half.Stride) + x);
            var disc = Disc(depth, lens);
            var own = Vector512.Load(_half.Words + line + x);
            if (!Vector512.GreaterThanAny(disc, Wide.Of(0.35f)))
            {
                own.Store(_blurred.Start + line + x);
                continue;
            }

            PackedFilm.Unpack(own, out var r, out var g, out var b);
            var weight = F.One;
            for (var tap = 0; tap < lens.Taps; tap++)
            {
                var (away, cos, sin) = (_disc[3 * tap], _disc[(3 * tap) + 1], _disc[(3 * tap) + 2]);
                var px = Wide.Min(
                    Wide.Max(Wide.Fma(disc, Wide.Of(away * cos), lanes + Wide.Of(x + 0.5f)), F.Zero), mostX);
                var py = Wide.Min(Wide.Max(Wide.Fma(disc, Wide.Of(away * sin), Wide.Of(y + 0.5f)), F.Zero), mostY);
                var ix = Vector512.ConvertToInt32Native(px);
                var iy = Vector512.ConvertToInt32Native(py);
                var there = Wide.Gather(half.Depth, (iy * Vector512.Create(half.Stride)) + ix);
                PackedFilm.Unpack(
                    Wide.Gather(_half.Words, (iy * Vector512.Create(_half.Stride)) + ix), out var tr, out var tg,
                    out var tb);

                // What is sharp does not run into what lies behind it.
                var w = Wide.Saturate(
                    (Disc(there, lens) / Wide.Max(disc * Wide.Of(away), Wide.Of(0.3f))) - Wide.Of(0.2f));
                r = Wide.Fma(w, tr, r);
                g = Wide.Fma(w, tg, g);
                b = Wide.Fma(w, tb, b);
                weight += w;
            }

            var per = F.One / weight;
            PackedFilm.Pack(r * per, g * per, b * per).Store(_blurred.Start + line + x);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ComposeFocus(float* r, float* g, float* b, int y, float* nearness, in LensSettings lens)
    {
        // Enlarged twice by a tent: pixel x lies a quarter before or behind the middle of a half-resolution pixel.
        var upper = _blurred.Start + ((long)Math.Clamp((y - 1) >> 1, 0, _half.Height - 1) * _half.Stride);
        var lower = _blurred.Start + ((long)Math.Clamp((y + 1) >> 1, 0, _half.Height - 1) * _half.Stride);
        int* near = (y & 1) == 0 ? lower : upper, far = (y & 1) == 0 ? upper : lower;
        var own = Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
        for (var x = 0; x < _size.Width; x += 16)
        {
            var depth = F.One / Wide.Max(Vector512.Load(nearness + x), Wide.Of(1e-6f));
            var blend = Wide.Saturate((Disc(depth, lens) - Wide.Of(0.3f)) * Wide.Of(1.6f));
            if (!Vector512.GreaterThanAny(blend, F.Zero))
            {
                continue;
            }

            var at = x >> 1;
            Tent(near + at, at, own, out var nr, out var ng, out var nb);
            Tent(far + at, at, own, out var fr, out var fg, out var fb);
            var quarter = Wide.Of(0.25f);
            Mix(r + x, blend, Wide.Lerp(nr, fr, quarter));
            Mix(g + x, blend, Wide.Lerp(ng, fg, quarter));
            Mix(b + x, blend, Wide.Lerp(nb, fb, quarter));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tent(int* words, int at, I own, out F r, out F g, out F b)
    {
        // Even pixels lean to the left neighbour, odd ones to the right.
        PackedFilm.Unpack(Vector512.Load(words), out var mr, out var mg, out var mb);
        var here = Vector512.Load(words);
        var left = at > 0 ? Vector512.Load(words - 1) : here;
        var right = Vector512.Load(words + 1);
        PackedFilm.Unpack(left, out var lr, out var lg, out var lb);
        PackedFilm.Unpack(right, out var rr, out var rg, out var rb);
        var odd = Vector512.Equals(Vector512.Create(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1), I.One).AsSingle();
        r = One(mr, lr, rr, own, odd);
        g = One(mg, lg, rg, own, odd);
        b = One(mb, lb, rb, own, odd);

        static F One(F middle, F before, F after, I own, F odd)
        {
            var beside = Vector512.ConditionalSelect(
                odd, Vector512.Shuffle(after, own), Vector512.Shuffle(before, own));
            return Wide.Lerp(Vector512.Shuffle(middle, own), beside, Wide.Of(0.25f));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(float* at, F share, F value)
    {
        var there = Vector512.Load(at);
        Wide.Fma(share, value - there, there).Store(at);
    }

    // What is bright, at a quarter of the resolution.
    private void Bright(in LensSettings lens)
    {
        var to = _glow[0];
        var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        for (var y = 0; y < to.Size.Height; y++)
        {
            var upper = _half.Words + ((long)Math.Min(2 * y, _half.Height - 1) * _half.Stride);
            var lower = _half.Words + ((long)Math.Min((2 * y) + 1, _half.Height - 1) * _half.Stride);
            for (var x = 0; x < to.Size.Width; x += 16)
            {
                F r = F.Zero, g = F.Zero, b = F.Zero;
                for (var i = 0; i < 4; i++)
                {
                    var at = Math.Min(2 * x, _half.Stride - 32) + (i & 1);
                    PackedFilm.Unpack(
                        Wide.Gather((i < 2 ? upper : lower) + at, even), out var tr, out var tg, out var tb);

                    // One hot pixel does not flash the whole.
                    var bright = Wide.Max(Wide.Max(tr, tg), tb) * Wide.Of(lens.Exposure);
                    var w = Wide.Of(0.25f) * Wide.Step(0.85f, 3.2f, bright) * Wide.Min(
                        Wide.Of(6f) / Wide.Max(bright, Wide.Of(0.01f)), F.One);
                    r = Wide.Fma(w, tr, r);
                    g = Wide.Fma(w, tg, g);
                    b = Wide.Fma(w, tb, b);
                }

                r.Store(to.R(y) + x);
                g.Store(to.G(y) + x);
                b.Store(to.B(y) + x);
            }
        }
    }

    private static void Shrink(Film from, Film to)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            for (var y = 0; y < to.Size.Height; y++)
            {
                float* a = Plane(from, plane, Math.Min(2 * y, from.Size.Height - 1)),
                    b = Plane(from, plane, Math.Min((2 * y) + 1, from.Size.Height - 1));
                var into = Plane(to, plane, y);
                for (var x = 0; x < to.Size.Width - 16; x += 16)
                {
                    // Four columns wide and two rows high, so that small lights do not pulse as they travel.
                    Four(a, x, out var insideA, out var outsideA);
                    Four(b, x, out var insideB, out var outsideB);
                    var mean =
                        Wide.Fma(outsideA + outsideB, Wide.Of(0.0625f), (insideA + insideB) * Wide.Of(0.1875f));
                    Vector512.ConditionalSelect(Inside(to, x), mean, F.Zero).Store(into + x);
                }
            }
        }
    }

    private static void Enlarge(Film from, Film to)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            for (var y = 0; y < to.Size.Height; y++)
            {
                var near = Plane(from, plane, Math.Min(y >> 1, from.Size.Height - 1));
                var far = Plane(from, plane, Math.Clamp((y >> 1) + ((y & 1) == 0 ? -1 : 1), 0, from.Size.Height - 1));
                var into = Plane(to, plane, y);
                for (var x = 0; x < to.Size.Width - 16; x += 16)
                {
                    var a = Beside(near, x);
                    var b = Beside(far, x);
                    var wide = Wide.Lerp(a, b, Wide.Of(0.25f)) * Wide.Of(0.85f);
                    var sum = Wide.Fma(Vector512.Load(into + x), Wide.Of(0.55f), wide);
                    Vector512.ConditionalSelect(Inside(to, x), sum, F.Zero).Store(into + x);
                }
            }
        }
    }

    // Where sixteen columns lie in a film of the glow: what is beyond its border gives no light.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Inside(Film film, int x) => Vector512.LessThan(
        Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
        Vector512.Create(film.Size.Width - 16 - x)).AsSingle();

    // The sums of the two columns that make a column of the halved film, and of the two beside them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* row, int x, out F inside, out F outside)
    {
        F even = Every(row + (2 * x), Evens), odd = Every(row + (2 * x), Evens + I.One);
        inside = even + odd;

        // The row begins with its first column once more.
        var before = x > 0 ? Every(row + (2 * x) - 2, Evens + I.One) : Vector512.ConditionalSelect(
            Vector512.Create(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).AsSingle(), even,
            Vector512.Shuffle(odd, Vector512.Create(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)));
        outside = before + Every(row + (2 * x) + 2, Evens);
    }

    private static I Evens => Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);

    // Every other one of 32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Every(float* from, I at) => Vector512.Create(
        Vector512.Shuffle(Vector512.Load(from), at).GetLower(),
        Vector512.Shuffle(Vector512.Load(from + 16), at).GetLower());

    // Sixteen columns of a row enlarged twice: three quarters of their own, a quarter of the one on their side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Beside(float* row, int x)
    {
        var own = Vector512.Load(row + (x >> 1));
        var side = x > 0
            ? Vector512.Shuffle(
                Vector512.Load(row + (x >> 1) - 1), Vector512.Create(0, 2, 1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7, 9))
            : Vector512.Shuffle(own, Vector512.Create(0, 1, 0, 2, 1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8));
        own = Vector512.Shuffle(own, Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7));
        return Wide.Lerp(own, side, Wide.Of(0.25f));
    }

    private static float* Plane(Film film, int plane, int y) =>
        plane switch { 0 => film.R(y), 1 => film.G(y), _ => film.B(y) };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ComposeGlow(float* r, float* g, float* b, int y, float strength)
    {
        // Four times larger: rows are mixed first, then columns by the same four places of every four pixels.
        var from = _glow[0];
        var down = ((y + 0.5f) / 4) - 0.5f;
        var row = (int)MathF.Floor(down);
        var part = Wide.Of(down - row);
        var (upper, lower) = (Math.Clamp(row, 0, from.Size.Height - 1), Math.Clamp(row + 1, 0, from.Size.Height - 1));
        var left = Vector512.Create(0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4);
        var share = Vector512.Create(
            0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f,
            0.875f, 0.125f, 0.375f);
        for (var plane = 0; plane < 3; plane++)
        {
            float* a = Plane(from, plane, upper), c = Plane(from, plane, lower);
            var mixed = _row.Start + 16;
            for (var x = 0; x < from.Size.Width; x += 16)
            {
                Wide.Lerp(Vector512.Load(a + x), Vector512.Load(c + x), part).Store(mixed + x);
            }

            mixed[-1] = mixed[0];
            var to = plane switch { 0 => r, 1 => g, _ => b };
            for (var x = 0; x < _size.Width; x += 16)
            {
                var near = Vector512.Load(mixed + (x >> 2) - 1);
                var value = Wide.Lerp(Vector512.Shuffle(near, left), Vector512.Shuffle(near, left + I.One), share);
                Wide.Fma(value, Wide.Of(strength), Vector512.Load(to + x)).Store(to + x);
            }
        }
    }
}
