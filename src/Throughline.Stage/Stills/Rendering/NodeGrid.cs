using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// For a grid of a frame's pixels, the picture pixel it shows on one layer. Owned by one thread at a time.
/// </summary>
internal sealed class NodeGrid
{
    /// <summary>The narrower spacing, in frame pixels.</summary>
    public const int Fine = 8;

    private const int Wide = 960;

    private readonly int _stride;
    private readonly float[] _x;
    private readonly float[] _y;

    /// <summary>A grid that covers a frame.</summary>
    /// <param name="width">Columns of the frame.</param>
    /// <param name="height">Rows of the frame.</param>
    /// <param name="isFine">Whether nodes are <see cref="Fine"/> apart in wide frames too.</param>
    public NodeGrid(int width, int height, bool isFine = false)
    {
        Step = width >= Wide && !isFine ? 2 * Fine : Fine;
        Columns = ((width + Step - 1) / Step) + 1;
        Rows = ((height + Step - 1) / Step) + 1;
        _stride = (Columns + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        _x = GC.AllocateArray<float>(_stride * Rows, pinned: true);
        _y = GC.AllocateArray<float>(_stride * Rows, pinned: true);
    }

    /// <summary>
    /// Frame pixels from one node to the next: 16 in a wide frame, 8 in a narrow one; a multiple of a kernel's lanes.
    /// </summary>
    public int Step { get; }

    /// <summary>Nodes in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>Picture columns of a row of nodes.</summary>
    public ReadOnlySpan<float> X(int row) => _x.AsSpan(row * _stride, Columns);

    /// <summary>Picture rows of a row of nodes.</summary>
    public ReadOnlySpan<float> Y(int row) => _y.AsSpan(row * _stride, Columns);

    /// <summary>Nodes from one row to the next in the memory of <see cref="XFrom"/>.</summary>
    public int Stride => _stride;

    /// <summary>Picture columns from a node on, for kernels; the memory does not move while the grid lives.</summary>
    public unsafe float* XFrom(int row, int column) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_x)) + (row * _stride) + column;

    /// <summary>Picture rows from a node on, for kernels.</summary>
    public unsafe float* YFrom(int row, int column) =>
        (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_y)) + (row * _stride) + column;

    /// <summary>The picture pixel that a frame pixel shows.</summary>
    public (float X, float Y) At(int x, int y)
    {
        int row = y / Step, column = x / Step;
        float down = (y % Step) / (float)Step, right = (x % Step) / (float)Step;
        return (Lerp(X(row), X(row + 1)), Lerp(Y(row), Y(row + 1)));

        float Lerp(ReadOnlySpan<float> top, ReadOnlySpan<float> bottom)
        {
            var upper = top[column] + ((top[column + 1] - top[column]) * right);
            var lower = bottom[column] + ((bottom[column + 1] - bottom[column]) * right);
            return upper + ((lower - upper) * down);
        }
    }

    /// <summary>Takes the places of a grid whose nodes are twice as far apart, and between them their means.</summary>
    public void Refine(NodeGrid coarse)
    {
        for (var row = 0; row < Rows; row += 2)
        {
            Across(coarse._x, coarse._stride, _x, row);
            Across(coarse._y, coarse._stride, _y, row);
        }

        for (var row = 1; row < Rows; row += 2)
        {
            Down(coarse._x, coarse._stride, _x, row);
            Down(coarse._y, coarse._stride, _y, row);
        }

        void Across(float[] from, int stride, float[] to, int row)
        {
            int at = row / 2 * stride, here = row * _stride;
            for (var column = 0; column < Columns; column++)
            {
                var left = at + (column / 2);
                to[here + column] = (column & 1) == 0 ? from[left] : (from[left] + from[left + 1]) / 2;
            }
        }

        // The row below the last may be one that only the coarse grid has.
        void Down(float[] from, int stride, float[] to, int row)
        {
            int above = row / 2 * stride, here = row * _stride;
            for (var column = 0; column < Columns; column++)
            {
                int upper = above + (column / 2), lower = upper + stride;
                to[here + column] = (column & 1) == 0
                    ? (from[upper] + from[lower]) / 2
                    : (from[upper] + from[upper + 1] + from[lower] + from[lower + 1]) / 4;
            }
        }
    }

    /// <summary>Sets eight nodes from <paramref name="column"/>, a multiple of eight.</summary>
    public void Set(int row, int column, Vector256<float> x, Vector256<float> y)
    {
        x.CopyTo(_x, (row * _stride) + column);
        y.CopyTo(_y, (row * _stride) + column);
    }
}
