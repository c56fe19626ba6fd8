using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Where a layer is empty, solid or mixed, by blocks of 8 x 8 pixels, so that frames skip what they cannot show. Asking
/// costs the same whatever the rectangle: the blocks are summed up from the corner (Crow 1984,
/// doi:10.1145/800031.808600).
/// </summary>
internal sealed class Coverage
{
    private const int Block = 8;
    private const uint Opaque = 0xFFu << 24;

    // Blocks with a pixel painted in the upper half, blocks with a pixel not solid in the lower one: sums of both at
    // once.
    private const ulong HasGap = 1;
    private const ulong HasPaint = 1UL << 32;

    private readonly ulong[] _sums;
    private readonly int _width;
    private readonly int _height;

    /// <summary>Reads the alpha of premultiplied R, G, B, A pixels.</summary>
    public Coverage(ReadOnlySpan<byte> pixels, int width, int height)
    {
        _width = (width + Block - 1) / Block;
        _height = (height + Block - 1) / Block;
        _sums = new ulong[(_width + 1) * (_height + 1)];
        for (var y = 0; y < height; y++)
        {
            Look(
                MemoryMarshal.Cast<byte, uint>(pixels.Slice(y * width * 4, width * 4)),
                _sums.AsSpan((((y / Block) + 1) * (_width + 1)) + 1, _width));
        }

        for (var row = 1; row <= _height; row++)
        {
            ulong sum = 0;
            for (var i = (row * (_width + 1)) + 1; i < (row + 1) * (_width + 1); i++)
            {
                sum += _sums[i];
                _sums[i] = sum + _sums[i - _width - 1];
            }
        }
    }

    /// <summary>
    /// Whether any pixel within the rectangle (inclusive, in the layer's pixels) is painted, and whether all are solid.
    /// </summary>
    public (bool Any, bool Solid) Of(float left, float top, float right, float bottom)
    {
        int x0 = (int)MathF.Floor(left / Block), x1 = (int)MathF.Floor(right / Block) + 1;
        int y0 = (int)MathF.Floor(top / Block), y1 = (int)MathF.Floor(bottom / Block) + 1;
        var isInside = x0 >= 0 && y0 >= 0 && x1 <= _width && y1 <= _height;
        (x0, x1) = (Math.Clamp(x0, 0, _width), Math.Clamp(x1, 0, _width));
        (y0, y1) = (Math.Clamp(y0, 0, _height), Math.Clamp(y1, 0, _height));
        var found = Sum(x1, y1) - Sum(x0, y1) - Sum(x1, y0) + Sum(x0, y0);
        return (found >= HasPaint, isInside && (uint)found == 0);
    }

    // What a row of pixels adds to its blocks.
    private static void Look(ReadOnlySpan<uint> row, Span<ulong> blocks)
    {
        var x = 0;
        for (; x + Block <= row.Length; x += Block)
        {
            var alpha = Vector256.Create(row[x..]) & Vector256.Create(Opaque);
            blocks[x / Block] |= (alpha != Vector256<uint>.Zero ? HasPaint : 0)
                | (alpha != Vector256.Create(Opaque) ? HasGap : 0);
        }

        for (; x < row.Length; x++)
        {
            blocks[x / Block] |= (row[x] > ~Opaque ? HasPaint : 0) | (row[x] < Opaque ? HasGap : 0);
        }
    }

    private ulong Sum(int x, int y) => _sums[(y * (_width + 1)) + x];
}
