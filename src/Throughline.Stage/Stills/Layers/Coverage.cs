namespace Throughline.Stage.Stills;

/// <summary>Where a layer is empty, solid or mixed, a byte for each 16 x 16 pixels, so that tiles skip what they cannot show.</summary>
internal sealed class Coverage
{
    private const int Block = 16;
    private const byte HasGap = 1;
    private const byte HasPaint = 2;

    private readonly byte[] _blocks;
    private readonly int _width;
    private readonly int _height;

    /// <summary>Reads the alpha of premultiplied R, G, B, A pixels.</summary>
    public Coverage(ReadOnlySpan<byte> pixels, int width, int height)
    {
        _width = (width + Block - 1) / Block;
        _height = (height + Block - 1) / Block;
        _blocks = new byte[_width * _height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var alpha = pixels[(((y * width) + x) * 4) + 3];
                _blocks[((y / Block) * _width) + (x / Block)] |= (byte)((alpha < 255 ? HasGap : 0) | (alpha > 0 ? HasPaint : 0));
            }
        }
    }

    /// <summary>Whether any pixel within the rectangle (inclusive, in the layer's pixels) is painted, and whether all are solid.</summary>
    public (bool Any, bool Solid) Of(float left, float top, float right, float bottom)
    {
        int x0 = (int)MathF.Floor(left / Block), x1 = (int)MathF.Floor(right / Block);
        int y0 = (int)MathF.Floor(top / Block), y1 = (int)MathF.Floor(bottom / Block);
        var outside = x0 < 0 || y0 < 0 || x1 >= _width || y1 >= _height;
        var found = outside ? HasGap : (byte)0;
        for (var y = Math.Max(y0, 0); y <= Math.Min(y1, _height - 1); y++)
        {
            for (var x = Math.Max(x0, 0); x <= Math.Min(x1, _width - 1); x++)
            {
                found |= _blocks[(y * _width) + x];
            }
        }

        return ((found & HasPaint) != 0, (found & HasGap) == 0);
    }
}
