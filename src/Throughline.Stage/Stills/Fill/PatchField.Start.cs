namespace Throughline.Stage.Stills;

/// <summary>The first guess, on the smallest picture: holes are closed from their borders inward.</summary>
internal sealed partial class PatchField
{
    private const int NearReach = 12;
    private const int MostComparisons = 750_000;
    private const float TrustPerStep = 0.75f;

    private readonly float[] _trust;
    private int _searchStep = 1;
    private readonly int[] _depth;

    /// <summary>
    /// Fills all holes ring by ring, each pixel from the source patch that is most like what is already there.
    /// All sources round it are looked at, and of those far away as many as time allows.
    /// </summary>
    public void Start()
    {
        FindStrange();
        _searchStep = 1 + (int)((long)Targets.Length * Sources.Length / MostComparisons);
        for (var ring = 1; ring <= Deepest; ring++)
        {
            var members = Array.FindAll(Holes, p => _depth[p] == ring);
            Array.Copy(Match, _before, Match.Length);
            _work.For((members.Length + 15) / 16, block =>
            {
                foreach (var p in members.AsSpan(block * 16, Math.Min(16, members.Length - (block * 16))))
                {
                    SearchAll(p);
                }
            });
            foreach (var p in members)
            {
                Array.Copy(_level.Pixels, Match[p] * 4, _level.Pixels, p * 4, 4);
                Compared[p] = uint.MaxValue;
            }
        }

        // Patches that only touch a hole: what their neighbours found is near enough to begin with.
        var rest = Array.FindAll(Targets, p => Match[p] < 0);
        Array.Copy(Match, _before, Match.Length);
        _work.For((rest.Length + 255) / 256, block =>
        {
            foreach (var p in rest.AsSpan(block * 256, Math.Min(256, rest.Length - (block * 256))))
            {
                Match[p] = Any(p, -2);
                Cost[p] = Measure(p, Match[p], int.MaxValue);
                TryNeighbours(p);
            }
        });
    }

    /// <summary>Looks round the target, at what its neighbours had before this ring, and far away.</summary>
    private void SearchAll(int p)
    {
        Match[p] = Any(p, -2);
        Cost[p] = Measure(p, Match[p], int.MaxValue);
        TryNeighbours(p);
        var (x, y) = (X(p), Y(p));
        for (var v = Math.Max(0, y - NearReach); v <= Math.Min(_level.Height - 1, y + NearReach); v++)
        {
            // Every other place, as on a chess board: the passes that follow find the ones between.
            var first = Math.Max(0, x - NearReach);
            for (var u = first + ((first ^ v) & 1); u <= Math.Min(_level.Width - 1, x + NearReach); u += 2)
            {
                Take(p, _level.At(u, v));
            }
        }

        for (var i = p % _searchStep; i < Sources.Length; i += _searchStep)
        {
            Take(p, Sources[i]);
        }
    }

    private void TryNeighbours(int p)
    {
        foreach (var n in (ReadOnlySpan<int>)[p - 1, p + 1, p - _level.Stride, p + _level.Stride])
        {
            if (_before[n] >= 0)
            {
                Take(p, _before[n] + p - n);
            }
        }
    }

    // Takes a source over that is allowed and better than the present match.
    private void Take(int p, int q)
    {
        if (Allowed(p, q))
        {
            var found = Measure(p, q, Cost[p]);
            if (found < Cost[p])
            {
                (Match[p], Cost[p]) = (q, found);
            }
        }
    }

    /// <summary>
    /// Steps across and down from each pixel of a hole to the nearest given pixel, 1 beside it; 0 outside of holes.
    /// </summary>
    private int[] Depths()
    {
        const int Endless = 1 << 20;
        var depth = new int[_level.Kind.Length];
        for (var i = 0; i < depth.Length; i++)
        {
            depth[i] = _level.Kind[i] == FillLevel.Known ? 0 : Endless;
        }

        foreach (var p in Holes)
        {
            depth[p] = Math.Min(depth[p], 1 + Math.Min(depth[p - 1], depth[p - _level.Stride]));
        }

        for (var i = Holes.Length - 1; i >= 0; i--)
        {
            var p = Holes[i];
            depth[p] = Math.Min(depth[p], 1 + Math.Min(depth[p + 1], depth[p + _level.Stride]));
        }

        for (var i = 0; i < depth.Length; i++)
        {
            depth[i] = depth[i] < Endless ? depth[i] : _level.Kind[i] == FillLevel.Hole ? 1 : 0;
        }

        return depth;
    }

    /// <summary>How much each patch is trusted: less, the deeper in a hole it is.</summary>
    private float[] Trusts()
    {
        var trust = new float[_depth.Length];
        foreach (var p in Targets)
        {
            trust[p] = MathF.Pow(TrustPerStep, Math.Min(_depth[p], 60));
        }

        return trust;
    }
}
