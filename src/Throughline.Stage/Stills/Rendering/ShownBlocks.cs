using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Which sheets the parts of a frame may show, before it is known where they are: a block of eight cells of a row
/// leaves out a sheet that has no paint wherever the block's rays may meet it, or that a sheet before it hides. Sheets
/// are bits, that of the rear one the lowest. One object serves one thread.
/// </summary>
/// <remarks>
/// At one inverse depth a block shows a quadrangle of the picture, and along each ray the place in the picture is
/// linear in inverse depth: the corners at a sheet's least and greatest inverse depth bound all that the block can show
/// of it; and what the sheet is at least and at most within these bounds bounds it once more.
/// </remarks>
internal sealed class ShownBlocks
{
    /// <summary>Cells of a block: as many as the solver finds nodes at once.</summary>
    public const int Cells = 8;

    private readonly StillScene _scene;
    private readonly int _columns;
    private readonly int _rows;
    private readonly int _step;
    private readonly uint[] _shown;
    private readonly (Vector2 Start, Vector2 Slope)[] _corners;

    /// <summary>Blocks over a grid of nodes.</summary>
    public ShownBlocks(StillScene scene, NodeGrid nodes)
    {
        _scene = scene;
        _step = nodes.Step;
        _columns = (nodes.Columns - 1 + Cells - 1) / Cells;
        _rows = nodes.Rows - 1;
        _shown = new uint[_columns * _rows];
        _corners = new (Vector2, Vector2)[(_columns + 1) * (_rows + 1)];
    }

    /// <summary>Looks at what a frame may show.</summary>
    public void Find(in View view)
    {
        for (var row = 0; row <= _rows; row++)
        {
            for (var column = 0; column <= _columns; column++)
            {
                _corners[(row * (_columns + 1)) + column] = view.Line(column * Cells * _step, row * _step);
            }
        }

        // Rays held at the shallowest bend the blocks they are in: those may show everything.
        var (corner, right, down) = view.Rays;
        var isStraight = Enumerable.Range(0, 4).All(i =>
            (corner + (right * ((i & 1) * _columns * Cells * _step))
                + (down * ((i >> 1) * _rows * _step))).Z < View.ShallowestRay);
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                _shown[(row * _columns) + column] = isStraight ? Sheets(row, column) : uint.MaxValue >> (32
                    - _scene.Layers.Count);
            }
        }
    }

    /// <summary>The sheets that a cell may show.</summary>
    public uint At(int row, int column) => _shown[(row * _columns) + (column / Cells)];

    /// <summary>
    /// Whether any cell round the nodes from <paramref name="column"/>, a multiple of eight, may show a sheet.
    /// </summary>
    public bool Asks(int sheet, int row, int column)
    {
        var group = column / Cells;
        uint shown = 0;
        for (var v = Math.Max(0, row - 1); v <= Math.Min(_rows - 1, row); v++)
        {
            for (var u = Math.Max(0, group - 1); u <= Math.Min(_columns - 1, group); u++)
            {
                shown |= _shown[(v * _columns) + u];
            }
        }

        return (shown >> sheet & 1) != 0;
    }

    private uint Sheets(int row, int column)
    {
        var at = (row * (_columns + 1)) + column;
        ReadOnlySpan<(Vector2 Start, Vector2 Slope)> lines = [
            _corners[at], _corners[at + 1], _corners[at + _columns + 1], _corners[at + _columns + 2]
        ];
        uint sheets = 0;
        for (var i = _scene.Layers.Count - 1; i >= 0; i--)
        {
            var layer = _scene.Layers[i];
            if (layer.IsRear)
            {
                return sheets | (1u << i);
            }

            var (least, most) = Bounds(lines, layer.Depth.Low, layer.Depth.High);
            Vector2 canvas = new(_scene.CanvasX, _scene.CanvasY), from = least - canvas, to = most - canvas;
            var (low, high) = layer.Depth.Within(from.X, from.Y, to.X, to.Y);
            (least, most) = Bounds(lines, low, high);
            var (any, solid) = layer.Shows(least.X, least.Y, most.X, most.Y);
            sheets |= any ? 1u << i : 0;
            if (solid)
            {
                break;
            }
        }

        return sheets;
    }

    // The rectangle of the picture that lines show between two inverse depths.
    private static (Vector2 Least, Vector2 Most) Bounds(
        ReadOnlySpan<(Vector2 Start, Vector2 Slope)> lines, float low, float high)
    {
        Vector2 least = new(float.MaxValue), most = new(float.MinValue);
        foreach (var (start, slope) in lines)
        {
            Vector2 far = start + (low * slope), near = start + (high * slope);
            least = Vector2.Min(least, Vector2.Min(far, near));
            most = Vector2.Max(most, Vector2.Max(far, near));
        }

        return (least, most);
    }
}
