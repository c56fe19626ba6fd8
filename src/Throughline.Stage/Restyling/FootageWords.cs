using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// A frame of footage, one 32-bit word a pixel: encoded values, 11 bits red, 11 green, 10 blue; so that one load from a
/// scattered place brings a whole colour. One thread's at a time.
/// </summary>
internal sealed unsafe class FootageWords : IDisposable
{
    private readonly AlignedBuffer<int> _words;

    /// <summary>Room for a frame.</summary>
    public FootageWords(PixelSize size)
    {
        Size = size;
        Stride = (size.Width + 15) & ~15;
        _words = new(Stride * size.Height);
    }

    /// <summary>Size in pixels.</summary>
    public PixelSize Size { get; }

    /// <summary>Words from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The first word.</summary>
    public int* Start => _words.Start;

    /// <summary>The first word of a row.</summary>
    public int* Row(int y) => _words.Start + ((long)y * Stride);

    /// <summary>The words of colours, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I Pack(F r, F g, F b)
    {
        var half = Wide.Of(0.5f);
        var ir = Wide.ToInt(Wide.Fma(Wide.Saturate(r), Wide.Of(2047), half));
        var ig = Wide.ToInt(Wide.Fma(Wide.Saturate(g), Wide.Of(2047), half));
        var ib = Wide.ToInt(Wide.Fma(Wide.Saturate(b), Wide.Of(1023), half));
        return (ir << 21) | (ig << 10) | ib;
    }

    /// <summary>The colours of words, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unpack(I words, out F r, out F g, out F b)
    {
        r = Wide.ToFloat(words >>> 21) * Wide.Of(1 / 2047f);
        g = Wide.ToFloat((words >>> 10) & Vector512.Create(2047)) * Wide.Of(1 / 2047f);
        b = Wide.ToFloat(words & Vector512.Create(1023)) * Wide.Of(1 / 1023f);
    }

    /// <summary>Lightness as the eye weighs it, of encoded values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Luma(F r, F g, F b) => Wide.Fma(r, Wide.Of(0.25f), Wide.Fma(g, Wide.Of(0.65f), b * Wide.Of(0.1f)));

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();
}
