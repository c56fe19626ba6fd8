using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// What moves at the nodes of one layer in one frame: a second place to read from and its share, and light to add.
/// Kernels read the arrays, which are pinned.
/// </summary>
internal sealed unsafe class LivingNodes
{
    private readonly NodeGrid _second;
    private readonly float[] _share;
    private readonly Vector256<float>[] _light;
    private readonly byte[] _isLiving;
    private readonly int _columns;
    private readonly int _rows;

    /// <summary>Memory for the nodes of a frame.</summary>
    public LivingNodes(int width, int height)
    {
        _second = new NodeGrid(width, height, isFine: true);
        _columns = _second.Columns;
        _rows = _second.Rows;
        _share = GC.AllocateArray<float>(_columns * _rows, pinned: true);
        _light = GC.AllocateArray<Vector256<float>>(_columns * _rows, pinned: true);
        _isLiving = new byte[_columns * _rows];
    }

    /// <summary>How far, at most, the second place is from the first, pixels.</summary>
    public float Reach { get; private set; }

    /// <summary>Where else the picture is read from.</summary>
    public NodeGrid Second => _second;

    /// <summary>Nodes from a row of <see cref="ShareFrom"/> and <see cref="LightFrom"/> to the next.</summary>
    public int Stride => _columns;

    /// <summary>Share of the second place, 0 to 1, from a node on.</summary>
    public float* ShareFrom(int row, int column) =>
        (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_share, (row * _columns) + column);

    /// <summary>Factor less 1 for R, G, B and 0, then R, G, B to add and 0, from a node on.</summary>
    public Vector256<float>* LightFrom(int row, int column) =>
        (Vector256<float>*)Marshal.UnsafeAddrOfPinnedArrayElement(_light, (row * _columns) + column);

    /// <summary>What the cells from a node to the right need: <see cref="CellFlow"/>,
    /// <see cref="CellLight"/>.</summary>
    public ReadOnlySpan<byte> Cells(int row, int column, int count) =>
        _isLiving.AsSpan((row * _columns) + column, count);

    /// <summary>The cell is read from two places.</summary>
    public const byte CellFlow = 1;

    /// <summary>The cell's light changes.</summary>
    public const byte CellLight = 2;

    /// <summary>Whether any of the cells from a node to the right moves.</summary>
    public bool IsLiving(int row, int column, int count) => Cells(row, column, count).IndexOfAnyExcept((byte)0) >= 0;

    /// <summary>Nothing moves.</summary>
    public void Clear()
    {
        Array.Clear(_share);
        Array.Clear(_light);
        Array.Clear(_isLiving);
        Reach = 0;
    }

    /// <summary>Moves a node.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="value">What moves there, see <see cref="FieldMotion"/>.</param>
    /// <param name="scale">Pixels of the layer to a pixel of the motion.</param>
    /// <param name="veil">The colour of a veil, 0 to 255.</param>
    /// <param name="x">The node's column on the layer; moved.</param>
    /// <param name="y">The node's row on the layer; moved.</param>
    /// <param name="u">The column where the layer is at rest.</param>
    /// <param name="v">The row where the layer is at rest.</param>
    public void Add(int row, int column, in Vector256<float> value, float scale, Vector3 veil, float* x, float* y,
        float u, float v)
    {
        var at = (row * _columns) + column;
        *x += scale * value[0];
        *y += scale * value[1];
        if (value[4] > 0)
        {
            _share[at] = value[4];
            *_second.XFrom(row, column) = u + (scale * value[2]);
            *_second.YFrom(row, column) = v + (scale * value[3]);
            Reach = MathF.Max(Reach, scale * (MathF.Abs(value[2] - value[0]) + MathF.Abs(value[3] - value[1])));
            _isLiving[at] |= CellFlow;
        }

        if (value[5] != 0 || value[6] != 0)
        {
            var thick = Math.Clamp(value[6], 0, 1);
            var gain = ((1 + value[5]) * (1 - thick)) - 1;
            _light[at] += Vector256.Create(gain, gain, gain, 0, veil.X * thick, veil.Y * thick, veil.Z * thick, 0);
            _isLiving[at] |= CellLight;
        }
    }

    /// <summary>Finds what each cell needs from its four nodes; nodes that do not flow are read twice from one
    /// place.</summary>
    public void MarkCells(NodeGrid first)
    {
        for (var row = 0; row < _rows; row++)
        {
            float* x = first.XFrom(row, 0), y = first.YFrom(row, 0), sx = _second.XFrom(row, 0),
                sy = _second.YFrom(row, 0);
            for (var column = 0; column < _columns; column++)
            {
                if ((_isLiving[(row * _columns) + column] & CellFlow) == 0)
                {
                    sx[column] = x[column];
                    sy[column] = y[column];
                }
            }
        }

        for (var row = 0; row < _rows - 1; row++)
        {
            for (var column = 0; column < _columns - 1; column++)
            {
                var at = (row * _columns) + column;
                _isLiving[at] |= (byte)(_isLiving[at + 1] | _isLiving[at + _columns] | _isLiving[at + _columns + 1]);
            }
        }
    }
}
