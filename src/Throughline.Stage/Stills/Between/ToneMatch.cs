using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>The change of tone from one picture to another, channel by channel, from means and spreads.</summary>
internal static class ToneMatch
{
    private const float LeastGain = 0.4f;
    private const float MostGain = 2.5f;

    /// <summary>The change over the pixels that both pictures of a pair show.</summary>
    public static Tone Of(PairStudy study, Picture first, Picture last)
    {
        var (own, other) = (new Sums(), new Sums());
        var side = study.First;
        var reduction = study.Light.Reduction;
        for (var y = 0; y < side.Visible.Height; y++)
        {
            for (var x = 0; x < side.Visible.Width; x++)
            {
                var at = side.Visible.At(x, y);
                if (side.Visible.Values[at] == 0 || side.Differs.Values[at] > 0.5f)
                {
                    continue;
                }

                float px = ((x + 0.5f) * reduction) - 0.5f, py = ((y + 0.5f) * reduction) - 0.5f;
                var (u, v) = study.Map.Map(px + (side.Flow.X.Values[at] * reduction),
                    py + (side.Flow.Y.Values[at] * reduction));
                own.Add(first, (int)(px + 0.5f), (int)(py + 0.5f));
                other.Add(last, (int)Math.Round(u), (int)Math.Round(v));
            }
        }

        return own.Count < 50 ? Tone.None : Of(own, other, LeastGain, MostGain);
    }

    /// <summary>The change over all of two pictures, no channel's spread changed by more than
    /// <paramref name="most"/>.</summary>
    public static Tone Of(Picture first, Picture last, float most)
    {
        var (own, other) = (new Sums(), new Sums());
        for (var y = 0; y < first.Height; y += 2)
        {
            for (var x = 0; x < first.Width; x += 2)
            {
                own.Add(first, x, y);
                other.Add(last, x, y);
            }
        }

        return Of(own, other, 1 / most, most);
    }

    private static Tone Of(Sums own, Sums other, float least, float most)
    {
        Span<float> gain = stackalloc float[3], lift = stackalloc float[3];
        for (var c = 0; c < 3; c++)
        {
            gain[c] = Math.Clamp((float)((other.Spread(c) + 1) / (own.Spread(c) + 1)), least, most);
            lift[c] = (float)(other.Mean(c) - (gain[c] * own.Mean(c)));
        }

        return new Tone(gain[0], gain[1], gain[2], lift[0], lift[1], lift[2]);
    }

    private sealed class Sums
    {
        private readonly long[] _sum = new long[3];
        private readonly long[] _squares = new long[3];

        public long Count { get; private set; }

        public double Mean(int channel) => (double)_sum[channel] / Count;

        public double Spread(int channel) =>
            Math.Sqrt(Math.Max(((double)_squares[channel] / Count) - (Mean(channel) * Mean(channel)), 0));

        public void Add(Picture picture, int x, int y)
        {
            var at = ((Math.Clamp(y, 0, picture.Height - 1) * picture.Width) + Math.Clamp(x, 0, picture.Width - 1)) * 4;
            for (var c = 0; c < 3; c++)
            {
                int value = picture.Pixels[at + c];
                _sum[c] += value;
                _squares[c] += value * value;
            }

            Count++;
        }
    }
}
