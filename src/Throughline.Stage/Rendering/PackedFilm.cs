using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// A film at half the resolution, one 32-bit word a pixel: roots of the light up to 16, 11 bits red, 11 green, 10 blue;
/// so that one load from a scattered place brings a whole colour. Each pixel is the mean of two by two.
/// </summary>
internal sealed unsafe class PackedFilm : IDisposable
{
    private const float Most = 16;
    private readonly AlignedBuffer<int> _words;

    public PackedFilm(PixelSize size)
    {
        Width = (size.Width + 1) / 2;
        Height = (size.Height + 1) / 2;
        Stride = (Width + 31) & ~15;
        _words = new(Stride * (Height + 1));
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The words.</summary>
    public int* Words => _words.Start;

    /// <summary>Takes the light of a film.</summary>
    public void Take(Film film)
    {
        for (var y = 0; y < Height; y++)
        {
            var upper = 2 * y;
            var lower = Math.Min(upper + 1, film.Size.Height - 1);
            var to = _words.Start + ((long)y * Stride);
            for (var x = 0; x < Width; x += 16)
            {
                var r = Mean(film.R(upper) + (2 * x), film.R(lower) + (2 * x));
                var g = Mean(film.G(upper) + (2 * x), film.G(lower) + (2 * x));
                var b = Mean(film.B(upper) + (2 * x), film.B(lower) + (2 * x));
                Pack(r, g, b).Store(to + x);
            }
        }
    }

    /// <summary>The words of colours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I Pack(F r, F g, F b)
    {
        var most = Wide.Of(Most);
        var pr = Vector512.ConvertToInt32Native(
            Wide.Fma(Vector512.Sqrt(Wide.Min(Wide.Max(r, F.Zero), most)), Wide.Of(2047 / 4f), Wide.Of(0.5f)));
        var pg = Vector512.ConvertToInt32Native(
            Wide.Fma(Vector512.Sqrt(Wide.Min(Wide.Max(g, F.Zero), most)), Wide.Of(2047 / 4f), Wide.Of(0.5f)));
        var pb = Vector512.ConvertToInt32Native(
            Wide.Fma(Vector512.Sqrt(Wide.Min(Wide.Max(b, F.Zero), most)), Wide.Of(1023 / 4f), Wide.Of(0.5f)));
        return pr | (pg << 11) | (pb << 22);
    }

    /// <summary>The colours of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unpack(I words, out F r, out F g, out F b)
    {
        var pr = Vector512.ConvertToSingle(words & Vector512.Create(2047)) * Wide.Of(4f / 2047);
        var pg = Vector512.ConvertToSingle((words >>> 11) & Vector512.Create(2047)) * Wide.Of(4f / 2047);
        var pb = Vector512.ConvertToSingle(words >>> 22) * Wide.Of(4f / 1023);
        (r, g, b) = (pr * pr, pg * pg, pb * pb);
    }

    /// <summary>
    /// The colours between pixels, in proportion: whole numbers are the middles of pixels; 0 to the last column and row
    /// but one.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void At(F x, F y, out F r, out F g, out F b)
    {
        F left = Vector512.Floor(x), top = Vector512.Floor(y);
        F u = x - left, v = y - top;
        var at = (Wide.ToInt(top) * Vector512.Create(Stride)) + Wide.ToInt(left);
        Unpack(Wide.Gather(_words.Start, at), out var r0, out var g0, out var b0);
        Unpack(Wide.Gather(_words.Start + 1, at), out var r1, out var g1, out var b1);
        Unpack(Wide.Gather(_words.Start + Stride, at), out var r2, out var g2, out var b2);
        Unpack(Wide.Gather(_words.Start + Stride + 1, at), out var r3, out var g3, out var b3);
        r = Wide.Lerp(Wide.Lerp(r0, r1, u), Wide.Lerp(r2, r3, u), v);
        g = Wide.Lerp(Wide.Lerp(g0, g1, u), Wide.Lerp(g2, g3, u), v);
        b = Wide.Lerp(Wide.Lerp(b0, b1, u), Wide.Lerp(b2, b3, u), v);
    }

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Mean(float* upper, float* lower)
    {
        // Each sum's even and odd lanes are the halves of a pixel; both halves of the sixteen come from one pair of
        // loads.
        var a = Vector512.Load(upper) + Vector512.Load(lower);
        var b = Vector512.Load(upper + 16) + Vector512.Load(lower + 16);
        var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);
        var odd = even + I.One;
        var low = Vector512.Shuffle(a, even) + Vector512.Shuffle(a, odd);
        var high = Vector512.Shuffle(b, even) + Vector512.Shuffle(b, odd);
        return Vector512.Create(low.GetLower(), high.GetLower()) * Wide.Of(0.25f);
    }
}
