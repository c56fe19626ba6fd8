using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>
/// Bilinear samples of planes of bytes at neighbouring output pixels whose texel positions lie on a line. Lanes:
/// sixteen, what each makes says <see cref="IPlaneLanes"/>. Space: texel indices (centre of texel 0 is 0), clamped
/// inside the plane. Positions are rounded down to 1/256 texel; the two weights of a pair are 255 - f and f, so that
/// one signed multiply-add does a pair. There is no remainder: a caller with fewer pixels takes the first ones of the
/// result. The vector paths (AVX-512 VBMI, which picks texels out of 64 bytes of each row, row after row; AVX2 gathers
/// where there is none or the line is longer) and the scalar twin give the same bytes.
/// </summary>
/// <remarks>
/// Constants are loaded, not created: a vector created of 32 numbers costs the compiler 32 variables wherever it is
/// used, and what it no longer keeps track of lives on the stack.
/// </remarks>
internal static unsafe class PlaneKernel
{
    /// <summary>Bytes a call makes.</summary>
    public const int Lanes = 16;

    // The second byte, the whole part of a position, of each of sixteen lanes twice, and all of that again.
    private static ReadOnlySpan<byte> WholeBytes =>
    [
        1, 1, 5, 5, 9, 9, 13, 13, 17, 17, 21, 21, 25, 25, 29, 29, 33, 33, 37, 37, 41, 41, 45, 45, 49, 49, 53, 53, 57,
        57, 61, 61,
        1, 1, 5, 5, 9, 9, 13, 13, 17, 17, 21, 21, 25, 25, 29, 29, 33, 33, 37, 37, 41, 41, 45, 45, 49, 49, 53, 53, 57,
        57, 61, 61,
    ];

    // The first byte, the fraction, likewise.
    private static ReadOnlySpan<byte> FractionBytes =>
    [
        0, 0, 4, 4, 8, 8, 12, 12, 16, 16, 20, 20, 24, 24, 28, 28, 32, 32, 36, 36, 40, 40, 44, 44, 48, 48, 52, 52, 56,
        56, 60, 60,
        0, 0, 4, 4, 8, 8, 12, 12, 16, 16, 20, 20, 24, 24, 28, 28, 32, 32, 36, 36, 40, 40, 44, 44, 48, 48, 52, 52, 56,
        56, 60, 60,
    ];

    /// <summary>Samples at (u + i·du, v + i·dv) for the samples i of <typeparamref name="TLanes"/>.</summary>
    /// <param name="plane">The plane to sample.</param>
    /// <param name="u">Column of the first sample.</param>
    /// <param name="v">Row of the first sample.</param>
    /// <param name="du">Columns from one sample to the next.</param>
    /// <param name="dv">Rows from one sample to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Sample<TLanes>(in PlaneLevel plane, float u, float v, float du, float dv)
        where TLanes : struct, IPlaneLanes =>
        Avx512Vbmi.IsSupported && Avx512BW.VL.IsSupported ? SampleWide<TLanes>(
            plane, u * 256, v * 256, du * 256, dv * 256)
        : Avx2.IsSupported && Fma.IsSupported ? SampleByGathers<TLanes>(plane, u, v, du, dv)
        : SampleScalar<TLanes>(plane, u, v, du, dv);

    /// <summary>Samples two planes of as many columns and rows at the same places, which are sought once.</summary>
    /// <param name="plane">One.</param>
    /// <param name="other">The other; its texels have no more bytes.</param>
    /// <param name="u">Column of the first sample.</param>
    /// <param name="v">Row of the first sample.</param>
    /// <param name="du">Columns from one sample to the next.</param>
    /// <param name="dv">Rows from one sample to the next.</param>
    /// <param name="beside">What the other has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Sample<TLanes, TOther>(
        in PlaneLevel plane, in PlaneLevel other, float u, float v, float du, float dv, out Vector128<byte> beside)
        where TLanes : struct, IPlaneLanes
        where TOther : struct, IPlaneLanes
    {
        if (Avx512Vbmi.IsSupported && Avx512BW.VL.IsSupported
            && Find<TLanes>(
                plane, u * 256, v * 256, du * 256, dv * 256, out var wholes, out var weights, out var down,
                out var left, out var top, out var rows))
        {
            beside = Pick<TOther>(other, wholes, weights, down, left, top, rows);
            return Pick<TLanes>(plane, wholes, weights, down, left, top, rows);
        }

        return SampleApart<TLanes, TOther>(plane, other, u, v, du, dv, out beside);
    }

    // Not inlined: the way that most calls go stays in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<byte> SampleApart<TLanes, TOther>(
        in PlaneLevel plane, in PlaneLevel other, float u, float v, float du, float dv, out Vector128<byte> beside)
        where TLanes : struct, IPlaneLanes
        where TOther : struct, IPlaneLanes
    {
        beside = Sample<TOther>(other, u, v, du, dv);
        return Sample<TLanes>(plane, u, v, du, dv);
    }

    /// <summary>The twin of <see cref="Sample{TLanes}"/> by AVX2's gathers.</summary>
    public static Vector128<byte> SampleByGathers<TLanes>(in PlaneLevel plane, float u, float v, float du, float dv)
        where TLanes : struct, IPlaneLanes
    {
        // Powers of two: nothing is rounded.
        var low = Gather<TLanes>(plane, u * 256, v * 256, du * 256, dv * 256, 0);
        var high = Gather<TLanes>(plane, u * 256, v * 256, du * 256, dv * 256, 8);
        var words = Vector256.Narrow(low, high).AsUInt16();
        return Vector128.Narrow(words.GetLower(), words.GetUpper());
    }

    /// <summary>The scalar twin of <see cref="Sample{TLanes}"/>.</summary>
    public static Vector128<byte> SampleScalar<TLanes>(in PlaneLevel plane, float u, float v, float du, float dv)
        where TLanes : struct, IPlaneLanes
    {
        Vector128<byte> result = default;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var i = TLanes.Ramp[lane];
            var x = (int)MathF.Min(MathF.Max(MathF.FusedMultiplyAdd(i, du * 256, u * 256), 0), plane.MaxU);
            var y = (int)MathF.Min(MathF.Max(MathF.FusedMultiplyAdd(i, dv * 256, v * 256), 0), plane.MaxV);
            var texel = plane.Texels
                + ((nint)(y >> 8) * plane.Stride) + ((x >> 8) * TLanes.Channels) + TLanes.Pairs[2 * lane];
            int fx = x & 255, fy = y & 255;
            var top = Pair(texel, fx) >> 1;
            var bottom = Pair(texel + plane.Stride, fx) >> 1;
            var value = top + Round15((bottom - top) * (fy << 7));
            ((byte*)&result)[lane] = (byte)(Math.Clamp(Round15(value * 257), -128, 127) + 128);
        }

        return result;

        static int Pair(byte* left, int fraction) =>
            ((255 - fraction) * (left[0] - 128)) + (fraction * (left[TLanes.Channels] - 128));
        static int Round15(int product) => (product + 0x4000) >> 15;
    }

    // Positions and steps in 256ths of a texel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> SampleWide<TLanes>(in PlaneLevel plane, float u, float v, float du, float dv)
        where TLanes : struct, IPlaneLanes =>
        Find<TLanes>(
            plane, u, v, du, dv, out var wholes, out var weights, out var down, out var left, out var top, out var rows)
            ? Pick<TLanes>(plane, wholes, weights, down, left, top, rows)
            : SampleByGathers<TLanes>(plane, u / 256, v / 256, du / 256, dv / 256);

    // Where the samples lie: for the lanes of the upper row and of the one below it their columns from `left` on and
    // the weights of the pairs there, and their rows from `top` on in 256ths. False when the line leaves the 64 bytes
    // that are loaded of a row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Find<TLanes>(
        in PlaneLevel plane, float u, float v, float du, float dv,
        out Vector512<byte> wholes, out Vector512<byte> weights, out Vector256<short> down, out int left, out int top,
        out int rows)
        where TLanes : struct, IPlaneLanes
    {
        // A line goes one way, so its ends are its extremes, and they are what the first and the last lane will find.
        float lastU = MathF.FusedMultiplyAdd(TLanes.Last, du, u), lastV = MathF.FusedMultiplyAdd(TLanes.Last, dv, v);
        var ramp = Load(TLanes.Ramp);
        var us = Vector512.FusedMultiplyAdd(ramp, Vector512.Create(du), Vector512.Create(u));
        var vs = Vector512.FusedMultiplyAdd(ramp, Vector512.Create(dv), Vector512.Create(v));

        // Both ends at once: column and row of one, column and row of the other. The native minimum and maximum: the
        // portable ones would ask for NaN, which positions never are.
        var ends = Vector128.Create(u, v, lastU, lastV);
        var held = Vector128.MinNative(Vector128.MaxNative(ends, Vector128<float>.Zero), plane.Most);
        if (held != ends)
        {
            us = Vector512.MinNative(Vector512.MaxNative(us, Vector512<float>.Zero), Vector512.Create(plane.MaxU));
            vs = Vector512.MinNative(Vector512.MaxNative(vs, Vector512<float>.Zero), Vector512.Create(plane.MaxV));
        }

        // The plain conversion: a position is a small number.
        var whole = Sse2.ConvertToVector128Int32WithTruncation(held) >> 8;
        var other = Sse2.Shuffle(whole, 0b_01_00_11_10);
        var first = Vector128.Min(whole, other);
        var span = Vector128.Max(whole, other) - first;
        (left, top, rows) = (first.ToScalar(), first.GetElement(1), span.GetElement(1));
        var x = (Avx512F.ConvertToVector512Int32WithTruncation(us) - Vector512.Create(left << 8)).AsByte();
        wholes = Avx512Vbmi.PermuteVar64x8(x, Load(WholeBytes));

        // 255 - f in the low byte, f in the high one.
        weights = Avx512Vbmi.PermuteVar64x8(x, Load(FractionBytes)) ^ Vector512.Create((short)0x00FF).AsByte();
        down = Avx512F.ConvertToVector256Int16(
            Avx512F.ConvertToVector512Int32WithTruncation(vs) - Vector512.Create(top << 8));
        return (span.ToScalar() + 2) * TLanes.Channels <= 64;
    }

    // Each lane's byte and its right neighbour: those of the upper row in the lower half, those of the row below in the
    // upper.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pick<TLanes>(
        in PlaneLevel plane, Vector512<byte> wholes, Vector512<byte> weights, Vector256<short> down, int left, int top,
        int rows)
        where TLanes : struct, IPlaneLanes
    {
        var picks = (TLanes.Channels == 2 ? wholes + wholes : wholes) + Load(TLanes.Pairs);
        var row = plane.Texels + ((nint)top * plane.Stride) + (left * TLanes.Channels);

        // The line below will read about two rows on: a third of the time went by waiting for texels.
        Sse.Prefetch0(row + (2 * (nint)plane.Stride));
        Sse.Prefetch0(row + (3 * (nint)plane.Stride));
        var pairs = Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(row), picks, Vector512.Load(row + plane.Stride));
        if (rows != 0)
        {
            pairs = OtherRows(plane, row, picks, pairs, down, rows);
            down &= Vector256.Create((short)255);
        }

        var sums = Avx512BW.MultiplyAddAdjacent(weights, (pairs ^ Vector512.Create((byte)128)).AsSByte()) >> 1;
        var upper = sums.GetLower();
        var value = upper + Avx2.MultiplyHighRoundScale(sums.GetUpper() - upper, down << 7);
        var result = Avx2.MultiplyHighRoundScale(value, Vector256.Create((short)257));
        return Avx512BW.VL.ConvertToVector128SByteWithSaturation(result).AsByte() ^ Vector128.Create((byte)128);
    }

    // The pairs of the lanes whose rows lie below the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> OtherRows(
        in PlaneLevel plane, byte* row, Vector512<byte> picks, Vector512<byte> pairs, Vector256<short> down, int count)
    {
        var rows = (down.AsUInt16() >> 8).AsInt16();
        var lines = Avx512F.InsertVector256(rows.ToVector512Unsafe(), rows, 1);
        for (var line = 1; line <= count; line++)
        {
            row += plane.Stride;
            var here = Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(row), picks, Vector512.Load(row + plane.Stride));
            pairs = Vector512.ConditionalSelect(
                Vector512.Equals(lines, Vector512.Create((short)line)).AsByte(), here, pairs);
        }

        return pairs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Load<T>(ReadOnlySpan<T> numbers) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(numbers));

    private static Vector256<int> Gather<TLanes>(
        in PlaneLevel plane, float u, float v, float du, float dv, int firstLane)
        where TLanes : struct, IPlaneLanes
    {
        var ramp = Vector256.Create(TLanes.Ramp[firstLane..]);
        var us = Vector256.FusedMultiplyAdd(ramp, Vector256.Create(du), Vector256.Create(u));
        var vs = Vector256.FusedMultiplyAdd(ramp, Vector256.Create(dv), Vector256.Create(v));
        var x = Avx.ConvertToVector256Int32WithTruncation(
            Vector256.MinNative(Vector256.MaxNative(us, Vector256<float>.Zero), Vector256.Create(plane.MaxU)));
        var y = Avx.ConvertToVector256Int32WithTruncation(
            Vector256.MinNative(Vector256.MaxNative(vs, Vector256<float>.Zero), Vector256.Create(plane.MaxV)));

        // Lanes of one call of Gather are of one channel.
        var at = Avx2.MultiplyLow(y >> 8, Vector256.Create(plane.Stride)) + ((x >> 8) * TLanes.Channels)
            + Vector256.Create((int)TLanes.Pairs[2 * firstLane]);
        var fx = x & Vector256.Create(255);
        var top = Pairs((int*)plane.Texels, at, fx);
        var bottom = Pairs((int*)(plane.Texels + plane.Stride), at, fx);
        var value = top + Round15((bottom - top) * ((y & Vector256.Create(255)) << 7));
        return Vector256.Clamp(Round15(value * 257), Vector256.Create(-128), Vector256.Create(127)) + Vector256.Create(
            128);

        static Vector256<int> Pairs(int* texels, Vector256<int> at, Vector256<int> fx)
        {
            var four = Avx2.GatherVector256(texels, at, 1);
            var offset = Vector256.Create(128);
            var left = (four & Vector256.Create(255)) - offset;
            var right = ((four >>> (8 * TLanes.Channels)) & Vector256.Create(255)) - offset;
            return (((Vector256.Create(255) - fx) * left) + (fx * right)) >> 1;
        }

        static Vector256<int> Round15(Vector256<int> product) => (product + Vector256.Create(0x4000)) >> 15;
    }
}
