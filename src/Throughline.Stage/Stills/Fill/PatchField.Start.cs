namespace Throughline.Stage.Stills;

/// <summary>The first guess, on the smallest picture: holes are closed from their borders inward.</summary>
internal sealed partial class PatchField
{
    private const int NearReach = 12;
    private const int MostComparisons = 1_500_000;
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
            _work.For(members.Length, i => SearchAll(members[i]));
            foreach (var p in members)
            {
                Array.Copy(_level.Pixels, Match[p] * 4, _level.Pixels, p * 4, 4);
                Compared[p] = uint.MaxValue;
            }
        }

        var rest = Array.FindAll(Targets, p => Match[p] < 0);
        Array.Copy(Match, _before, Match.Length);
        _work.For(rest.Length, i => SearchAll(rest[i]));
    }

    /// <summary>Looks round the target, at what its neighbours had before this ring, and far away.</summary>
    private void SearchAll(int p)
    {
        var best = Any(p, -2);
        var cost = Measure(p, best, int.MaxValue);
        var (x, y, stride) = (X(p), Y(p), _level.Stride);
        foreach (var n in (ReadOnlySpan<int>)[p - 1, p + 1, p - stride, p + stride])
        {
            if (_before[n] >= 0)
            {
                Try(_before[n] + p - n);
            }
        }

        for (var v = Math.Max(0, y - NearReach); v <= Math.Min(_level.Height - 1, y + NearReach); v++)
        {
            for (var u = Math.Max(0, x - NearReach); u <= Math.Min(_level.Width - 1, x + NearReach); u++)
            {
                Try(_level.At(u, v));
            }
        }

        for (var i = p % _searchStep; i < Sources.Length; i += _searchStep)
        {
            Try(Sources[i]);
        }

        Match[p] = best;
        Cost[p] = cost;

        void Try(int q)
        {
            if (Allowed(p, q))
            {
                var found = Measure(p, q, cost);
                if (found < cost)
                {
                    (best, cost) = (q, found);
                }
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
