using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// One motion of a picture's nodes. A node is eight numbers: where the picture is read from, (0, 1) pixels away, and,
/// where it flows, (2, 3) away with share 4, 0 to 1; how much brighter it is, 5, as a factor less 1; how veiled, 6, 0
/// to 1.
/// </summary>
internal abstract class FieldMotion
{
    private FieldMotion(int[] nodes, LifeSheet sheets = LifeSheet.All)
    {
        Nodes = nodes;
        Sheets = sheets;
    }

    /// <summary>The nodes it moves.</summary>
    public int[] Nodes { get; }

    /// <summary>The sheets it moves.</summary>
    public LifeSheet Sheets { get; }

    /// <summary>Adds what the motion does at a moment.</summary>
    /// <param name="moment">When.</param>
    /// <param name="scratch">At least three numbers for each of <see cref="Nodes"/>.</param>
    /// <param name="field">All nodes of the picture.</param>
    public abstract void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field);

    /// <summary>Carries texture along and begins again, so softly that nobody sees where.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="x">Pixels across that a node is carried in a round.</param>
    /// <param name="y">Pixels down.</param>
    /// <param name="seconds">A round.</param>
    /// <param name="held">Share of the round before the next one shows.</param>
    /// <param name="offsets">How far ahead of the others each node is, in rounds; null when all go together.</param>
    /// <param name="sheets">The sheets it moves.</param>
    public sealed class Flow(int[] nodes, float[] x, float[] y, double seconds, float held, float[]? offsets,
        LifeSheet sheets)
        : FieldMotion(nodes, sheets)
    {
        public override void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field)
        {
            var rounds = moment.Flow / seconds;
            for (var i = 0; i < Nodes.Length; i++)
            {
                var at = rounds + (offsets is null ? 0 : offsets[i] * moment.Gain);
                var s = (float)(at - Math.Floor(at));
                var t = MathF.Max(0, (s - held) / (1 - held));
                var share = t * t * (3 - (2 * t));
                field[Nodes[i]] += Vector256.Create(-x[i] * s, -y[i] * s, -x[i] * (s - 1), -y[i] * (s - 1), share, 0,
                    0, 0);
            }
        }
    }

    /// <summary>Swings to and fro.</summary>
    public sealed class Swing(
        int[] nodes, float[] across, float[] down, WaveSum waveX, WaveSum waveY, WaveSum? gusts, LifeSheet sheets)
            : FieldMotion(nodes, sheets)
    {
        public override void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field)
        {
            int n = Nodes.Length;
            Span<float> sumX = scratch[..n], sumY = scratch.Slice(n, n), gust = scratch.Slice(2 * n, n);
            waveX.At(moment.Seconds, sumX);
            waveY.At(moment.Seconds, sumY);
            gusts?.At(moment.Seconds, gust);
            for (var i = 0; i < n; i++)
            {
                var gain = gusts is null ? moment.Gain : moment.Gain * Math.Clamp(0.7f + (0.5f * gust[i]), 0.25f, 1.2f);
                float dx = across[i] * sumX[i] * gain, dy = down[i] * sumY[i] * gain;
                field[Nodes[i]] += Vector256.Create(dx, dy, dx, dy, 0, 0, 0, 0);
            }
        }
    }

    /// <summary>Veils the picture in banks that drift.</summary>
    public sealed class Veil(int[] nodes, float[] thickness, float dense, WaveSum banks, WaveSum detail)
        : FieldMotion(nodes)
    {
        public override void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field)
        {
            int n = Nodes.Length;
            Span<float> bank = scratch[..n], fine = scratch.Slice(n, n);
            banks.At(moment.Seconds, bank);
            detail.At(moment.Seconds, fine);
            for (var i = 0; i < n; i++)
            {
                var t = Math.Clamp(0.42f + dense + (0.42f * bank[i]) + (0.16f * fine[i]), 0, 1);
                field[Nodes[i]] += Vector256.Create(0, 0, 0, 0, 0, 0,
                    thickness[i] * moment.Fade * t * t * (3 - (2 * t)), 0);
            }
        }
    }

    /// <summary>Glints where waves catch the light.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="amount">How much of each node's light comes and goes.</param>
    /// <param name="waves">The waves.</param>
    /// <param name="sharp">How much sharper bright sides are than dark ones, 0 to 1.</param>
    /// <param name="sheets">The sheets it lights.</param>
    public sealed class Glint(int[] nodes, float[] amount, WaveSum waves, float sharp, LifeSheet sheets)
        : FieldMotion(nodes, sheets)
    {
        public override void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field)
        {
            var sum = scratch[..Nodes.Length];
            waves.At(moment.Seconds, sum);
            for (var i = 0; i < sum.Length; i++)
            {
                // Of a wave of mean square 1/2, s² - 1/2 is 0 in the mean: what is lit up here is taken away there.
                var light = sum[i] + (sharp * ((sum[i] * MathF.Abs(sum[i])) + (sum[i] * sum[i]) - 0.5f));
                field[Nodes[i]] += Vector256.Create(0, 0, 0, 0, 0, amount[i] * moment.Gain * light, 0, 0);
            }
        }
    }

    /// <summary>A light that is not steady, and its glow.</summary>
    /// <param name="nodes">The nodes it lights.</param>
    /// <param name="amount">How much of each node's light it is.</param>
    /// <param name="hertz">Frequencies of its unrest.</param>
    /// <param name="sizes">How strong each is.</param>
    /// <param name="phases">Where each begins, radians.</param>
    public sealed class Glow(int[] nodes, float[] amount, double[] hertz, float[] sizes, float[] phases)
        : FieldMotion(nodes)
    {
        public override void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field)
        {
            double level = 0;
            for (var w = 0; w < hertz.Length; w++)
            {
                level += sizes[w] * Math.Sin((2 * Math.PI * hertz[w] * moment.Seconds) + phases[w]);
            }

            for (var i = 0; i < Nodes.Length; i++)
            {
                field[Nodes[i]] += Vector256.Create(0, 0, 0, 0, 0, amount[i] * (float)level * moment.Gain, 0, 0);
            }
        }
    }

    /// <summary>Shapes that come and go: a sum of displacements, each as strong as its wave says.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="across">Pixels to the right that each shape reads each node from.</param>
    /// <param name="down">Pixels down.</param>
    /// <param name="waves">How strong each shape is.</param>
    public sealed class Pose(int[] nodes, float[][] across, float[][] down, ScalarWave[] waves)
        : FieldMotion(nodes, LifeSheet.Land)
    {
        public override void Add(in LifeMoment moment, Span<float> scratch, Span<Vector256<float>> field)
        {
            for (var w = 0; w < waves.Length; w++)
            {
                var share = waves[w].At(moment.Seconds) * moment.Gain;
                for (var i = 0; i < Nodes.Length; i++)
                {
                    float dx = share * across[w][i], dy = share * down[w][i];
                    field[Nodes[i]] += Vector256.Create(dx, dy, dx, dy, 0, 0, 0, 0);
                }
            }
        }
    }
}
