using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Media.Pictures;

/// <summary>
/// Resamples a band of rows: each source row is narrowed or widened once and kept in a ring as long as the rows below
/// need it, then rows are summed. Lanes: the four channels of a pixel across, whole vectors of values down; remainder
/// scalar. One instance serves one thread.
/// </summary>
internal sealed class LanczosPass(LanczosTaps columns, LanczosTaps rows, int channels)
{
    private readonly float[] _source = new float[columns.Source * channels];
    private readonly float[] _sum = new float[columns.Target * channels];
    private readonly float[][] _ring = MakeRing(rows.Count, columns.Target * channels);

    /// <summary>Reads source row y into the span.</summary>
    public delegate void Load(int y, Span<float> row);

    /// <summary>Takes the finished row y of the result.</summary>
    public delegate void Store(int y, ReadOnlySpan<float> row);

    /// <summary>Makes rows <paramref name="from"/> up to <paramref name="to"/> of the result.</summary>
    public void Run(int from, int to, Load load, Store store)
    {
        var next = rows.First(from);
        for (var y = from; y < to; y++)
        {
            var first = rows.First(y);
            next = Math.Max(next, first);
            for (; next < first + rows.Count; next++)
            {
                load(next, _source);
                Across(_ring[next % rows.Count]);
            }

            _sum.AsSpan().Clear();
            var weights = rows.Weights(y);
            for (var tap = 0; tap < weights.Length; tap++)
            {
                if (weights[tap] != 0)
                {
                    Add(_sum, _ring[(first + tap) % rows.Count], weights[tap]);
                }
            }

            store(y, _sum);
        }
    }

    private static float[][] MakeRing(int rows, int length)
    {
        var ring = new float[rows][];
        for (var i = 0; i < rows; i++)
        {
            ring[i] = new float[length];
        }

        return ring;
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> row, float weight)
    {
        var x = 0;
        var scale = new Vector<float>(weight);
        for (; x <= sum.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            Vector.FusedMultiplyAdd(new Vector<float>(row[x..]), scale, new Vector<float>(sum[x..])).CopyTo(sum[x..]);
        }

        for (; x < sum.Length; x++)
        {
            sum[x] = MathF.FusedMultiplyAdd(row[x], weight, sum[x]);
        }
    }

    private void Across(float[] row)
    {
        if (channels == 4)
        {
            var source = MemoryMarshal.Cast<float, Vector128<float>>(_source.AsSpan());
            var target = MemoryMarshal.Cast<float, Vector128<float>>(row.AsSpan());
            for (var x = 0; x < target.Length; x++)
            {
                var sum = Vector128<float>.Zero;
                var weights = columns.Weights(x);
                var pixels = source.Slice(columns.First(x), weights.Length);
                for (var tap = 0; tap < weights.Length; tap++)
                {
                    sum = Vector128.FusedMultiplyAdd(pixels[tap], Vector128.Create(weights[tap]), sum);
                }

                target[x] = sum;
            }

            return;
        }

        for (var x = 0; x < row.Length; x++)
        {
            var weights = columns.Weights(x);
            var values = _source.AsSpan(columns.First(x), weights.Length);
            var sum = 0f;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                sum = MathF.FusedMultiplyAdd(values[tap], weights[tap], sum);
            }

            row[x] = sum;
        }
    }
}
