using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>Lays two looks of one thing on each other so that as little as can be differs.</summary>
internal static class CutoutMatch
{
    // Squares across the larger look, and to either side of its middle; how far, in them, and by which factors one is
    // tried against the other.
    private const int Across = 40;
    private const int Half = 32;
    private const int Reach = 10;
    private const int Sizes = 5;
    private const float SizeStep = 1.06f;

    // What a step aside or in size costs as a share of all there is.
    private const float Stay = 0.002f;

    /// <summary>The thing, with the middle and size of its last look so that it lies on the first.</summary>
    public static Traveller Of(Cutout first, Cutout last)
    {
        var step = MathF.Max(
            MathF.Max(first.Picture.Width, first.Picture.Height) / first.Size,
            MathF.Max(last.Picture.Width, last.Picture.Height) / last.Size) / Across;
        var own = Squares(first, first.X, first.Y, step * first.Size);
        var all = own.Sum(Weight);
        var (least, x, y, size) = (float.MaxValue, last.X, last.Y, last.Size);
        for (var s = -Sizes; s <= Sizes; s++)
        {
            var tried = last.Size * MathF.Pow(SizeStep, s);
            var other = Squares(last, last.X, last.Y, step * tried);
            for (var v = -Reach; v <= Reach; v++)
            {
                for (var u = -Reach; u <= Reach; u++)
                {
                    var off = Off(own, other, u, v) + (Stay * all * (Math.Abs(s) + Math.Abs(u) + Math.Abs(v)));
                    if (off < least)
                    {
                        (least, x, y, size) = (off, last.X + (u * step * tried), last.Y + (v * step * tried), tried);
                    }
                }
            }
        }

        return new Traveller(first, last with { X = x, Y = y, Size = size });
    }

    // Mean colours times alpha, and alpha, of squares around a middle.
    private static Vector4[] Squares(Cutout cutout, float x, float y, float side)
    {
        const int Count = 2 * Half;
        var sums = new Vector4[Count * Count];
        var picture = cutout.Picture;
        for (var row = 0; row < picture.Height; row++)
        {
            var v = (int)MathF.Floor((row + cutout.Top - y) / side) + Half;
            var from = picture.Row(row);
            for (var column = 0; column < picture.Width; column++)
            {
                var u = (int)MathF.Floor((column + cutout.Left - x) / side) + Half;
                if (u >= 0 && v >= 0 && u < Count && v < Count)
                {
                    sums[(v * Count) + u] += new Vector4(
                        from[4 * column], from[(4 * column) + 1], from[(4 * column) + 2], from[(4 * column) + 3]);
                }
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] /= side * side;
        }

        return sums;
    }

    private static float Off(Vector4[] own, Vector4[] other, int right, int down)
    {
        const int Count = 2 * Half;
        var sum = Vector4.Zero;
        for (var y = 0; y < Count; y++)
        {
            for (var x = 0; x < Count; x++)
            {
                int u = x + right, v = y + down;
                var there = u >= 0 && v >= 0 && u < Count && v < Count ? other[(v * Count) + u] : Vector4.Zero;
                sum += Vector4.Abs(own[(y * Count) + x] - there);
            }
        }

        return Weight(sum);
    }

    private static float Weight(Vector4 sum) => sum.X + sum.Y + sum.Z + sum.W;
}
