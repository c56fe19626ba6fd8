using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What makes a developed picture look drawn: lines about things, paper, pigment that gathers in its grain and at
/// edges, strokes that stray a little. Paper lies still before the camera. Lanes: sixteen pixels of a row.
/// </summary>
internal sealed unsafe class Drawing : IDisposable
{
    private readonly PixelSize _size;
    private readonly Look _look;
    private readonly int _stride;
    private readonly AlignedBuffer<float> _paper, _lines, _raw;
    private readonly AlignedBuffer<int> _keys, _words;

    public Drawing(PixelSize size, Look look)
    {
        (_size, _look) = (size, look);
        _stride = ((size.Width + 15) & ~15) + 32;
        HasLines = look.Line > 0;
        HasPaper = look.Paper > 0 || look.Wash > 0;
        _paper = new(HasPaper ? _stride * size.Height : 0);
        _lines = new(HasLines ? _stride * (size.Height + 2) : 0);
        _raw = new(HasLines ? _stride * (size.Height + 2) : 0);
        _keys = new(HasLines ? _stride * (size.Height + 2) : 0);
        _words = new(look.Wash > 0 ? _stride * size.Height : 0);
        if (HasPaper)
        {
            MakePaper();
        }
    }

    /// <summary>Whether lines are drawn.</summary>
    public bool HasLines { get; }

    /// <summary>Whether the picture lies on paper.</summary>
    public bool HasPaper { get; }

    /// <summary>
    /// Lines of a row, 0 to 1, for who finds them elsewhere; as many as the row has pixels, to the next sixteen.
    /// </summary>
    public float* Lines(int y) => _lines.Start + Row(y);

    /// <summary>Finds the lines of a frame: where depth breaks, where surfaces meet, where they fold.</summary>
    public void FindLines(Visibility seen, uint* keys)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            var ids = seen.Ids + ((long)y * seen.Stride);
            var to = _keys.Start + Row(y);
            for (var x = 0; x < _size.Width; x += 16)
            {
                var id = Vector512.Load(ids + x);
                var none = Vector512.LessThan(id, I.Zero);
                var key = Wide.Gather((int*)keys, Vector512.ConditionalSelect(none, I.Zero, id));
                Vector512.ConditionalSelect(none, Vector512.Create(-1), key).Store(to + x);
            }
        }

        for (var y = 0; y < _size.Height; y++)
        {
            Raw(y, seen);
        }

        // A tent over three by three gives lines a soft edge; their width comes from how much of the tent counts.
        var gain = Wide.Of(MathF.Max(_look.LineWidth * _size.Height / 1000f, 0.8f) * 1.15f);
        for (var y = 0; y < _size.Height; y++)
        {
            float* above = _raw.Start + Row(Math.Max(y - 1, 0)), here = _raw.Start + Row(y),
                below = _raw.Start + Row(Math.Min(y + 1, _size.Height - 1));
            for (var x = 0; x < _size.Width; x += 16)
            {
                var sum = Tent(above + x) + Tent(below + x) + (Tent(here + x) * Wide.Of(2));
                Wide.Saturate(sum * Wide.Of(1 / 16f) * gain).Store(_lines.Start + Row(y) + x);
            }
        }
    }

    /// <summary>Draws over a developed row: encoded values, 0 to 1.</summary>
    public void Draw(int y, float* r, float* g, float* b)
    {
        var line = _look.LineColour;
        float lr = Encoded(line.X), lg = Encoded(line.Y), lb = Encoded(line.Z);
        var paper = _look.PaperColour;
        float pr = Encoded(paper.X), pg = Encoded(paper.Y), pb = Encoded(paper.Z);
        for (var x = 0; x < _size.Width; x += 16)
        {
            F er = Vector512.Load(r + x), eg = Vector512.Load(g + x), eb = Vector512.Load(b + x);
            var grain = HasPaper ? Vector512.Load(_paper.Start + ((long)y * _stride) + x) : F.Zero;
            if (HasLines)
            {
                // A dry stroke breaks on the paper's grain.
                var ink = Vector512.Load(_lines.Start + Row(y) + x) * Wide.Of(_look.Line);
                ink = Wide.Saturate(Wide.Fma(grain, ink * Wide.Of(0.7f * _look.Paper), ink));
                er = Wide.Lerp(er, Wide.Of(lr) * Wide.Lerp(F.One, er, Wide.Of(_look.Wash)), ink);
                eg = Wide.Lerp(eg, Wide.Of(lg) * Wide.Lerp(F.One, eg, Wide.Of(_look.Wash)), ink);
                eb = Wide.Lerp(eb, Wide.Of(lb) * Wide.Lerp(F.One, eb, Wide.Of(_look.Wash)), ink);
            }

            if (HasPaper)
            {
                // Pigment settles in the hollows; where there is none the paper's own colour shows.
                var settle = Wide.Fma(grain, Wide.Of(0.12f * MathF.Max(_look.Wash, 0.5f * _look.Paper)), F.One);
                var white = Wide.Fma(grain, Wide.Of(-0.05f * _look.Paper), F.One);
                er = Pigment(er, settle, white, pr);
                eg = Pigment(eg, settle, white, pg);
                eb = Pigment(eb, settle, white, pb);
            }

            er.Store(r + x);
            eg.Store(g + x);
            eb.Store(b + x);
        }
    }

    /// <summary>Lets a drawn film run a little: edges stray along the paper and colour gathers before them.</summary>
    public void Wash(Film film)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x += 16)
            {
                PackedFilm.Pack(
                    Vector512.Load(film.R(y) + x), Vector512.Load(film.G(y) + x), Vector512.Load(film.B(y) + x))
                    .Store(_words.Start + ((long)y * _stride) + x);
            }
        }

        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var scale = 720f / _size.Height;
        var reach = Wide.Of(_look.Wash * 4.5f / scale);
        var mostX = Wide.Of(_size.Width - 1f);
        var mostY = Wide.Of(_size.Height - 1f);
        for (var y = 0; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x += 16)
            {
                var px = (lanes + Wide.Of(x)) * Wide.Of(scale);
                var py = Wide.Of(y * scale);
                var sx = Noise.Plane(px * Wide.Of(0.04f), py * Wide.Of(0.04f))
                    + (Noise.Plane(px * Wide.Of(0.19f), py * Wide.Of(0.19f)) * Wide.Of(0.25f)) - Wide.Of(0.625f);
                var sy = Noise.Plane(px * Wide.Of(0.04f) + Wide.Of(71), py * Wide.Of(0.04f))
                    + (Noise.Plane(px * Wide.Of(0.19f), py * Wide.Of(0.19f) + Wide.Of(37)) * Wide.Of(0.25f))
                    - Wide.Of(0.625f);
                F r = F.Zero, g = F.Zero, b = F.Zero, least = Wide.Of(4), most = F.Zero, own = F.Zero;
                for (var i = 0; i < 5; i++)
                {
                    var (dx, dy) =
                        i switch { 1 => (-1.6f, -0.7f), 2 => (0.7f, -1.6f), 3 => (1.6f, 0.7f), 4 => (-0.7f, 1.6f), _ => (0f, 0f) };
                    var ix = Vector512.ConvertToInt32Native(
                        Wide.Min(Wide.Max(lanes + Wide.Of(x + 0.5f + (dx / scale)) + (sx * reach), F.Zero), mostX));
                    var iy = Vector512.ConvertToInt32Native(
                        Wide.Min(Wide.Max(Wide.Of(y + 0.5f + (dy / scale)) + (sy * reach), F.Zero), mostY));
                    PackedFilm.Unpack(
                        Wide.Gather(_words.Start, (iy * Vector512.Create(_stride)) + ix), out var tr, out var tg,
                        out var tb);
                    var luma = tr + tg + tb;
                    own = i == 0 ? luma : own;
                    least = Wide.Min(least, luma);
                    most = Wide.Max(most, luma);
                    (r, g, b) = (r + tr, g + tg, b + tb);
                }

                // Colour gathers on the dark side of an edge.
                var edge = Wide.Saturate((most - own) * Wide.Of(1.1f) - Wide.Of(0.05f)) * Wide.Of(0.3f * _look.Wash);
                var bloom = Wide.Fma(sx, Wide.Of(0.1f * _look.Wash), F.One);
                var per = Wide.Of(0.2f) * (F.One - edge);
                Wide.Min(r * per * bloom, F.One).Store(film.R(y) + x);
                Wide.Min(g * per * bloom, F.One).Store(film.G(y) + x);
                Wide.Min(b * per * bloom, F.One).Store(film.B(y) + x);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _paper.Dispose();
        _lines.Dispose();
        _raw.Dispose();
        _keys.Dispose();
        _words.Dispose();
    }

    private static float Encoded(float light) => (float)Colour.FromLight(Math.Clamp(light, 0, 1));

    // Sixteen columns of room before each row.
    private long Row(int y) => ((long)y * _stride) + 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Tent(float* at) =>
        Vector512.Load(at - 1) + Vector512.Load(at + 1) + (Vector512.Load(at) * Wide.Of(2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Pigment(F value, F settle, F white, float paper) =>
        Wide.Max(F.One - ((F.One - value) * settle), F.Zero) * white * Wide.Of(paper);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Raw(int y, Visibility seen)
    {
        var up = Math.Max(y - 1, 0);
        var down = Math.Min(y + 1, _size.Height - 1);
        float* near = seen.Nearness + ((long)y * seen.Stride), nearUp = seen.Nearness + ((long)up * seen.Stride),
            nearDown = seen.Nearness + ((long)down * seen.Stride);
        int* keys = _keys.Start + Row(y), keysUp = _keys.Start + Row(up), keysDown = _keys.Start + Row(down);
        keys[-1] = keys[0];
        keys[_size.Width] = keys[_size.Width - 1];
        for (var x = 0; x < _size.Width; x += 16)
        {
            var own = Vector512.Load(near + x);
            var left = x > 0 ? Vector512.Load(near + x - 1) : own;
            var right = Vector512.Load(near + x + 1);
            var above = Vector512.Load(nearUp + x);
            var below = Vector512.Load(nearDown + x);

            // 1 / depth is linear over a plane: its second difference is a break or a fold, however steep the plane
            // lies.
            var scale = F.One / Wide.Max(own, Wide.Of(1e-4f));
            var bendX = Vector512.Abs(left + right - (own + own)) * scale;
            var bendY = Vector512.Abs(above + below - (own + own)) * scale;
            var fold = Wide.Step(0.03f, 0.16f, Wide.Max(bendX, bendY));
            var key = Vector512.Load(keys + x);
            var meets = Wide.Max(Unlike(key, Vector512.Load(keys + x + 1)), Unlike(key, Vector512.Load(keysDown + x)));
            meets = Wide.Max(
                meets, Wide.Max(Unlike(key, Vector512.Load(keys + x - 1)), Unlike(key, Vector512.Load(keysUp + x)))
                    * Wide.Of(0.6f));

            // Far lines are drawn lighter.
            var far = F.One / Wide.Fma(F.One / Wide.Max(own, Wide.Of(2e-3f)), Wide.Of(0.022f), Wide.Of(0.9f));
            (Wide.Max(fold, meets) * Wide.Min(far, F.One)).Store(_raw.Start + Row(y) + x);
        }

        // The outermost columns have no neighbour on one side.
        var raw = _raw.Start + Row(y);
        raw[-1] = raw[0] = raw[1];
        raw[_size.Width] = raw[_size.Width - 1] = raw[_size.Width - 2];
    }

    // 1 between things, 0.65 where materials of one thing meet or it folds sharply.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Unlike(I a, I b)
    {
        var nine = Vector512.Create(511);
        var turn = Vector512.Abs((a & nine) - (b & nine)) + Vector512.Abs(((a >>> 9) & nine) - ((b >>> 9) & nine));
        var folds = Vector512.ConditionalSelect(
            Vector512.GreaterThan(turn, Vector512.Create(150)).AsSingle(), Wide.Of(0.65f), F.Zero);
        return Vector512.ConditionalSelect(Vector512.Equals(a >>> 18, b >>> 18).AsSingle(), folds, Wide.Of(0.8f));
    }

    // Heights of a cold-pressed sheet, -1 to 1.
    private void MakePaper()
    {
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var scale = 720f / _size.Height;
        for (var y = 0; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x += 16)
            {
                var px = (lanes + Wide.Of(x)) * Wide.Of(scale);
                var py = Wide.Of(y * scale);
                var coarse = Noise.Plane(px * Wide.Of(0.21f), py * Wide.Of(0.21f));
                var middle = Noise.Plane(
                    Wide.Fma(py, Wide.Of(0.2f), px * Wide.Of(0.45f)),
                    Wide.Fma(px, Wide.Of(-0.2f), py * Wide.Of(0.45f)));
                var fine = Noise.Plane(px * Wide.Of(0.95f), py * Wide.Of(0.95f));
                var height = (coarse * Wide.Of(0.7f)) + (middle * Wide.Of(0.8f)) + (fine * Wide.Of(0.5f)) - Wide.Of(1);
                height.Store(_paper.Start + ((long)y * _stride) + x);
            }
        }
    }
}
