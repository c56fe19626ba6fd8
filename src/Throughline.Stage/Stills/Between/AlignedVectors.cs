using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Vectors of eight that begin on a cache line: of an array's, every other one lies across two, and what was just
/// written to it cannot be read at once.
/// </summary>
internal readonly struct AlignedVectors
{
    private const int Line = 64;

    private readonly float[] _memory;
    private readonly int _start;
    private readonly int _floats;

    /// <summary>Zeros.</summary>
    /// <param name="count">How many vectors.</param>
    public AlignedVectors(int count)
    {
        _floats = Vector256<float>.Count * count;
        _memory = GC.AllocateArray<float>(_floats + (Line / sizeof(float)), pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) % Line);
        _start = (Line - past) % Line / sizeof(float);
    }

    /// <summary>The vectors; they live as long as this does.</summary>
    public Span<Vector256<float>> Span => MemoryMarshal.Cast<float, Vector256<float>>(_memory.AsSpan(_start, _floats));
}
