using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Scattered samples gathered in cells, each a vector whose first lane counts: the others are sums of count times
/// value.
/// Where two surfaces meet in a cell the one in front stays. Coarser and coarser grids fill what no sample reached.
/// </summary>
internal sealed class BetweenScratch
{
    /// <summary>Lane of the count.</summary>
    public const int Count = 0;

    /// <summary>Lane of the value that tells surfaces apart, horizontally.</summary>
    public const int X = 1;

    /// <summary>Lane of the value that tells surfaces apart, vertically.</summary>
    public const int Y = 2;

    /// <summary>Lane that says what is in front.</summary>
    public const int Front = 6;

    /// <summary>Above this a sample is in both pictures; below, two that differ are not in front of each
    /// other.</summary>
    public const float Shared = 1.5f;

    private const float Least = 0.05f;

    private readonly Level[] _levels;
    private readonly int _columns;
    private readonly int _rows;

    /// <summary>Memory for a grid of cells.</summary>
    public BetweenScratch(int columns, int rows)
    {
        (_columns, _rows) = (columns, rows);
        var levels = new List<Level> { new(new AlignedVectors(columns * rows), columns, rows) };
        while (columns > 1 || rows > 1)
        {
            (columns, rows) = ((columns + 1) / 2, (rows + 1) / 2);
            levels.Add(new Level(new AlignedVectors(columns * rows), columns, rows));
        }

        _levels = [.. levels];
    }

    /// <summary>The cells.</summary>
    public Span<Vector256<float>> Cells => _levels[0].Memory.Span;

    /// <summary>Forgets all samples.</summary>
    public void Clear() => Cells.Clear();

    /// <summary>Adds a sample.</summary>
    /// <param name="cells">The cells of this scratch.</param>
    /// <param name="x">Column, cell middles at whole numbers.</param>
    /// <param name="y">Row.</param>
    /// <param name="sample">Its values, the count 1.</param>
    /// <param name="apart">From which difference, squared, of X and Y two samples are different surfaces.</param>
    public void Add(Span<Vector256<float>> cells, float x, float y, in Vector256<float> sample, float apart)
    {
        if (!(x > -1 && y > -1 && x < _columns && y < _rows))
        {
            return;
        }

        int left = (int)(x + 1) - 1, top = (int)(y + 1) - 1;
        float fx = x - left, fy = y - top;
        var at = (top * _columns) + left;
        bool hasLeft = left >= 0, hasRight = left + 1 < _columns, isLeft = fx < 0.5f, isAbove = fy < 0.5f;
        if (top >= 0)
        {
            if (hasLeft)
            {
                AddTo(ref cells[at], (1 - fx) * (1 - fy), isLeft && isAbove, sample, apart);
            }

            if (hasRight)
            {
                AddTo(ref cells[at + 1], fx * (1 - fy), !isLeft && isAbove, sample, apart);
            }
        }

        if (top + 1 < _rows)
        {
            if (hasLeft)
            {
                AddTo(ref cells[at + _columns], (1 - fx) * fy, isLeft && !isAbove, sample, apart);
            }

            if (hasRight)
            {
                AddTo(ref cells[at + _columns + 1], fx * fy, !isLeft && !isAbove, sample, apart);
            }
        }
    }

    /// <summary>Makes every cell's count 1, those without samples like what is around them.</summary>
    public void Fill()
    {
        for (var level = 0; level < _levels.Length; level++)
        {
            if (level > 0)
            {
                Gather(_levels[level - 1], _levels[level]);
            }

            foreach (ref var cell in _levels[level].Cells)
            {
                var count = cell.GetElement(Count);
                cell = count > Least ? cell * (1 / count) : Vector256<float>.Zero;
            }
        }

        for (var level = _levels.Length - 2; level >= 0; level--)
        {
            var (columns, rows, across) = (_levels[level].Columns, _levels[level].Rows, _levels[level + 1].Columns);
            Span<Vector256<float>> cells = _levels[level].Cells, above = _levels[level + 1].Cells;
            for (var y = 0; y < rows; y++)
            {
                for (var x = 0; x < columns; x++)
                {
                    if (cells[(y * columns) + x].GetElement(Count) == 0)
                    {
                        cells[(y * columns) + x] = above[((y / 2) * across) + (x / 2)];
                    }
                }
            }
        }
    }

    /// <summary>Closes cracks: a cell of what is hidden in one picture, between two of what both show, is of those
    /// two.</summary>
    public void Close()
    {
        var cells = Cells;
        var (columns, rows) = (_columns, _rows);
        for (var y = 1; y < rows - 1; y++)
        {
            var at = (y * columns) + 1;
            for (var end = at + columns - 2; at < end; at++)
            {
                if (cells[at].GetElement(Front) >= Shared)
                {
                    continue;
                }

                foreach (var step in (ReadOnlySpan<int>)[1, columns, columns + 1, columns - 1])
                {
                    if (cells[at - step].GetElement(Front) >= Shared && cells[at + step].GetElement(Front) >= Shared)
                    {
                        var mean = (cells[at - step] + cells[at + step]) * 0.5f;
                        var off = cells[at - step] - mean;
                        if (MathF.Abs(off.GetElement(X)) + MathF.Abs(off.GetElement(Y)) < 1)
                        {
                            cells[at] = mean;
                            break;
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(
        ref Vector256<float> cell, float weight, bool isNearest, Vector256<float> sample, float apart)
    {
        var sums = cell;
        var count = sums.ToScalar();
        var off = sums - (sample * count);
        float offX = off.GetElement(X), offY = off.GetElement(Y);
        if ((offX * offX) + (offY * offY) > apart * count * count && count > 0)
        {
            float front = sample.GetElement(Front), fronts = sums.GetElement(Front);
            if (front > Shared || fronts > Shared * count)
            {
                if (isNearest && (count < 0.25f || front * count > fronts))
                {
                    cell = sample * weight;
                }

                return;
            }
        }

        cell = sums + (sample * weight);
    }

    private static void Gather(in Level from, in Level to)
    {
        Span<Vector256<float>> fine = from.Cells, coarse = to.Cells;
        for (var y = 0; y < to.Rows; y++)
        {
            var below = Math.Min((2 * y) + 1, from.Rows - 1) * from.Columns;
            for (var x = 0; x < to.Columns; x++)
            {
                int left = 2 * x, right = Math.Min((2 * x) + 1, from.Columns - 1), row = 2 * y * from.Columns;
                coarse[(y * to.Columns) + x] = fine[row + left] + fine[row + right] + fine[below + left]
                    + fine[below + right];
            }
        }
    }

    private readonly record struct Level(AlignedVectors Memory, int Columns, int Rows)
    {
        public Span<Vector256<float>> Cells => Memory.Span;
    }
}
