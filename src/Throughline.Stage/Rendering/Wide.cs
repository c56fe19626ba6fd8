using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Functions of sixteen lanes. Only operations that give the same bits on every processor: no estimates, and
/// multiply-add is always fused. Scalar twins stand beside them.
/// </summary>
internal static unsafe class Wide
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Of(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Fma(F a, F b, F c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Min(F a, F b) => Vector512.MinNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Max(F a, F b) => Vector512.MaxNative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Saturate(F a) => Vector512.MinNative(Vector512.MaxNative(a, F.Zero), F.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Lerp(F a, F b, F t) => Vector512.FusedMultiplyAdd(t, b - a, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Smooth(F t) => t * t * Vector512.FusedMultiplyAdd(t, Vector512.Create(-2f), Vector512.Create(3f));

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Step(float from, float to, F x) =>
        Smooth(Saturate((x - Vector512.Create(from)) * Vector512.Create(1 / (to - from))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I ToInt(F a) => Vector512.ConvertToInt32Native(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F ToFloat(I a) => Vector512.ConvertToSingle(a);

    /// <summary>2 to the power of x, relative error below 3e-6; x is held to ±126.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Exp2(F x)
    {
        x = Vector512.MinNative(Vector512.MaxNative(x, Vector512.Create(-126f)), Vector512.Create(126f));
        var whole = Vector512.Floor(x);
        var t = x - whole;
        var p = Vector512.FusedMultiplyAdd(t, Vector512.Create(0.0018964611f), Vector512.Create(0.0089428289f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.0558662f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.24013971f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.6931547f));
        p = Vector512.FusedMultiplyAdd(p, t, Vector512.Create(0.9999997f));
        return (p.AsInt32() + (Vector512.ConvertToInt32Native(whole) << 23)).AsSingle();
    }

    /// <summary>Logarithm to the base 2 of x above 0, absolute error below 2e-5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Log2(F x)
    {
        var bits = x.AsInt32();
        var exponent = Vector512.ConvertToSingle((bits >> 23) - Vector512.Create(127));
        var m = ((bits & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle() - F.One;
        var p = Vector512.FusedMultiplyAdd(m, Vector512.Create(-0.0253988f), Vector512.Create(0.1198447f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(-0.2757254f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(0.4561674f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(-0.7172488f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(1.4423610f));
        return Vector512.FusedMultiplyAdd(p, m, exponent);
    }

    /// <summary>Sine of x turns (x = 1 is a full turn), absolute error below 2e-4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F SinTurns(F x)
    {
        var t = x - Vector512.Floor(x + Vector512.Create(0.5f)); // -0.5..0.5
        var y = t * Vector512.FusedMultiplyAdd(Vector512.Abs(t), Vector512.Create(-16f), Vector512.Create(8f));
        return Vector512.FusedMultiplyAdd(y, (Vector512.Abs(y) - F.One) * Vector512.Create(0.2248f), y);
    }

    /// <summary>The scalar twin of <see cref="SinTurns(F)"/>.</summary>
    public static float SinTurns(float x)
    {
        var t = x - MathF.Floor(x + 0.5f);
        var y = t * MathF.FusedMultiplyAdd(MathF.Abs(t), -16f, 8f);
        return MathF.FusedMultiplyAdd(y, (MathF.Abs(y) - 1) * 0.2248f, y);
    }

    /// <summary>Sixteen floats from scattered places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Gather(float* from, I at)
    {
        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.GatherVector256(from, at.GetLower(), 4),
                Avx2.GatherVector256(from, at.GetUpper(), 4));
        }

        var result = stackalloc float[16];
        for (var i = 0; i < 16; i++)
        {
            result[i] = from[at.GetElement(i)];
        }

        return Vector512.Load(result);
    }

    /// <summary>Sixteen integers from scattered places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I Gather(int* from, I at) => Gather((float*)from, at).AsInt32();
}
