namespace Throughline.Stage.Stills;

/// <summary>Keeps one patch from being repeated: sources in frequent use cost more.</summary>
/// <remarks>Source: Kaspar et al. 2015, doi:10.1111/cgf.12565 (uniform use of the example).</remarks>
internal sealed partial class PatchField
{
    private const int UseWeight = 60;

    private const int Recognised = 6;

    private int[] _useCost = [];

    /// <summary>Counts how often the patches round each source are used by the present matches.</summary>
    public void CountUse()
    {
        var (stride, size) = (_level.Stride, (2 * _radius) + 1);
        if (_useCost.Length == 0)
        {
            _useCost = new int[Match.Length];
        }

        var used = new int[Match.Length];
        foreach (var p in Targets)
        {
            if (Match[p] >= 0)
            {
                used[Match[p]]++;
            }
        }

        var across = new int[Match.Length];
        Slide(used, across, 1, size, _radius);
        Slide(across, _useCost, stride, size, _radius);
        var most = 4 * UseWeight * size * size;
        foreach (var q in Sources)
        {
            // To be used once is free; where nothing can be recognised, so is any use.
            var cost = Math.Clamp((_useCost[q] - (size * size)) * UseWeight, 0, most);
            _useCost[q] = cost / Recognised * Math.Min(Recognised, (int)_level.Pixels[(q * 4) + 3]);
        }
    }

    private static void Slide(int[] from, int[] to, int step, int size, int radius)
    {
        for (var i = radius * step; i < from.Length - (radius * step); i++)
        {
            var left = i - ((radius + 1) * step);
            to[i] = left >= radius * step
                ? to[i - step] + from[i + (radius * step)] - from[left]
                : Sum(from, i, step, size, radius);
        }
    }

    private static int Sum(int[] from, int i, int step, int size, int radius)
    {
        var sum = 0;
        for (var k = 0; k < size; k++)
        {
            sum += from[i + ((k - radius) * step)];
        }

        return sum;
    }
}
