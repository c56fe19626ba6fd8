namespace Throughline.Stage.Stills;

/// <summary>
/// Keeps a subject in the middle of a picture from turning up again beyond its edge: what is unlike everything along
/// the border costs more.
/// </summary>
internal sealed partial class PatchField
{
    private const float StrangeWeight = 0.5f;

    // A thin band is filled at the picture's own size, with millions of pairs of a source and a place on its border.
    private const int MostPairs = 20_000_000;

    private int[] _strange = [];

    /// <summary>Measures each source against the given pixels beside the holes; for the smallest level.</summary>
    public void FindStrange()
    {
        var border = Array.FindAll(Targets, p => _level.Kind[p] == FillLevel.Known);
        if (_options.RowPrior == 0 || border.Length == 0)
        {
            return;
        }

        var size = (2 * _radius) + 1;
        var step = 1 + (int)((long)border.Length * Sources.Length / MostPairs);
        _strange = new int[Match.Length];
        _work.For(Sources.Length, source =>
        {
            var q = Sources[source];
            var least = int.MaxValue;
            for (var i = 0; i < border.Length; i += step)
            {
                var p = border[i];
                var rise = 100 * (Y(p) - Y(q)) / _level.Height;
                least = Math.Min(least, Unlike(p, q) + (rise * rise / 4));
            }

            _strange[q] = (int)(_options.RowPrior * StrangeWeight * size * size * Math.Min(least, 3000));
        });
    }

    private void EnlargeStrange(PatchField smaller)
    {
        if (smaller._strange.Length == 0)
        {
            return;
        }

        _strange = new int[Match.Length];
        foreach (var q in Sources)
        {
            _strange[q] = smaller._strange[smaller._level.At(X(q) / 2, Y(q) / 2)];
        }
    }

    private int Unlike(int p, int q)
    {
        var sum = 0;
        for (var c = 0; c < 4; c++)
        {
            var d = _level.Pixels[(p * 4) + c] - _level.Pixels[(q * 4) + c];
            sum += d * d;
        }

        return sum;
    }
}
