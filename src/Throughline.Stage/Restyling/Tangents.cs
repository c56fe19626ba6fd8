using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Which way edges run at every pixel: the minor eigenvector of the smoothed structure tensor. Lanes: sixteen pixels of
/// a row. Source: J. E. Kyprianidis and J. Döllner, Image Abstraction by Structure Adaptive Filtering, 2008,
/// doi:10.2312/LocalChapterEvents/TPCG/TPCG08/051-058.
/// </summary>
internal sealed unsafe class Tangents : IDisposable
{
    private readonly PixelSize _size;
    private readonly float[] _weights;
    private readonly AlignedBuffer<float> _luma, _e, _f, _g, _row, _x, _y;

    /// <summary>Room for a frame.</summary>
    public Tangents(PixelSize size)
    {
        _size = size;
        Stride = ((size.Width + 15) & ~15) + 32;
        var sigma = 2.4f * size.Height / 720;
        _weights = new float[1 + Math.Clamp((int)MathF.Ceiling(2 * sigma), 1, 12)];
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = MathF.Exp(-i * i / (2 * sigma * sigma));
        }

        var length = Stride * size.Height;
        _luma = new(length);
        _e = new(length);
        _f = new(length);
        _g = new(length);
        _row = new(Stride);
        _x = new(length);
        _y = new(length);
    }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Lightness of the frame that was taken last; sixteen floats of room before and after each row.</summary>
    public float* Luma => _luma.Start + 16;

    /// <summary>The tangents' part to the right; a tangent has length 1.</summary>
    public float* X => _x.Start + 16;

    /// <summary>The tangents' part downwards.</summary>
    public float* Y => _y.Start + 16;

    /// <summary>Takes a frame's lightness alone.</summary>
    public void TakeLuma(FootageWords frame)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            var luma = Luma + ((long)y * Stride);
            for (var x = 0; x < _size.Width; x += 16)
            {
                FootageWords.Unpack(Vector512.Load(frame.Row(y) + x), out var r, out var g, out var b);
                FootageWords.Luma(r, g, b).Store(luma + x);
            }

            Frame(luma);
        }
    }

    /// <summary>Takes a frame's lightness and finds the tangents.</summary>
    public void Take(FootageWords frame)
    {
        TakeLuma(frame);
        for (var y = 0; y < _size.Height; y++)
        {
            Gradients(y);
        }

        foreach (var plane in (ReadOnlySpan<nint>)[(nint)_e.Start, (nint)_f.Start, (nint)_g.Start])
        {
            for (var y = 0; y < _size.Height; y++)
            {
                Across((float*)plane + 16 + ((long)y * Stride));
            }
        }

        for (var y = 0; y < _size.Height; y++)
        {
            Direction(y);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in new[] { _luma, _e, _f, _g, _row, _x, _y })
        {
            buffer.Dispose();
        }
    }

    // The picture's border goes on beyond it.
    private void Frame(float* row)
    {
        Vector512.Create(row[0]).Store(row - 16);
        Vector512.Create(row[_size.Width - 1]).Store(row + _size.Width);
    }

    private void Gradients(int y)
    {
        float* above = Luma + ((long)Math.Max(y - 1, 0) * Stride), here = Luma + ((long)y * Stride),
            below = Luma + ((long)Math.Min(y + 1, _size.Height - 1) * Stride);
        var at = 16 + ((long)y * Stride);
        for (var x = 0; x < _size.Width; x += 16)
        {
            var right = Column(above + x + 1, here + x + 1, below + x + 1);
            var left = Column(above + x - 1, here + x - 1, below + x - 1);
            var gx = (right - left) * Wide.Of(0.125f);
            var gy = (Line(below + x) - Line(above + x)) * Wide.Of(0.125f);
            (gx * gx).Store(_e.Start + at + x);
            (gx * gy).Store(_f.Start + at + x);
            (gy * gy).Store(_g.Start + at + x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static F Column(float* above, float* here, float* below) =>
            Vector512.Load(above) + Vector512.Load(below) + (Vector512.Load(here) * Wide.Of(2));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static F Line(float* at) => Vector512.Load(at - 1) + Vector512.Load(at + 1) + (Vector512.Load(at) * Wide.Of(2));
    }

    private void Across(float* row)
    {
        Frame(row);
        var from = _row.Start;
        new ReadOnlySpan<float>(row - 16, Stride).CopyTo(new Span<float>(from, Stride));
        from += 16;
        for (var x = 0; x < _size.Width; x += 16)
        {
            var sum = Vector512.Load(from + x) * Wide.Of(_weights[0]);
            for (var i = 1; i < _weights.Length; i++)
            {
                sum = Wide.Fma(Vector512.Load(from + x - i) + Vector512.Load(from + x + i), Wide.Of(_weights[i]), sum);
            }

            sum.Store(row + x);
        }
    }

    private void Direction(int y)
    {
        var at = 16 + ((long)y * Stride);
        for (var x = 0; x < _size.Width; x += 16)
        {
            F e = Down(_e.Start, x, y), f = Down(_f.Start, x, y), g = Down(_g.Start, x, y);
            var half = (e - g) * Wide.Of(0.5f);
            var root = Vector512.Sqrt(Wide.Fma(half, half, f * f));

            // Of two forms of the eigenvector the one that does not vanish.
            var steep = Vector512.GreaterThan(half, F.Zero);
            var tx = Vector512.ConditionalSelect(steep, -f, root - half);
            var ty = Vector512.ConditionalSelect(steep, root + half, -f);
            var length = Vector512.Sqrt(Wide.Fma(tx, tx, ty * ty));
            var none = Vector512.LessThan(length, Wide.Of(1e-9f));
            var per = F.One / Wide.Max(length, Wide.Of(1e-9f));
            Vector512.ConditionalSelect(none, F.Zero, tx * per).Store(_x.Start + at + x);
            Vector512.ConditionalSelect(none, F.One, ty * per).Store(_y.Start + at + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private F Down(float* plane, int x, int y)
    {
        var sum = Vector512.Load(plane + 16 + ((long)y * Stride) + x) * Wide.Of(_weights[0]);
        for (var i = 1; i < _weights.Length; i++)
        {
            var above = plane + 16 + ((long)Math.Max(y - i, 0) * Stride) + x;
            var below = plane + 16 + ((long)Math.Min(y + i, _size.Height - 1) * Stride) + x;
            sum = Wide.Fma(Vector512.Load(above) + Vector512.Load(below), Wide.Of(_weights[i]), sum);
        }

        return sum;
    }
}
