using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>
/// Bilinear samples of eight neighbouring output pixels whose texel positions lie on a line.
/// Lanes: one output pixel each. Space: texel indices (centre of texel 0 is 0), clamped inside the texture. Positions
/// are rounded down to 1/256 texel; the two weights of a pair are 255 - f and f, so that one signed multiply-add does a
/// pair. There is no remainder: a caller with fewer than eight pixels takes the first ones of the result.
/// The vector paths (AVX-512 within a row, AVX2 anywhere) and the scalar twin give the same bytes.
/// </summary>
internal static unsafe class WarpKernel
{
    /// <summary>Pixels a call makes.</summary>
    public const int Lanes = 8;

    private static readonly Vector256<float> _ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    // Pairs of bytes (left, right) for each channel of the two pixels in a 128-bit lane: L0 R0 L1 R1 of R, G, B, A.
    private static readonly Vector256<byte> _pairs = Vector256.Create(
        (byte)0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15,
        0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);

    // A pixel's fraction repeated for its four channels, 16 bits each; two pixels a 128-bit lane.
    private static readonly Vector256<byte> _spread = Vector256.Create(
        (byte)0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5,
        8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13);

    private static readonly Vector512<byte> _widePairs = Vector512.Create(_pairs, _pairs);

    private static readonly Vector512<byte> _quadruple = Vector512.Create(Vector256.Create(
        (byte)0, 1, 0, 1, 0, 1, 0, 1, 8, 9, 8, 9, 8, 9, 8, 9, 0, 1, 0, 1, 0, 1, 0, 1, 8, 9, 8, 9, 8, 9, 8, 9));

    /// <summary>Samples at (u + i·du, v + i·dv), i = 0…7.</summary>
    /// <param name="texture">The level to sample.</param>
    /// <param name="u">Column of the first sample.</param>
    /// <param name="v">Row of the first sample.</param>
    /// <param name="du">Columns from one sample to the next.</param>
    /// <param name="dv">Rows from one sample to the next.</param>
    /// <returns>Eight premultiplied R, G, B, A pixels.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Sample(in TextureLevel texture, float u, float v, float du, float dv) =>
        At(texture, Vector256.Create(u) + (_ramp * du), Vector256.Create(v) + (_ramp * dv));

    /// <summary>The scalar twin of <see cref="Sample"/>.</summary>
    public static Vector256<byte> SampleScalar(in TextureLevel texture, float u, float v, float du, float dv) =>
        AtScalar(texture, Vector256.Create(u) + (_ramp * du), Vector256.Create(v) + (_ramp * dv));

    /// <summary>Samples at eight places of any order.</summary>
    /// <param name="texture">The level to sample.</param>
    /// <param name="u">Columns of the samples.</param>
    /// <param name="v">Rows of the samples.</param>
    /// <returns>Eight premultiplied R, G, B, A pixels.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> At(in TextureLevel texture, Vector256<float> u, Vector256<float> v) =>
        Avx2.IsSupported ? AtVector(texture, u, v) : AtScalar(texture, u, v);

    /// <summary>The scalar twin of <see cref="At"/>.</summary>
    public static Vector256<byte> AtScalar(in TextureLevel texture, Vector256<float> u, Vector256<float> v)
    {
        Vector256<byte> result = default;
        var bytes = (byte*)&result;
        for (var i = 0; i < Lanes; i++)
        {
            var x = (int)(MathF.Min(MathF.Max(u.GetElement(i), 0), texture.MaxU) * 256);
            var y = (int)(MathF.Min(MathF.Max(v.GetElement(i), 0), texture.MaxV) * 256);
            var texel = (byte*)(texture.Texels + ((nint)(y >> 8) * texture.Stride) + (x >> 8));
            int fx = x & 255, fy = y & 255;
            for (var c = 0; c < 4; c++)
            {
                var top = Pair(texel + c, fx) >> 1;
                var bottom = Pair(texel + (texture.Stride * 4) + c, fx) >> 1;
                var value = top + Round15((bottom - top) * (fy << 7));
                bytes[(i * 4) + c] = (byte)(Math.Clamp(Round15(value * 257), -128, 127) + 128);
            }
        }

        return result;

        static int Pair(byte* left, int fraction) =>
            ((255 - fraction) * (left[0] - 128)) + (fraction * (left[4] - 128));
        static int Round15(int product) => (product + 0x4000) >> 15;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> AtVector(in TextureLevel texture, Vector256<float> u, Vector256<float> v)
    {
        // The native minimum and maximum: the portable ones spend most of this kernel on NaN, which positions never
        // are.
        var x = Avx.ConvertToVector256Int32WithTruncation(
            Vector256.MinNative(Vector256.MaxNative(u, Vector256<float>.Zero), Vector256.Create(texture.MaxU)) * 256f);
        var y = Avx.ConvertToVector256Int32WithTruncation(
            Vector256.MinNative(Vector256.MaxNative(v, Vector256<float>.Zero), Vector256.Create(texture.MaxV)) * 256f);
        var rows = y >> 8;
        var columns = x >> 8;
        var fx = x & Vector256.Create(255);
        var fy = y & Vector256.Create(255);
        if (Avx512BW.IsSupported)
        {
            // Most calls of most moves: all eight in one row, within 32 texels to the right of the first.
            int row = rows.ToScalar(), column = columns.ToScalar();
            var offsets = columns - Vector256.Create(column);
            if (rows == Vector256.Create(row) && !Vector256.GreaterThanAny(offsets.AsUInt32(), Vector256.Create(30u)))
            {
                return SampleRow(texture, texture.Texels + ((nint)row * texture.Stride) + column, offsets, fx, fy);
            }
        }

        var at = Avx2.MultiplyLow(rows, Vector256.Create(texture.Stride)) + columns;

        // Plain loads by index beat the gather instruction on this access pattern (docs/decisions/0004-warp-kernel.md).
        var lower = at.GetLower().AsUInt64();
        var upper = at.GetUpper().AsUInt64();
        var low = Four(texture, lower.ToScalar(), lower.GetElement(1), Spread(fx, 0x44), Spread(fy, 0x44));
        var high = Four(texture, upper.ToScalar(), upper.GetElement(1), Spread(fx, 0xEE), Spread(fy, 0xEE));

        // Packing interleaves 128-bit lanes; put the pixels back in order and undo the offset of 128.
        var packed = Avx2.Permute4x64(Avx2.PackSignedSaturate(low, high).AsUInt64(), 0xD8).AsByte();
        return packed ^ Vector256.Create((byte)128);
    }

    // Eight pixels whose texels lie in two rows of 32 from `first`: the pairs are picked out of registers, not memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SampleRow(
        in TextureLevel texture, uint* first, Vector256<int> offsets, Vector256<int> fx, Vector256<int> fy)
    {
        var offset = Vector512.Create((byte)128);
        var left = Avx512F.ConvertToVector512UInt64(offsets.AsUInt32());
        var picks = (left | ((left + Vector512<ulong>.One) << 32)).AsUInt32();
        var below = first + texture.Stride;
        var top = Avx512F.PermuteVar16x32x2(Vector512.Load(first), picks, Vector512.Load(first + 16)).AsByte() ^ offset;
        var bottom = Avx512F.PermuteVar16x32x2(Vector512.Load(below), picks, Vector512.Load(below + 16))
            .AsByte() ^ offset;

        // A fraction to each channel: the low word of each pixel's 64 bits, four times.
        var wideX = Avx512BW.Shuffle(Avx512F.ConvertToVector512UInt64(fx.AsUInt32()).AsByte(), _quadruple).AsInt16();
        var wideY = Avx512BW.Shuffle(Avx512F.ConvertToVector512UInt64(fy.AsUInt32()).AsByte(), _quadruple).AsInt16();
        var weights = ((Vector512.Create((short)255) - wideX) | (wideX << 8)).AsByte();
        var upper = Avx512BW.MultiplyAddAdjacent(weights, Avx512BW.Shuffle(top, _widePairs).AsSByte()) >> 1;
        var lower = Avx512BW.MultiplyAddAdjacent(weights, Avx512BW.Shuffle(bottom, _widePairs).AsSByte()) >> 1;
        var value = upper + Avx512BW.MultiplyHighRoundScale(lower - upper, wideY << 7);
        var result = Avx512BW.MultiplyHighRoundScale(value, Vector512.Create((short)257));
        return Avx512BW.ConvertToVector256SByteWithSaturation(result).AsByte() ^ Vector256.Create((byte)128);
    }

    // Fractions of four pixels, each spread over its channels: lower half of the lanes for 0x44, upper for 0xEE.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Spread(Vector256<int> fractions, [ConstantExpected] byte half) =>
        Avx2.Shuffle(Avx2.Permute4x64(fractions.AsUInt64(), half).AsByte(), _spread).AsInt16();

    // Four pixels whose texel indices come two to a word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Four(
        in TextureLevel texture, ulong first, ulong second, Vector256<short> fx, Vector256<short> fy)
    {
        var offset = Vector256.Create((byte)128);
        var top = Load(texture.Texels, first, second) ^ offset;
        var bottom = Load(texture.Texels + texture.Stride, first, second) ^ offset;
        var weights = ((Vector256.Create((short)255) - fx) | (fx << 8)).AsByte();
        var upper = Avx2.MultiplyAddAdjacent(weights, Avx2.Shuffle(top, _pairs).AsSByte()) >> 1;
        var lower = Avx2.MultiplyAddAdjacent(weights, Avx2.Shuffle(bottom, _pairs).AsSByte()) >> 1;
        var value = upper + Avx2.MultiplyHighRoundScale(lower - upper, fy << 7);
        return Avx2.MultiplyHighRoundScale(value, Vector256.Create((short)257));
    }

    // A texel and its right neighbour for each of four indices.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Load(uint* texels, ulong first, ulong second) => Vector256.Create(
        Sse2.UnpackLow(
            Sse2.LoadScalarVector128((ulong*)(texels + (uint)first)),
            Sse2.LoadScalarVector128((ulong*)(texels + (uint)(first >> 32)))),
        Sse2.UnpackLow(
            Sse2.LoadScalarVector128((ulong*)(texels + (uint)second)),
            Sse2.LoadScalarVector128((ulong*)(texels + (uint)(second >> 32))))).AsByte();
}
