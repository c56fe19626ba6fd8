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
    private readonly LifeField[] _land;
    private readonly LifeField[] _sky;
    private readonly Vector3[] _veils;
    private readonly LivingNodes[] _nodes;

    /// <summary>A painter.</summary>
    /// <param name="life">What moves.</param>
    /// <param name="scene">The sheets.</param>
    public LifePainter(Life life, StillScene scene)
    {
        _life = life;
        _land = life.Fields(scene.HasSky ? LifeSheet.Land : LifeSheet.All);
        _sky = scene.HasSky ? life.Fields(LifeSheet.Sky) : _land;
        _veils = life.Veils();
        _nodes = [.. scene.Layers.Select(_ => new LivingNodes(scene.Space.Width, scene.Space.Height))];
    }

    /// <summary>What moves at the nodes of a layer.</summary>
    public LivingNodes Layer(int layer) => _nodes[layer];

    /// <summary>Goes to a frame, which may lie between frames.</summary>
    public void MoveTo(double frame)
    {
        for (var i = 0; i < _land.Length; i++)
        {
            _land[i].MoveTo(_life.Moment(i, frame));
            if (_sky != _land)
            {
                _sky[i].MoveTo(_life.Moment(i, frame));
            }
        }
    }

    /// <summary>Moves a layer's nodes.</summary>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="nodes">Where the camera sees the layer; moved.</param>
    public void Bend(int layer, NodeGrid nodes)
    {
        var living = _nodes[layer];
        var fields = layer == 0 ? _sky : _land;
        living.Clear();
        for (var row = 0; row < nodes.Rows; row++)
        {
            float* x = nodes.XFrom(row, 0), y = nodes.YFrom(row, 0);
            for (var column = 0; column < nodes.Columns; column++)
            {
                float u = x[column], v = y[column];
                for (var i = 0; i < fields.Length; i++)
                {
                    float pu = u, pv = v, scale = 1;
                    if (_life.Parts[i].Map is { } map)
                    {
                        (pu, pv) = map.At(u, v);
                        scale = map.Enlargement;
                    }

                    if (fields[i].At(pu, pv, out var value) && value != Vector256<float>.Zero)
                    {
                        living.Add(row, column, value, scale, _veils[i], x + column, y + column, u, v);
                    }
                }
            }
        }

        living.MarkCells(nodes);
    }

    /// <summary>Draws the eyes of those that blink.</summary>
    public void DrawEyes(double frame, StillScene scene, NodeGrid[] nodes, Picture picture) =>
        _life.DrawEyes(frame, scene, nodes, picture);

    /// <summary>Draws what is in the air.</summary>
    public void DrawAir(double frame, CameraPose pose, Picture picture)
    {
        fixed (byte* pixels = picture.Pixels)
        {
            _life.DrawAir(frame, pose, new SpriteCanvas(pixels, picture.Width, picture.Height));
        }
    }
}
