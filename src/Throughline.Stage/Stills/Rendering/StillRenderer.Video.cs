using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Video;

namespace Throughline.Stage.Stills;

/// <summary>
/// Frames of video, drawn plane by plane: a third of the samples of a picture, and nothing to convert.
/// </summary>
internal sealed unsafe partial class StillRenderer
{
    private VideoBrush[]? _videoBrushes;
    private VideoFrame? _first;
    private Run[]? _runs;

    /// <summary>
    /// Whether frames of video can be drawn: nothing moves by itself, nothing is shown reduced, nodes are as far apart
    /// as the kernel is wide.
    /// </summary>
    public bool DrawsVideo => _life is null
        && _margins.IsEmpty && _step == PlaneKernel.Lanes && _scene.Layers.All(layer => layer.Halvings == 0);

    /// <summary>
    /// Draws the frame seen from <paramref name="pose"/>: what
    /// <see cref="Draw(CameraPose, CameraPose, Media.Pictures.Picture, double)"/> draws, within rounding.
    /// </summary>
    /// <param name="pose">The camera; at rest the frame is the picture.</param>
    /// <param name="rest">The pose the picture was taken from.</param>
    /// <param name="frame">A frame of the scene's size; every byte is written.</param>
    public void Draw(CameraPose pose, CameraPose rest, VideoFrame frame)
    {
        if (pose == rest)
        {
            if (_first is null)
            {
                _first = new VideoFrame(frame.Size);
                _first.Set(_scene.First);
            }

            _first.Planes.CopyTo(frame.Planes, 0);
            return;
        }

        _videoBrushes ??= [.. _scene.Layers.Select(layer => new VideoBrush(layer.Video))];
        _runs ??= new Run[_nodes[0].Columns];
        FindNodes(_scene.Space.Through(pose));
        fixed (byte* luma = frame.Planes)
        {
            var cb = luma + (_width * _height);
            for (var row = 0; row < _nodes[0].Rows - 1; row++)
            {
                DrawRow(row, luma, cb, cb + (_width * _height / 4));
            }
        }
    }

    // A row of cells, line by line from one side to the other: planes are read the way that memory is fetched.
    private void DrawRow(int row, byte* luma, byte* cb, byte* cr)
    {
        var runs = FindRuns(row);
        int top = row * _step, lines = Math.Min(_step, _height - top);
        var line = stackalloc byte[(_nodes[0].Columns - 1) * PlaneKernel.Lanes];
        for (var y = 0; y < lines; y++)
        {
            foreach (var (column, cells, sheets) in runs)
            {
                var left = column * _step;
                var pixels = Math.Min(cells * _step, _width - left);
                var at = luma + ((nint)(top + y) * _width) + left;
                var target = pixels == cells * _step ? at : line;
                for (var over = sheets; over != 0; over &= over - 1)
                {
                    var i = BitOperations.TrailingZeroCount(over);
                    var (layer, nodes) = (_scene.Layers[i], _nodes[i]);
                    _videoBrushes![i].Luma(
                        nodes.XFrom(row, column), nodes.YFrom(row, column), nodes.Stride, y / (float)_step, layer.X,
                        layer.Y, cells, over == sheets, target);
                }

                if (target != at)
                {
                    new ReadOnlySpan<byte>(line, pixels).CopyTo(new Span<byte>(at, pixels));
                }
            }
        }

        for (var y = 0; y < lines; y += 2)
        {
            foreach (var (column, cells, sheets) in runs)
            {
                var left = column * _step;
                for (var over = sheets; over != 0; over &= over - 1)
                {
                    var i = BitOperations.TrailingZeroCount(over);
                    var (layer, nodes) = (_scene.Layers[i], _nodes[i]);
                    _videoBrushes![i].Chroma(
                        nodes.XFrom(row, column), nodes.YFrom(row, column), nodes.Stride, (y + 0.5f) / _step, layer.X,
                        layer.Y, cells, over == sheets, line);
                }

                var at = ((nint)(top + y) / 2 * (_width / 2)) + (left / 2);
                Part(line, cb + at, cr + at, Math.Min(cells * _step, _width - left) / 2);
            }
        }
    }

    // Neighbouring cells that show the same sheets, from one side to the other. Cells are looked at by fours, and one
    // by one only where four show more than one sheet.
    private ReadOnlySpan<Run> FindRuns(int row)
    {
        var count = 0;
        var columns = _nodes[0].Columns - 1;
        for (var column = 0; column < columns; column += _tileCells)
        {
            var cells = Math.Min(_tileCells, columns - column);
            var sheets = Sheets(row, column, cells);
            if (BitOperations.IsPow2(sheets))
            {
                Add(column, cells, sheets);
                continue;
            }

            for (var cell = column; cell < column + cells; cell++)
            {
                Add(cell, 1, Sheets(row, cell, 1, sheets));
            }
        }

        return _runs.AsSpan(0, count);

        void Add(int column, int cells, uint sheets)
        {
            if (count > 0 && _runs![count - 1].Sheets == sheets)
            {
                _runs[count - 1] = _runs[count - 1] with { Cells = _runs[count - 1].Cells + cells };
                return;
            }

            _runs![count++] = new Run(column, cells, sheets);
        }
    }

    // Eight of Cb and eight of Cr in turn, into their planes.
    private static void Part(byte* chroma, byte* cb, byte* cr, int count)
    {
        const int Run = PlaneKernel.Lanes / 2;
        for (var x = 0; x < count; x += Run, chroma += PlaneKernel.Lanes)
        {
            if (x + Run <= count)
            {
                *(ulong*)(cb + x) = *(ulong*)chroma;
                *(ulong*)(cr + x) = *(ulong*)(chroma + Run);
                continue;
            }

            new ReadOnlySpan<byte>(chroma, count - x).CopyTo(new Span<byte>(cb + x, count - x));
            new ReadOnlySpan<byte>(chroma + Run, count - x).CopyTo(new Span<byte>(cr + x, count - x));
        }
    }

    // Cells of a row from a column on, and the sheets that they show.
    private readonly record struct Run(int Column, int Cells, uint Sheets);
}
