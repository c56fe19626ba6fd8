using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Builds the level of the picture's own size: which pixels are given, how far they are, how rough they are.
/// </summary>
internal static class FillGround
{
    private const int TextureGain = 3;
    private const ushort Unknown = ushort.MaxValue;

    private static int Lanes => Vector256<ushort>.Count;

    /// <summary>Copies the picture into a level and marks its holes and what may be copied.</summary>
    public static FillLevel Build(
        byte[] pixels, int width, int height, ReadOnlyMemory<byte> mask, FillOptions options, FillWork work)
    {
        var level = new FillLevel(0, width, height);
        var surface = options.Nearness is null ? null : Surface(options.Nearness, width, height, mask.Span);
        var need = surface is null ? null : new byte[level.Kind.Length];
        var tolerance = options.NearnessTolerance;
        work.For((height + 31) / 32, block =>
        {
            for (var y = block * 32; y < Math.Min(height, (block + 1) * 32); y++)
            {
                var row = mask.Span.Slice(y * width, width);
                Buffer.BlockCopy(pixels, y * width * 4, level.Pixels, level.At(0, y) * 4, width * 4);
                for (var x = 0; x < width; x++)
                {
                    var to = level.At(x, y);
                    level.Pixels[(to * 4) + 3] = 0;
                    level.Kind[to] = row[x] == 0 ? FillLevel.Hole : FillLevel.Known;
                    level.Far[to] = row[x] == 255 ? (byte)255 : (byte)0;
                    if (surface is not null)
                    {
                        var far = ToFar(options.Nearness![(y * width) + x]);
                        level.Far[to] = row[x] == 255 ? far : (byte)0;
                        need![to] = ToFar(surface[(y * width) + x] + tolerance);
                        if (row[x] != 0 && far < need[to])
                        {
                            level.Kind[to] = FillLevel.Void;
                        }
                    }
                }
            }
        });
        level.Need = need;
        Texture(level, work);
        return level;
    }

    private static byte ToFar(float nearness) =>
        (byte)(255 - (int)MathF.Round(254 * (float.IsNaN(nearness) ? 1 : Math.Clamp(nearness, 0, 1))));

    /// <summary>
    /// The nearness of the surface to be filled, carried outward from the holes over the whole picture.
    /// </summary>
    private static float[] Surface(float[] nearness, int width, int height, ReadOnlySpan<byte> mask)
    {
        var surface = new float[width * height];
        var steps = new ushort[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = y * width;
            for (var x = 0; x < width; x++)
            {
                steps[row + x] = ushort.MaxValue;
                if (mask[row + x] != 0)
                {
                    continue;
                }

                if (!float.IsNaN(nearness[row + x]))
                {
                    surface[row + x] = nearness[row + x];
                    steps[row + x] = 0;
                    continue;
                }

                var end = x;
                while (end < width && mask[row + end] == 0 && float.IsNaN(nearness[row + end]))
                {
                    end++;
                }

                var left = x > 0 ? nearness[row + x - 1] : float.NaN;
                var right = end < width ? nearness[row + end] : float.NaN;
                var farther = float.IsNaN(left) ? right : float.IsNaN(right) ? left : Math.Min(left, right);
                if (!float.IsNaN(farther))
                {
                    surface.AsSpan(row + x, end - x).Fill(farther);
                    steps.AsSpan(row + x, end - x).Clear();
                }
                else
                {
                    steps.AsSpan(row + x, end - x).Fill(ushort.MaxValue);
                }

                x = end - 1;
            }
        }

        Spread(surface, steps, width, height);
        return surface;
    }

    private static void Spread(float[] surface, ushort[] steps, int width, int height)
    {
        for (var y = 0; y < height; y++)
        {
            int row = y * width, above = y > 0 ? width : 0;
            for (var p = row; p < row + width; p++)
            {
                Take(p, p > row ? p - 1 : p);
                Take(p, p - above);
            }
        }

        for (var y = height - 1; y >= 0; y--)
        {
            int last = ((y + 1) * width) - 1, below = y < height - 1 ? width : 0;
            for (var p = last; p > last - width; p--)
            {
                Take(p, p < last ? p + 1 : p);
                Take(p, p + below);
            }
        }

        for (var p = 0; p < steps.Length; p++)
        {
            surface[p] = steps[p] == ushort.MaxValue ? 1 : surface[p];
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Take(int p, int from)
        {
            if (steps[from] < steps[p] - 1)
            {
                steps[p] = (ushort)(steps[from] + 1);
                surface[p] = surface[from];
            }
        }
    }

    /// <summary>
    /// Writes the strength of the texture round each given pixel into the fourth channel: the mean absolute difference
    /// between neighbours. It keeps rough surfaces from being matched with smooth ones of the same colour where the
    /// picture is small. Source: Newson et al. 2014, doi:10.1137/140954933.
    /// </summary>
    /// <remarks>Lanes: sixteen pixels of a row; the last ones of a row overlap those before.</remarks>
    private static void Texture(FillLevel level, FillWork work)
    {
        const int Radius = 3;
        var (stride, rows) = (level.Stride, level.Kind.Length / level.Stride);
        var slope = new ushort[level.Kind.Length];
        work.For((rows + 31) / 32, block =>
        {
            ushort[] here = new ushort[stride + Lanes], below = new ushort[stride + Lanes];
            var first = Math.Max(1, block * 32);
            Lights(level, first, below);
            for (var y = first; y < Math.Min(rows - 1, (block + 1) * 32); y++)
            {
                (here, below) = (below, here);
                Lights(level, y + 1, below);
                for (var x = 0; x < stride; x += Lanes)
                {
                    x = Math.Min(x, stride - Lanes);
                    Slopes(here, below, x).CopyTo(slope, (y * stride) + x);
                }
            }
        });
        work.For((level.Height + 31) / 32, block =>
        {
            var column = new ushort[stride];
            for (var y = block * 32; y < Math.Min(level.Height, (block + 1) * 32); y++)
            {
                for (var x = 0; x < stride; x += Lanes)
                {
                    x = Math.Min(x, stride - Lanes);
                    var sum = Vector256<ushort>.Zero;
                    for (var k = -Radius; k <= Radius; k++)
                    {
                        sum += Vector256.Create(slope, ((y + FillLevel.Pad + k) * stride) + x);
                    }

                    sum.CopyTo(column, x);
                }

                for (var x = FillLevel.Pad; x < FillLevel.Pad + level.Width; x++)
                {
                    var p = ((y + FillLevel.Pad) * stride) + x;
                    if (level.Kind[p] == FillLevel.Known)
                    {
                        var sum = column[x - 3]
                            + column[x - 2] + column[x - 1] + column[x] + column[x + 1] + column[x + 2] + column[x + 3];
                        level.Pixels[(p * 4) + 3] = (byte)Math.Min(255, TextureGain * sum / 98);
                    }
                }
            }
        });
    }

    // R + 2 G + B of each known pixel of a row of the planes, Unknown elsewhere.
    private static void Lights(FillLevel level, int row, ushort[] lights)
    {
        for (int x = 0, p = row * level.Stride; x < level.Stride; x++, p++)
        {
            lights[x] = level.Kind[p] != FillLevel.Known
                ? Unknown
                : (ushort)(level.Pixels[p * 4] + (2 * level.Pixels[(p * 4) + 1]) + level.Pixels[(p * 4) + 2]);
        }
    }

    // A quarter of the differences to the right and down, of known pixels to known ones.
    private static Vector256<ushort> Slopes(ushort[] here, ushort[] below, int x)
    {
        var light = Vector256.Create(here, x);
        var sum = Difference(light, Vector256.Create(here, x + 1)) + Difference(light, Vector256.Create(below, x));
        return Vector256.AndNot(sum >> 2, Vector256.Equals(light, Vector256.Create(Unknown)));

        static Vector256<ushort> Difference(Vector256<ushort> a, Vector256<ushort> b) => Vector256.AndNot(
            Vector256.Max(a, b) - Vector256.Min(a, b), Vector256.Equals(b, Vector256.Create(Unknown)));
    }
}
