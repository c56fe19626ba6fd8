using Throughline.Camera;
using Throughline.Media.Video;

namespace Throughline.Stage.Stills;

/// <summary>Frames of video, drawn plane by plane: a third of the samples of a picture, and nothing to convert.</summary>
internal sealed unsafe partial class StillRenderer
{
    private const int MostCells = TileSide / PlaneKernel.Lanes;

    private VideoBrush[]? _videoBrushes;
    private VideoFrame? _first;
    private int[][]? _shown;

    /// <summary>Whether frames of video can be drawn: nothing moves by itself, nothing is shown reduced, nodes are as far apart as the kernel is wide.</summary>
    public bool DrawsVideo => _life is null && _margins.IsEmpty && _step == PlaneKernel.Lanes && _scene.Layers.All(layer => layer.Halvings == 0);

    /// <summary>Draws the frame seen from <paramref name="pose"/>: what <see cref="Draw(CameraPose, CameraPose, Media.Pictures.Picture, double)"/> draws, within rounding.</summary>
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

    // A row of tiles, line by line from one side to the other: planes are read the way that memory is fetched.
    private void DrawRow(int row, byte* luma, byte* cb, byte* cr)
    {
        var columns = _nodes[0].Columns - 1;
        _shown ??= new int[(columns + MostCells - 1) / MostCells][];
        for (var tile = 0; tile < _shown.Length; tile++)
        {
            _shown[tile] = Visible(row, tile * MostCells).ToArray();
        }

        int top = row * _step, lines = Math.Min(_step, _height - top);
        var line = stackalloc byte[TileSide];
        for (var y = 0; y < lines; y++)
        {
            for (var tile = 0; tile < _shown.Length; tile++)
            {
                int column = tile * MostCells, left = column * _step, cells = Math.Min(MostCells, columns - column);
                var pixels = Math.Min(cells * _step, _width - left);
                var at = luma + ((nint)(top + y) * _width) + left;
                var target = pixels == cells * _step ? at : line;
                var visible = _shown[tile];
                for (var i = 0; i < visible.Length; i++)
                {
                    var (layer, nodes) = (_scene.Layers[visible[i]], _nodes[visible[i]]);
                    _videoBrushes![visible[i]].Luma(
                        nodes.XFrom(row, column), nodes.YFrom(row, column), nodes.Stride, y / (float)_step, layer.X, layer.Y, cells, i == 0, target);
                }

                if (target != at)
                {
                    new ReadOnlySpan<byte>(line, pixels).CopyTo(new Span<byte>(at, pixels));
                }
            }
        }

        for (var y = 0; y < lines; y += 2)
        {
            for (var tile = 0; tile < _shown.Length; tile++)
            {
                int column = tile * MostCells, left = column * _step, cells = Math.Min(MostCells, columns - column);
                var visible = _shown[tile];
                for (var i = 0; i < visible.Length; i++)
                {
                    var (layer, nodes) = (_scene.Layers[visible[i]], _nodes[visible[i]]);
                    _videoBrushes![visible[i]].Chroma(
                        nodes.XFrom(row, column), nodes.YFrom(row, column), nodes.Stride, (y + 0.5f) / _step, layer.X, layer.Y, cells, i == 0, line);
                }

                var at = ((nint)(top + y) / 2 * (_width / 2)) + (left / 2);
                Part(line, cb + at, cr + at, Math.Min(cells * _step, _width - left) / 2);
            }
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
}
