using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// The smoothest surface through given values: the solution of Laplace's equation where values are wanted, with no flow
/// across the border to pixels that are neither wanted nor given.
/// </summary>
/// <remarks>
/// Solved from coarse to fine, a few red-black relaxations a level; exact enough where differences of a few grey levels
/// are spread over a hole. Planes share one stride and have at least one unused pixel on every side.
/// </remarks>
internal static class Membrane
{
    /// <summary>Neither wanted nor given.</summary>
    public const byte Absent = 0;

    /// <summary>To be computed.</summary>
    public const byte Wanted = 1;

    /// <summary>Given.</summary>
    public const byte Given = 2;

    private const int Sweeps = 6;
    private const int EmptyRun = 16;

    /// <summary>
    /// Computes the values of all wanted pixels in place; those that no given pixel reaches take the mean of all.
    /// </summary>
    public static void Solve(Vector128<float>[] values, byte[] state, int stride, FillWork work)
    {
        var rows = state.Length / stride;
        if (Math.Max(stride, rows) > 6)
        {
            StartFromHalf(values, state, stride, rows, work);
        }
        else
        {
            StartFromMean(values, state);
        }

        for (var sweep = 0; sweep < 2 * Sweeps; sweep++)
        {
            var colour = sweep & 1;
            work.For((rows + 31) / 32, block =>
            {
                for (var y = Math.Max(1, block * 32); y < Math.Min(rows - 1, (block + 1) * 32); y++)
                {
                    Relax(values, state, stride, y, colour);
                }
            });
        }
    }

    private static void StartFromMean(Vector128<float>[] values, byte[] state)
    {
        var sum = Vector128<float>.Zero;
        var given = 0;
        for (var i = 0; i < state.Length; i++)
        {
            sum += state[i] == Given ? values[i] : Vector128<float>.Zero;
            given += state[i] == Given ? 1 : 0;
        }

        for (var i = 0; given > 0 && i < state.Length; i++)
        {
            values[i] = state[i] == Wanted ? sum / given : values[i];
        }
    }

    private static void Relax(Vector128<float>[] values, byte[] state, int stride, int y, int colour)
    {
        // Most rows want little: runs of wanted pixels are found many at a time.
        var row = state.AsSpan(y * stride, stride - 1);
        for (var x = row.IndexOf(Wanted); x >= 0 && x < row.Length;)
        {
            var length = row[x..].IndexOfAnyExcept(Wanted);
            var end = length < 0 ? row.Length : x + length;
            for (x += (x ^ y ^ colour ^ 1) & 1; x < end; x += 2)
            {
                RelaxOne(values, state, stride, (y * stride) + x);
            }

            var next = row[end..].IndexOf(Wanted);
            x = next < 0 ? row.Length : end + next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RelaxOne(Vector128<float>[] values, byte[] state, int stride, int p)
    {
        var sum = Vector128<float>.Zero;
        var count = 0;
        Add(p - 1);
        Add(p + 1);
        Add(p - stride);
        Add(p + stride);
        if (count > 0)
        {
            values[p] = sum / count;
        }

        void Add(int n)
        {
            if (state[n] != Absent)
            {
                sum += values[n];
                count++;
            }
        }
    }

    // Whether a stretch of this row and of the one above it holds nothing; stretches of nothing are long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsEmpty(byte[] state, int stride, int rows, int x, int y) =>
        x + EmptyRun <= stride && y < rows
        && (Vector128.Create(state, ((y - 1) * stride) + x)
            | Vector128.Create(state, (y * stride) + x)) == Vector128<byte>.Zero;

    private static void StartFromHalf(Vector128<float>[] values, byte[] state, int stride, int rows, FillWork work)
    {
        // The half picture keeps one unused pixel on every side: its pixel (x, y) covers (2x - 1, 2y - 1) to (2x, 2y).
        var (halfStride, halfRows) = ((stride / 2) + 2, (rows / 2) + 2);
        var halfValues = new Vector128<float>[halfStride * halfRows];
        var halfState = new byte[halfStride * halfRows];
        work.For((halfRows + 15) / 16, block =>
        {
            for (var y = Math.Max(1, block * 16); y < Math.Min(halfRows - 1, (block + 1) * 16); y++)
            {
                for (var x = 1; x < halfStride - 1; x++)
                {
                    if (IsEmpty(state, stride, rows, (2 * x) - 1, 2 * y))
                    {
                        x += (EmptyRun / 2) - 1;
                        continue;
                    }

                    Gather(x, y);
                }
            }
        });
        Solve(halfValues, halfState, halfStride, work);
        work.For((rows + 31) / 32, block =>
        {
            for (var y = block * 32; y < Math.Min(rows, (block + 1) * 32); y++)
            {
                for (var x = 0; x < stride; x++)
                {
                    if (state[(y * stride) + x] == Wanted)
                    {
                        values[(y * stride) + x] = halfValues[((y + 1) / 2 * halfStride) + ((x + 1) / 2)];
                    }
                }
            }
        });

        void Gather(int x, int y)
        {
            var sum = Vector128<float>.Zero;
            var (given, wanted) = (0, false);
            for (var v = (2 * y) - 1; v <= Math.Min(rows - 1, 2 * y); v++)
            {
                for (var u = (2 * x) - 1; u <= Math.Min(stride - 1, 2 * x); u++)
                {
                    var p = (v * stride) + u;
                    wanted |= state[p] == Wanted;
                    if (state[p] == Given)
                    {
                        sum += values[p];
                        given++;
                    }
                }
            }

            halfState[(y * halfStride) + x] = given > 0 ? Given : wanted ? Wanted : Absent;
            halfValues[(y * halfStride) + x] = given > 0 ? sum / given : sum;
        }
    }
}
