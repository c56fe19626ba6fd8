using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>The height of a set's ground, on a square grid about the mark.</summary>
public sealed class Terrain
{
    private readonly float[] _heights;
    private readonly int _side;
    private readonly float _step;

    /// <summary>
    /// Ground from <paramref name="heights"/>, <paramref name="side"/> × <paramref name="side"/>, rows along +X from
    /// least Z.
    /// </summary>
    /// <param name="heights">Metres.</param>
    /// <param name="side">Points along a side, at least 2.</param>
    /// <param name="step">Metres between points; the middle of the grid is the mark.</param>
    public Terrain(float[] heights, int side, float step)
    {
        ArgumentNullException.ThrowIfNull(heights);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(heights.Length, side * side);
        _heights = heights;
        _side = side;
        _step = step;
    }

    /// <summary>Level ground at 0.</summary>
    public static Terrain Flat { get; } = new(new float[4], 2, 1000);

    /// <summary>Height at a place in metres, bilinear; beyond the grid the height of its edge.</summary>
    public float HeightAt(float x, float z)
    {
        var half = (_side - 1) / 2f;
        var column = Math.Clamp((x / _step) + half, 0, _side - 1);
        var row = Math.Clamp((z / _step) + half, 0, _side - 1);
        var left = Math.Min((int)column, _side - 2);
        var top = Math.Min((int)row, _side - 2);
        var across = column - left;
        var down = row - top;
        var at = (top * _side) + left;
        var upper = _heights[at] + (across * (_heights[at + 1] - _heights[at]));
        var lower = _heights[at + _side] + (across * (_heights[at + _side + 1] - _heights[at + _side]));
        return upper + (down * (lower - upper));
    }

    /// <summary>Unit normal of the ground at a place.</summary>
    public Vector3 NormalAt(float x, float z)
    {
        const float Reach = 0.3f;
        var slopeX = (HeightAt(x + Reach, z) - HeightAt(x - Reach, z)) / (2 * Reach);
        var slopeZ = (HeightAt(x, z + Reach) - HeightAt(x, z - Reach)) / (2 * Reach);
        return Vector3.Normalize(new Vector3(-slopeX, 1, -slopeZ));
    }
}
