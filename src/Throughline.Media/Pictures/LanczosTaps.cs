namespace Throughline.Media.Pictures;

/// <summary>
/// For every pixel along one axis of the result: which source pixels it draws on and with what weights. Weights of a
/// pixel add up to one; beyond the picture's edge there is nothing, and the rest is weighted up.
/// Source: C. E. Duchon, Lanczos filtering in one and two dimensions, 1979,
/// doi:10.1175/1520-0450(1979)018&lt;1016:LFIOAT&gt;2.0.CO;2.
/// </summary>
internal sealed class LanczosTaps
{
    private const int Lobes = 3;
    private readonly int[] _first;
    private readonly float[] _weights;

    /// <param name="source">Pixels the whole picture has along the axis.</param>
    /// <param name="start">Where the region begins, in source pixels.</param>
    /// <param name="length">How long the region is, in source pixels.</param>
    /// <param name="target">Pixels of the result.</param>
    public LanczosTaps(int source, double start, double length, int target)
    {
        var step = length / target;
        var width = Math.Max(1, step);
        Source = source;
        Target = target;
        Count = Math.Min(source, (int)Math.Ceiling(2 * Lobes * width) + 1);
        _first = new int[target];
        _weights = new float[checked(target * Count)];
        Span<double> raw = Count <= 512 ? stackalloc double[Count] : new double[Count];
        for (var i = 0; i < target; i++)
        {
            var centre = start + ((i + 0.5) * step) - 0.5;
            var first = Math.Clamp((int)Math.Ceiling(centre - (Lobes * width)), 0, source - Count);
            var sum = 0.0;
            for (var tap = 0; tap < Count; tap++)
            {
                raw[tap] = Kernel((first + tap - centre) / width);
                sum += raw[tap];
            }

            _first[i] = first;
            for (var tap = 0; tap < Count; tap++)
            {
                _weights[(i * Count) + tap] = (float)(raw[tap] / sum);
            }
        }
    }

    /// <summary>Pixels of the source.</summary>
    public int Source { get; }

    /// <summary>Pixels of the result.</summary>
    public int Target { get; }

    /// <summary>Taps of every pixel.</summary>
    public int Count { get; }

    /// <summary>The first source pixel of result pixel <paramref name="i"/>.</summary>
    public int First(int i) => _first[i];

    /// <summary>The weights of result pixel <paramref name="i"/>, from its first source pixel on.</summary>
    public ReadOnlySpan<float> Weights(int i) => _weights.AsSpan(i * Count, Count);

    private static double Kernel(double x)
    {
        x = Math.Abs(x);
        return x < 1e-9 ? 1 : x >= Lobes ? 0
            : Lobes * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / Lobes) / (Math.PI * Math.PI * x * x);
    }
}
