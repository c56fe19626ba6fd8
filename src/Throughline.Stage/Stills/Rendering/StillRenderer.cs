using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Draws frames of a scene. Each frame depends on its pose alone. One renderer serves one thread; several may share a
/// scene. A frame is drawn in tiles of 64 pixels by a row of nodes: of the sheets that reach into a tile, from the
/// foremost solid one forward.
/// </summary>
internal sealed unsafe partial class StillRenderer
{
    private const int TileSide = 64;

    private readonly StillScene _scene;
    private readonly NodeGrid[] _nodes;
    private readonly NodeGrid? _wide;
    private readonly Brush[] _brushes;
    private readonly ShownBlocks _blocks;
    private readonly Func<int, int, bool>[] _asked;
    private readonly LifePainter? _life;
    private readonly int _step;
    private readonly int _tileCells;
    private readonly Margins _margins;
    private readonly int _width;
    private readonly int _height;

    /// <summary>A renderer with its own scratch memory.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="life">What moves by itself in it; null for nothing.</param>
    /// <param name="margins">What frames show beyond the picture's size; none where something moves by itself.</param>
    public StillRenderer(StillScene scene, Life? life = null, Margins margins = default)
    {
        _scene = scene;
        _margins = margins;
        (_width, _height) = (margins.Left + scene.Space.Width + margins.Right, margins.Top + scene.Space.Height
            + margins.Bottom);
        _life = life?.Painter(scene);
        _nodes = [.. scene.Layers.Select(_ => new NodeGrid(_width, _height, life is not null))];

        // Surfaces are searched no finer for what lives on them.
        _wide = new NodeGrid(_width, _height) is { Step: > NodeGrid.Fine } wide && life is not null ? wide : null;
        _brushes = new Brush[scene.Layers.Count];
        _blocks = new ShownBlocks(scene, _nodes[0]);
        _asked = [
            .. Enumerable.Range(0, _nodes.Length).Select(
                i => (Func<int, int, bool>)((row, column) => _blocks.Asks(i, row, column)))
        ];
        _step = _nodes[0].Step;
        _tileCells = TileSide / _step;
    }

    /// <summary>Draws the frame seen from <paramref name="pose"/>.</summary>
    /// <param name="pose">The camera; at rest the frame is the picture, bit for bit.</param>
    /// <param name="rest">The pose the picture was taken from.</param>
    /// <param name="frame">An opaque picture of the scene's size; every byte is written.</param>
    /// <param name="time">The time in frames, for what moves by itself.</param>
    public void Draw(CameraPose pose, CameraPose rest, Picture frame, double time = 0)
    {
        if (pose == rest && _life is null)
        {
            _scene.First.Pixels.CopyTo(frame.Pixels, 0);
            return;
        }

        Draw(pose, frame, time);
    }

    /// <summary>Draws the frame seen from <paramref name="pose"/> by way of the sheets, at rest too.</summary>
    /// <param name="pose">The camera.</param>
    /// <param name="frame">An opaque picture of the scene's size and the margins; every byte is written.</param>
    /// <param name="time">The time in frames, for what moves by itself.</param>
    public void Draw(CameraPose pose, Picture frame, double time = 0)
    {
        _life?.MoveTo(time);
        var view = _scene.Space.Through(pose, _margins);
        FindNodes(view);
        for (var i = 0; i < _nodes.Length; i++)
        {
            var layer = _scene.Layers[i];
            _life?.Bend(i, _nodes[i]);
            var q = (layer.Depth.Low + layer.Depth.High) / 2;
            _brushes[i] = new Brush(layer.Texture, (1 + (view.Camera.Z * q)) / view.Magnification);
        }

        fixed (byte* pixels = frame.Pixels)
        {
            for (var row = 0; row < _nodes[0].Rows - 1; row++)
            {
                for (var column = 0; column < _nodes[0].Columns - 1; column += _tileCells)
                {
                    DrawTile(row, column, pixels);
                }
            }
        }

        _life?.DrawEyes(time, _scene, _nodes, frame);
        _life?.DrawAir(time, pose, frame);
    }

    /// <summary>How many pixels the picture moves, at most, from one pose to another.</summary>
    public float Travel(CameraPose from, CameraPose to)
    {
        View before = _scene.Space.Through(from), after = _scene.Space.Through(to);
        float most = 0;
        for (var corner = 0; corner < 4; corner++)
        {
            float x = (corner & 1) * (_scene.Space.Width - 1), y = (corner >> 1) * (_scene.Space.Height - 1);
            var (startA, slopeA) = before.Line(x, y);
            var (startB, slopeB) = after.Line(x, y);
            var (near, far) = (StillSpace.NearestQ, StillSpace.FarthestQ);
            most = MathF.Max(most, Vector2.Distance(startA + (near * slopeA), startB + (near * slopeB)));
            most = MathF.Max(most, Vector2.Distance(startA + (far * slopeA), startB + (far * slopeB)));
        }

        return most;
    }

    // Where the frame's nodes meet each layer; where nothing moves by itself, only those that the frame may show.
    private void FindNodes(in View view)
    {
        if (_life is null)
        {
            _blocks.Find(view);
        }

        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_wide is null)
            {
                SurfaceSolver.Solve(view, _scene, _scene.Layers[i], _nodes[i], _life is null ? _asked[i] : null);
            }
            else
            {
                SurfaceSolver.Solve(view, _scene, _scene.Layers[i], _wide);
                _nodes[i].Refine(_wide);
            }
        }
    }

    private void DrawTile(int row, int column, byte* pixels)
    {
        int width = _width, height = _height;
        var cells = Math.Min(_tileCells, _nodes[0].Columns - 1 - column);
        var sheets = Sheets(row, column, cells);
        var lines = Math.Min(_step, height - (row * _step));
        var bytes = Math.Min(cells * _step, width - (column * _step)) * 4;
        var overhang = stackalloc byte[TileSide * 4];
        for (var line = 0; line < lines; line++)
        {
            var at = pixels + (((((nint)row * _step) + line) * width) * 4) + ((nint)column * _step * 4);
            var isWhole = bytes == cells * _step * 4;
            for (var left = sheets; left != 0; left &= left - 1)
            {
                var i = BitOperations.TrailingZeroCount(left);
                var layer = _scene.Layers[i];
                var nodes = _nodes[i];
                var target = isWhole ? at : overhang;
                if (_life?.Layer(i) is { } living && living.IsLiving(row, column, cells))
                {
                    _brushes[i].LivingLine(
                        nodes, living, row, column, line, layer.X, layer.Y, cells, left == sheets, target);
                    continue;
                }

                var down = line / (float)_step;
                _brushes[i].Line(
                    nodes.XFrom(row, column), nodes.YFrom(row, column), nodes.Stride, down, layer.X, layer.Y, cells,
                    _step, left == sheets, target);
            }

            if (!isWhole)
            {
                new ReadOnlySpan<byte>(overhang, bytes).CopyTo(new Span<byte>(at, bytes));
            }
        }
    }

    // The sheets that cells show, as bits, the first one solid or the rear one.
    private uint Sheets(int row, int column, int cells) =>
        Sheets(row, column, cells, _life is null ? _blocks.At(row, column) : uint.MaxValue >> (32 - _nodes.Length));

    private uint Sheets(int row, int column, int cells, uint among)
    {
        uint sheets = 0;
        while (among != 0)
        {
            var i = BitOperations.Log2(among);
            among &= ~(1u << i);
            var layer = _scene.Layers[i];
            if (layer.IsRear)
            {
                return sheets | (1u << i);
            }

            var nodes = _nodes[i];
            float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
            for (var r = row; r <= row + 1; r++)
            {
                ReadOnlySpan<float> xs = nodes.X(r), ys = nodes.Y(r);
                for (var c = column; c <= column + cells; c++)
                {
                    (left, right) = (MathF.Min(left, xs[c]), MathF.Max(right, xs[c]));
                    (top, bottom) = (MathF.Min(top, ys[c]), MathF.Max(bottom, ys[c]));
                }
            }

            var (any, solid) = layer.Shows(left, top, right, bottom, _life?.Layer(i).Reach ?? 0);
            sheets |= any ? 1u << i : 0;
            if (solid)
            {
                break;
            }
        }

        return sheets;
    }
}
