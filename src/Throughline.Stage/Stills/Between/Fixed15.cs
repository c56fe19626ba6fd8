using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>Arithmetic on sixteen fractions of 15 bits.</summary>
internal static class Fixed15
{
    /// <summary>a × b / 32768, rounded half up. Lanes: sixteen products; both -32768 at once is not allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Times(Vector256<short> a, Vector256<short> b) =>
        Avx2.IsSupported ? Avx2.MultiplyHighRoundScale(a, b) : TimesWide(a, b);

    /// <summary>The portable twin of <see cref="Times"/>.</summary>
    public static Vector256<short> TimesWide(Vector256<short> a, Vector256<short> b)
    {
        var (lowA, highA) = Vector256.Widen(a);
        var (lowB, highB) = Vector256.Widen(b);
        var half = Vector256.Create(0x4000);
        return Vector256.Narrow(((lowA * lowB) + half) >> 15, ((highA * highB) + half) >> 15);
    }
}
