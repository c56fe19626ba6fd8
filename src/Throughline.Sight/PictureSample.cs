using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Sight;

/// <summary>
/// Which part of a picture a model looks at: a parallelogram, turned and scaled as it may be, whose pixels are averaged
/// down or interpolated up to the model's grid.
/// </summary>
/// <param name="Corner">The picture's point at the grid's upper left corner, in pixels; the centre of pixel 0 is
/// 0.</param>
/// <param name="Right">What a step of one grid column adds.</param>
/// <param name="Down">What a step of one grid row adds.</param>
internal readonly record struct PictureSample(Vector2 Corner, Vector2 Right, Vector2 Down)
{
    /// <summary>A square, turned.</summary>
    /// <param name="middle">Its middle in the picture's pixels.</param>
    /// <param name="side">Its side in the picture's pixels.</param>
    /// <param name="angle">How far its right is turned down, in radians.</param>
    /// <param name="grid">Columns and rows of the grid.</param>
    public static PictureSample Square(Vector2 middle, float side, float angle, int grid)
    {
        var right = new Vector2(MathF.Cos(angle), MathF.Sin(angle)) * (side / grid);
        var down = new Vector2(-right.Y, right.X);
        return new PictureSample(middle - ((right + down) * (grid / 2f)), right, down);
    }

    /// <summary>The whole of a picture, whatever its shape.</summary>
    public static PictureSample Whole(Picture picture, int columns, int rows) => new(
        new Vector2(-0.5f, -0.5f), new Vector2(picture.Width / (float)columns, 0),
        new Vector2(0, picture.Height / (float)rows));

    /// <summary>The picture's point at a place of the grid; (0, 0) is the grid's corner.</summary>
    public Vector2 At(float x, float y) => Corner + (Right * x) + (Down * y);

    /// <summary>
    /// The grid's pixels: R, G, B each, row after row, from <paramref name="low"/> (black) to <paramref name="high"/>.
    /// </summary>
    /// <param name="picture">What to look at; beyond its edges <paramref name="black"/> or its edge goes on.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="low">The value of black.</param>
    /// <param name="high">The value of white.</param>
    /// <param name="black">Whether it is black beyond the picture.</param>
    public float[] Take(Picture picture, int columns, int rows, float low, float high, bool black)
    {
        if (Right.Y == 0 && Down.X == 0)
        {
            return TakeStraight(picture, columns, rows, low, high, black);
        }

        var values = new float[columns * rows * 3];
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        var finer = Finer;
        var scale = (high - low) / (255f * finer * finer);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var sum = Vector128<float>.Zero;
                for (var v = 0; v < finer; v++)
                {
                    for (var u = 0; u < finer; u++)
                    {
                        sum += Colour(
                            pixels, picture.Size, At(x + ((u + 0.5f) / finer), y + ((v + 0.5f) / finer)), black);
                    }
                }

                sum = (sum * scale) + Vector128.Create(low);
                var i = ((y * columns) + x) * 3;
                (values[i], values[i + 1], values[i + 2]) = (sum[0], sum[1], sum[2]);
            }
        }

        return values;
    }

    // Samples across a grid pixel, and down it.
    private int Finer => Math.Clamp((int)MathF.Ceiling(MathF.Max(Right.Length(), Down.Length()) - 0.01f), 1, 16);

    // The same of a grid that is not turned: where a sample falls is known by its column and its row.
    private float[] TakeStraight(Picture picture, int columns, int rows, float low, float high, bool black)
    {
        var values = new float[columns * rows * 3];
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        int finer = Finer, width = picture.Width;
        var scale = (high - low) / (255f * finer * finer);
        Place[] across = Places(Corner.X, Right.X, columns, finer, width, black),
            down = Places(Corner.Y, Down.Y, rows, finer, picture.Height, black);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                var sum = Vector128<float>.Zero;
                foreach (var (top, bottom, lower) in down.AsSpan(y * finer, finer))
                {
                    if (top < 0)
                    {
                        continue;
                    }

                    ReadOnlySpan<uint> upperRow = pixels.Slice(top * width, width),
                        lowerRow = pixels.Slice(bottom * width, width);
                    foreach (var (left, right, share) in across.AsSpan(x * finer, finer))
                    {
                        if (left >= 0)
                        {
                            sum += Vector128.Lerp(
                                Vector128.Lerp(Pixel(upperRow[left]), Pixel(upperRow[right]), share),
                                Vector128.Lerp(Pixel(lowerRow[left]), Pixel(lowerRow[right]), share),
                                lower);
                        }
                    }
                }

                sum = (sum * scale) + Vector128.Create(low);
                var i = ((y * columns) + x) * 3;
                (values[i], values[i + 1], values[i + 2]) = (sum[0], sum[1], sum[2]);
            }
        }

        return values;
    }

    // Where the samples of a line of the grid fall, for each of its pixels so many; below 0 where it is black.
    private static Place[] Places(float corner, float step, int count, int finer, int length, bool black)
    {
        var places = new Place[count * finer];
        for (var i = 0; i < places.Length; i++)
        {
            var at = corner + (step * ((i / finer) + (((i % finer) + 0.5f) / finer)));
            if (black && (at < -0.5f || at > length - 0.5f))
            {
                places[i] = new Place(-1, -1, Vector128<float>.Zero);
                continue;
            }

            at = Math.Clamp(at, 0, length - 1);
            var near = (int)at;
            places[i] = new Place(near, Math.Min(near + 1, length - 1), Vector128.Create(at - near));
        }

        return places;
    }

    // R, G, B, A of 0 to 255: four lanes at once, as this is asked millions of times a picture.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Colour(ReadOnlySpan<uint> pixels, PixelSize size, Vector2 at, bool black)
    {
        int width = size.Width, height = size.Height;
        if (black && (at.X < -0.5f || at.Y < -0.5f || at.X > width - 0.5f || at.Y > height - 0.5f))
        {
            return Vector128<float>.Zero;
        }

        float x = Math.Clamp(at.X, 0, width - 1), y = Math.Clamp(at.Y, 0, height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
        Vector128<float> across = Vector128.Create(x - left), down = Vector128.Create(y - top);
        return Vector128.Lerp(
            Vector128.Lerp(Pixel(pixels[(top * width) + left]), Pixel(pixels[(top * width) + right]), across),
            Vector128.Lerp(Pixel(pixels[(bottom * width) + left]), Pixel(pixels[(bottom * width) + right]), across),
            down);
    }

    private static Vector128<float> Pixel(uint rgba)
    {
        var bytes = Vector128.CreateScalarUnsafe(rgba).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }

    // Two neighbouring pixels of a line and the share of the farther one.
    private readonly record struct Place(int Near, int Far, Vector128<float> Share);
}
