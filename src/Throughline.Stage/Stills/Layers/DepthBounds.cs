namespace Throughline.Stage.Stills;

/// <summary>
/// Between which values a depth field lies where it is looked at: least and greatest by blocks of 8 x 8 of its values.
/// </summary>
internal sealed class DepthBounds
{
    private const int Block = 8;

    private readonly (float Low, float High)[] _blocks;
    private readonly int _columns;
    private readonly int _width;
    private readonly int _height;

    /// <summary>Looks at the values of a grid, row after row; both sides at least 2.</summary>
    public DepthBounds(float[] values, int width, int height)
    {
        (_width, _height) = (width, height);
        _columns = (width + Block - 1) / Block;
        _blocks = new (float, float)[_columns * ((height + Block - 1) / Block)];
        for (var i = 0; i < _blocks.Length; i++)
        {
            int left = i % _columns * Block, top = i / _columns * Block;
            float low = float.PositiveInfinity, high = float.NegativeInfinity;

            // With the first values of the next blocks, towards which what lies between is interpolated.
            for (var y = top; y <= Math.Min(top + Block, height - 1); y++)
            {
                foreach (var value in values.AsSpan((y * width) + left, Math.Min(Block + 1, width - left)))
                {
                    (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
                }
            }

            _blocks[i] = (low, high);
        }
    }

    /// <summary>
    /// Bounds of what is interpolated anywhere in a rectangle of the grid, both ends in it; it may reach beyond the
    /// borders, where the grid's outermost values go on.
    /// </summary>
    /// <param name="left">Left, in columns of the grid.</param>
    /// <param name="top">Top, in rows of the grid.</param>
    /// <param name="right">Right.</param>
    /// <param name="bottom">Bottom.</param>
    public (float Low, float High) Over(float left, float top, float right, float bottom)
    {
        int x0 = At(left, _width), x1 = At(right, _width), y0 = At(top, _height), y1 = At(bottom, _height);
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        for (var y = y0; y <= y1; y++)
        {
            foreach (var block in _blocks.AsSpan((y * _columns) + x0, x1 - x0 + 1))
            {
                (low, high) = (MathF.Min(low, block.Low), MathF.Max(high, block.High));
            }
        }

        return (low, high);

        // The last place has no neighbour of its own.
        static int At(float place, int side) => (int)MathF.Min(MathF.Max(place, 0), side - 2) / Block;
    }
}
