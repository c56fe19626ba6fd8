using System.Numerics;
using System.Runtime.Intrinsics;
using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>Moves the sheets of one frame and draws what is in the air. One painter serves one thread; nothing is
/// allocated per frame.</summary>
internal sealed unsafe class LifePainter
{
    private readonly Life _life;
    private readonly LifeField[] _fields;
    private readonly Vector3[] _veils;
    private readonly LivingNodes[] _nodes;

    /// <summary>A painter.</summary>
    public LifePainter(Life life, int layers, StillSpace space)
    {
        _life = life;
        _fields = life.Fields();
        _veils = [.. life.Parts.Select(p => p.Plan.Effects.FirstOrDefault(e => e.Kind is LifeKind.Mist or LifeKind.Steam)?.Colour * 255 ?? Vector3.Zero)];
        _nodes = [.. Enumerable.Range(0, layers).Select(_ => new LivingNodes(space.Width, space.Height))];
    }

    /// <summary>What moves at the nodes of a layer.</summary>
    public LivingNodes Layer(int layer) => _nodes[layer];

    /// <summary>Goes to a frame, which may lie between frames.</summary>
    public void MoveTo(double frame)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            _fields[i].MoveTo(_life.Moment(i, frame));
        }
    }

    /// <summary>Moves a layer's nodes.</summary>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="nodes">Where the camera sees the layer; moved.</param>
    public void Bend(int layer, NodeGrid nodes)
    {
        var living = _nodes[layer];
        living.Clear();
        for (var row = 0; row < nodes.Rows; row++)
        {
            float* x = nodes.XFrom(row, 0), y = nodes.YFrom(row, 0);
            for (var column = 0; column < nodes.Columns; column++)
            {
                float u = x[column], v = y[column];
                for (var i = 0; i < _fields.Length; i++)
                {
                    float pu = u, pv = v, scale = 1;
                    if (_life.Parts[i].Map is { } map)
                    {
                        (pu, pv) = map.At(u, v);
                        scale = map.Enlargement;
                    }

                    if (_fields[i].At(pu, pv, out var value) && value != Vector256<float>.Zero)
                    {
                        living.Add(row, column, value, scale, _veils[i], x + column, y + column, u, v);
                    }
                }
            }
        }

        living.MarkCells(nodes);
    }

    /// <summary>Draws what is in the air.</summary>
    public void DrawAir(double frame, CameraPose pose, Picture picture)
    {
        fixed (byte* pixels = picture.Pixels)
        {
            _life.DrawAir(frame, pose, new SpriteCanvas(pixels, picture.Width, picture.Height));
        }
    }
}
