using System.Runtime.InteropServices;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Native memory on a 64-byte boundary, large blocks in large pages; it grows and never shrinks; one thread's. New
/// memory is zero.
/// </summary>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    // Vector code may read and write a vector beyond the last item.
    private const int Spare = 64;

    /// <summary>Room for <paramref name="length"/> items.</summary>
    public AlignedBuffer(int length = 0) => Grow(length);

    ~AlignedBuffer() => Free();

    /// <summary>The first item; changes when the buffer grows.</summary>
    public T* Start { get; private set; }

    /// <summary>How many items there is room for.</summary>
    public int Length { get; private set; }

    /// <summary>Makes room for <paramref name="length"/> items, keeping what is there.</summary>
    public void Grow(int length)
    {
        if (length <= Length && Start != null)
        {
            return;
        }

        var room = Math.Max(length, Length + (Length / 2));
        var bytes = (((nuint)room * (nuint)sizeof(T)) + (nuint)(Spare * sizeof(T)) + 63) & ~(nuint)63;
        var memory = (T*)NativeMemory.AlignedAlloc(bytes, bytes < LargePages.Page ? 64 : LargePages.Page);
        LargePages.Advise(memory, bytes);
        NativeMemory.Clear(memory, bytes);
        if (Start != null)
        {
            new ReadOnlySpan<T>(Start, Length).CopyTo(new Span<T>(memory, Length));
            NativeMemory.AlignedFree(Start);
        }

        Start = memory;
        Length = room;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Start);
        Start = null;
        Length = 0;
    }
}
