using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Asks for memory before it is needed. A hint: what is worked out does not change, and where a processor has none
/// nothing is done.
/// </summary>
internal static unsafe class Ahead
{
    /// <summary>A triangle by its number; nothing for a negative one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Triangle(Geometry geometry, int id)
    {
        if (Sse.IsSupported && id >= 0)
        {
            Sse.Prefetch0(geometry.Triangles + id);
        }
    }

    /// <summary>The vertex records of a triangle, which is read; nothing for a negative number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Corners(Geometry geometry, int id)
    {
        if (Sse.IsSupported && id >= 0)
        {
            var t = geometry.Triangles + id;
            Sse.Prefetch0(geometry.Records + ((long)t->V0 * Geometry.RecordLength));
            Sse.Prefetch0(geometry.Records + ((long)t->V1 * Geometry.RecordLength));
            Sse.Prefetch0(geometry.Records + ((long)t->V2 * Geometry.RecordLength));
        }
    }
}
