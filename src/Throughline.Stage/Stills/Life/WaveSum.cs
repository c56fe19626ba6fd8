using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Sums of travelling waves at fixed places. Each wave, a·sin(k·x + p - w·t), is kept as its sine and cosine at each
/// place, so that an instant costs two multiplications a wave and place. Lanes: neighbouring places. Remainder:
/// scalar.
/// </summary>
internal sealed class WaveSum
{
    private readonly float[] _sine;
    private readonly float[] _cosine;
    private readonly double[] _speed;
    private readonly int _places;

    /// <summary>Waves of mean square 1/2 altogether.</summary>
    /// <param name="x">Across, in any unit.</param>
    /// <param name="y">Down, in the same unit.</param>
    /// <param name="spread">What waves there are.</param>
    /// <param name="chance">Decides directions and phases.</param>
    /// <param name="scale">Units of the places to a pixel of a frame 1280 wide.</param>
    /// <param name="wind">1 when the wind goes right, -1 left.</param>
    /// <param name="period">Length of a loop in seconds, 0 without.</param>
    /// <param name="plane">The water that the places lie on, which shows no wave finer than they are; null
    /// without.</param>
    public WaveSum(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, WaveSpread spread, LifeChance chance, float scale, int wind,
            double period, WaterPlane? plane = null)
    {
        _places = x.Length;
        _speed = new double[spread.Count];
        _sine = new float[spread.Count * _places];
        _cosine = new float[spread.Count * _places];
        double power = 0;

        // Radians from right to down.
        var heading = spread.To switch
        {
            LifeHeading.Wind => wind > 0 ? 0 : Math.PI,
            LifeHeading.Up => -Math.PI / 2,
            LifeHeading.Down or LifeHeading.Texture => Math.PI / 2,
            _ => 0,
        };
        Span<double> sizes = stackalloc double[spread.Count];
        for (var w = 0; w < spread.Count; w++)
        {
            var share = spread.Count == 1 ? 0 : (w + chance.At(w, 0) - 0.5) / (spread.Count - 1);
            sizes[w] = Math.Pow(2, -share * spread.Falls);
            power += sizes[w] * sizes[w];
        }

        for (var w = 0; w < spread.Count; w++)
        {
            var share = spread.Count == 1 ? 0 : Math.Clamp((w + chance.At(w, 0) - 0.5) / (spread.Count - 1), 0, 1);
            var length = scale * spread.Longest * Math.Pow(spread.Shortest / spread.Longest, share);
            var angle = heading + (spread.Fan * chance.Signed(w, 1));
            double kx = 2 * Math.PI / length * Math.Cos(angle) * spread.SquashX,
                ky = 2 * Math.PI / length * Math.Sin(angle);
            var hertz = spread.SlowestHertz * Math.Pow(spread.FastestHertz / spread.SlowestHertz, share);
            _speed[w] = 2 * Math.PI / LifeMoment.Whole(1 / hertz, period);
            var phase = 2 * Math.PI * chance.At(w, 2);
            var size = sizes[w] / Math.Sqrt(power);
            for (var i = 0; i < _places; i++)
            {
                var (sin, cos) = Math.SinCos((kx * x[i]) + (ky * y[i]) + phase);
                var here = size * (plane?.Shown(i, kx, ky) ?? 1);
                _sine[(w * _places) + i] = (float)(here * sin);
                _cosine[(w * _places) + i] = (float)(here * cos);
            }
        }
    }

    /// <summary>Writes the sum at each place.</summary>
    public void At(double seconds, Span<float> sum)
    {
        sum = sum[.._places];
        sum.Clear();
        for (var w = 0; w < _speed.Length; w++)
        {
            var (sin, cos) = Math.SinCos(_speed[w] * seconds);
            float c = (float)cos, s = (float)-sin;
            ReadOnlySpan<float> sine = _sine.AsSpan(w * _places, _places),
                cosine = _cosine.AsSpan(w * _places, _places);
            var i = 0;
            for (; i <= _places - Vector<float>.Count; i += Vector<float>.Count)
            {
                var here = new Vector<float>(sum[i..]) + (new Vector<float>(sine[i..]) * c)
                    + (new Vector<float>(cosine[i..]) * s);
                here.CopyTo(sum[i..]);
            }

            for (; i < _places; i++)
            {
                sum[i] = sum[i] + (sine[i] * c) + (cosine[i] * s);
            }
        }
    }
}
