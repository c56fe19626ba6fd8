namespace Throughline.Stage.Stills;

/// <summary>A number that goes to and fro: a sum of sines, 0 at the picture.</summary>
internal sealed class ScalarWave
{
    private readonly double[] _hertz;
    private readonly float[] _sizes;
    private readonly float _rises;

    /// <summary>A sum of sines of the same sign of slope at the start.</summary>
    /// <param name="hertz">Frequencies.</param>
    /// <param name="sizes">Amplitudes, whose signs say where each begins.</param>
    /// <param name="rises">Share of a turn of the first that goes up: a half is even, less rises quicker than it
    /// falls.</param>
    public ScalarWave(double[] hertz, float[] sizes, float rises = 0.5f) =>
        (_hertz, _sizes, _rises) = (hertz, sizes, rises);

    /// <summary>A wandering of mean square about 1/2: three slow sines whose frequencies have no common
    /// measure.</summary>
    public static ScalarWave Wandering(LifeChance chance, int index, double slowest, double fastest, double period)
    {
        var hertz = new double[3];
        var sizes = new float[3];
        for (var i = 0; i < 3; i++)
        {
            var wanted = slowest * Math.Pow(fastest / slowest, (i + (0.6 * chance.At(index, 20 + i))) / 2.6);
            hertz[i] = 1 / LifeMoment.Whole(1 / wanted, period);
            sizes[i] = (chance.At(index, 30 + i) < 0.5f ? -1 : 1) * (float)(0.75 / (1 + (0.8 * i)));
        }

        return new ScalarWave(hertz, sizes);
    }

    /// <summary>A breath: in over two fifths of its turn, out over three, from rest at 0 to 1.</summary>
    public static ScalarWave Breath(double hertz, double period) =>
        new([1 / LifeMoment.Whole(1 / hertz, period)], [1], 0.4f);

    /// <summary>The number at a time.</summary>
    public float At(double seconds)
    {
        if (_rises != 0.5f)
        {
            var turn = seconds * _hertz[0];
            turn -= Math.Floor(turn);
            var half = turn < _rises ? turn / _rises / 2 : 0.5 + ((turn - _rises) / (1 - _rises) / 2);
            return _sizes[0] * (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * half)));
        }

        double sum = 0;
        for (var i = 0; i < _hertz.Length; i++)
        {
            sum += _sizes[i] * Math.Sin(2 * Math.PI * _hertz[i] * seconds);
        }

        return (float)sum;
    }
}
