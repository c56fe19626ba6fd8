using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>What the nodes of a plan do at one instant. Owned by one thread at a time; see <see cref="FieldMotion"/>
/// for the numbers.</summary>
internal sealed class LifeField
{
    private readonly FieldMotion[] _motions;
    private readonly Vector256<float>[] _nodes;
    private readonly bool[] _isMoving;
    private readonly float[] _scratch;
    private readonly int _columns;
    private readonly int _rows;

    /// <summary>Memory for the motions of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="motions">Its motions.</param>
    public LifeField(LifePlan plan, FieldMotion[] motions)
    {
        _motions = motions;
        _columns = plan.Columns;
        _rows = plan.Rows;
        _nodes = new Vector256<float>[_columns * _rows];
        _isMoving = new bool[_nodes.Length];
        _scratch = new float[3 * motions.Select(m => m.Nodes.Length).DefaultIfEmpty().Max()];
        foreach (var motion in motions)
        {
            foreach (var node in motion.Nodes)
            {
                _isMoving[node] = true;
            }
        }
    }

    /// <summary>Moves to an instant.</summary>
    public void MoveTo(in LifeMoment moment)
    {
        Array.Clear(_nodes);
        foreach (var motion in _motions)
        {
            motion.Add(moment, _scratch, _nodes);
        }
    }

    /// <summary>The numbers at a pixel of the plan's picture, held beyond its borders.</summary>
    /// <returns>False, and zeros, where nothing moves.</returns>
    public bool At(float x, float y, out Vector256<float> value)
    {
        const float PerPixel = 1f / NodeGrid.Fine;
        var u = MathF.Min(MathF.Max(x * PerPixel, 0), _columns - 1.0001f);
        var v = MathF.Min(MathF.Max(y * PerPixel, 0), _rows - 1.0001f);
        int i = (int)u, j = (int)v;
        var at = (j * _columns) + i;
        if (!(_isMoving[at] | _isMoving[at + 1] | _isMoving[at + _columns] | _isMoving[at + _columns + 1]))
        {
            value = default;
            return false;
        }

        var right = Vector256.Create(u - i);
        var top = _nodes[at] + ((_nodes[at + 1] - _nodes[at]) * right);
        var bottom = _nodes[at + _columns] + ((_nodes[at + _columns + 1] - _nodes[at + _columns]) * right);
        value = top + ((bottom - top) * Vector256.Create(v - j));
        return true;
    }
}
