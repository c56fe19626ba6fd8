namespace Throughline.Stage.Stills;

/// <summary>
/// For each patch that touches a hole, the patch of the given picture that is most like it.
/// Source: PatchMatch, Barnes et al. 2009, doi:10.1145/1531326.1531330.
/// </summary>
/// <remarks>
/// Threads work on blocks of rows. Within a block good matches spread at once; across blocks they are read as they were
/// before the pass, so that the result does not depend on the threads.
/// </remarks>
internal sealed partial class PatchField
{
    private const int BlockRows = 24;
    private const float RowWeight = 300;
    private const float ColumnWeight = 4000;

    private readonly FillLevel _level;
    private readonly FillOptions _options;
    private readonly FillWork _work;
    private readonly int _radius;
    private readonly int[] _rowStart;
    private readonly int[] _before;
    private readonly int[] _rowCost;
    private readonly int _topSource;
    private readonly int _bottomSource;
    private byte[] _need;

    /// <summary>Lists the targets and sources of a level; no target has a match yet.</summary>
    public PatchField(FillLevel level, FillOptions options, int radius, FillWork work)
    {
        _level = level;
        _options = options;
        _work = work;
        _radius = radius;
        var count = level.Kind.Length;
        var notHole = new byte[count];
        Compared = new uint[count];
        var rows = count / level.Stride;
        work.For((rows + 31) / 32, block =>
        {
            for (var i = block * 32 * level.Stride; i < Math.Min(rows, (block + 1) * 32) * level.Stride; i++)
            {
                notHole[i] = level.Kind[i] == FillLevel.Hole ? (byte)0 : (byte)255;
                Compared[i] = level.Kind[i] == FillLevel.Known ? uint.MaxValue : 0;
            }
        });
        var clear = ByteFilter.Minimum(notHole, level.Stride, radius, work);
        FarEnough = ByteFilter.Minimum(level.Far, level.Stride, radius, work);
        work.For((level.Height + 31) / 32, block =>
        {
            for (var i = level.At(0, block * 32); i < level.At(level.Width, Math.Min(level.Height, (block + 1) * 32) - 1); i++)
            {
                clear[i] |= level.Kind[i] == FillLevel.Void ? (byte)1 : (byte)0;
            }
        });
        (Targets, _rowStart) = Collect(clear, isZero: true);
        (Holes, _) = Collect(notHole, isZero: true);
        (Sources, _) = Collect(FarEnough, isZero: false);
        Match = new int[count];
        Array.Fill(Match, -1);
        Cost = new int[count];
        _before = new int[count];
        _need = level.Need ?? [];
        _rowCost = RowCosts();
        (_topSource,
            _bottomSource) = Sources.Length == 0 ? (0, 0) : (Sources[0] / level.Stride, Sources[^1] / level.Stride);
        _depth = Depths();
        _trust = Trusts();
        RelaxNeed();
    }

    /// <summary>The level that is completed.</summary>
    public FillLevel Level => _level;

    /// <summary>Steps from the deepest hole pixel to the nearest given one.</summary>
    public int Deepest => Holes.Length == 0 ? 0 : Holes.Max(p => _depth[p]);

    /// <summary>Places of all patch centres to be matched, in reading order.</summary>
    public int[] Targets { get; }

    /// <summary>Places of all pixels to be filled, in reading order.</summary>
    public int[] Holes { get; }

    /// <summary>Places of all patch centres that may be copied, in reading order.</summary>
    public int[] Sources { get; }

    /// <summary>The matched source of each target; -1 elsewhere.</summary>
    public int[] Match { get; }

    /// <summary>The distance of each match.</summary>
    public int[] Cost { get; }

    /// <summary>All bits set where a pixel counts in comparisons.</summary>
    public uint[] Compared { get; }

    /// <summary>
    /// The nearest pixel of each source patch as <see cref="FillLevel.Far"/>; 0 where none may be copied.
    /// </summary>
    public byte[] FarEnough { get; }

    /// <summary>Lets filled pixels take part in comparisons.</summary>
    public void CompareHoles()
    {
        foreach (var hole in Holes)
        {
            Compared[hole] = uint.MaxValue;
        }
    }

    /// <summary>Takes over the matches of the next smaller level.</summary>
    public void Enlarge(PatchField smaller)
    {
        EnlargeStrange(smaller);
        _work.For((Targets.Length + 4095) / 4096, block =>
        {
            for (var i = block * 4096; i < Math.Min(Targets.Length, (block + 1) * 4096); i++)
            {
                var p = Targets[i];
                var (x, y) = (X(p), Y(p));
                var parent = smaller._level.At(x / 2, y / 2);
                var match = smaller.Match[parent];
                if (match >= 0)
                {
                    var q = _level.At(
                        Math.Clamp((2 * smaller.X(match)) + (x & 1), 0, _level.Width - 1),
                        Math.Clamp((2 * smaller.Y(match)) + (y & 1), 0, _level.Height - 1));
                    Match[p] = Nearby(p, q);
                }

                if (Match[p] < 0)
                {
                    Match[p] = Any(p, -1);
                }
            }
        });
    }

    /// <summary>One pass over all targets: recompute, take over from neighbours, try at random.</summary>
    /// <param name="iteration">Number of the pass; odd passes run backward.</param>
    /// <param name="reach">First radius of the random search, in pixels; it is halved down to 1. 0: none.</param>
    public void Improve(int iteration, int reach)
    {
        Array.Copy(Match, _before, Match.Length);
        var shift = iteration % 2 * (BlockRows / 2);
        _work.For(((_level.Height + shift) / BlockRows) + 1, block =>
        {
            var top = Math.Max(0, (block * BlockRows) - shift);
            var bottom = Math.Min(_level.Height, ((block + 1) * BlockRows) - shift);
            if (top >= bottom)
            {
                return;
            }

            var (first, end) = (_rowStart[top], _rowStart[bottom]);
            for (var i = first; i < end; i++)
            {
                ImproveOne(Targets[iteration % 2 == 0 ? i : end - 1 - (i - first)], iteration, reach, top, bottom);
            }
        });
    }

    /// <summary>The distance between a target and a source that it may take.</summary>
    private int Measure(int p, int q, int limit)
    {
        var prior = 0;
        if (_rowCost.Length != 0)
        {
            var (py, px) = Math.DivRem(p, _level.Stride);
            var (qy, qx) = Math.DivRem(q, _level.Stride);
            prior = _rowCost[Math.Abs(Math.Clamp(py, _topSource, _bottomSource) - qy)]
                + (int)(ColumnWeight * _options.RowPrior * Math.Abs(px - qx) / _level.Width);
        }

        if (_strange.Length != 0)
        {
            prior += _strange[q];
        }

        if (_useCost.Length != 0)
        {
            prior += _useCost[q];
        }

        return prior >= limit
            ? prior
            : prior + PatchDistance.Between(_level.Pixels, Compared, _level.Stride, _radius, p, q, limit - prior);
    }

    private void ImproveOne(int p, int iteration, int reach, int top, int bottom)
    {
        var best = Match[p];
        var cost = best < 0 ? int.MaxValue : Measure(p, best, int.MaxValue);
        var step = iteration % 2 == 0 ? 1 : -1;
        Propagate(p, p - step, Match);
        var row = Y(p) - step;
        Propagate(p, p - (step * _level.Stride), row >= top && row < bottom ? Match : _before);

        var random = new FillRandom(_options.Seed, _level.Number, iteration, p);
        for (var radius = reach; radius >= 1; radius /= 2)
        {
            var x = X(best) + random.Within(radius);
            var y = Y(best) + random.Within(radius);
            if ((uint)x < (uint)_level.Width && (uint)y < (uint)_level.Height)
            {
                Try(p, _level.At(x, y));
            }
        }

        if (reach > 0)
        {
            Try(p, Sources[random.Below(Sources.Length)]);
        }

        Match[p] = best;
        Cost[p] = cost;

        void Propagate(int target, int neighbour, int[] matches)
        {
            var match = matches[neighbour];
            if (match >= 0)
            {
                Try(target, match + target - neighbour);
            }
        }

        void Try(int target, int q)
        {
            if (q == best || !Allowed(target, q))
            {
                return;
            }

            var found = Measure(target, q, cost);
            if (found < cost)
            {
                (best, cost) = (q, found);
            }
        }
    }

    private bool Allowed(int p, int q) =>
        _need.Length == 0 ? FarEnough[q] != 0 : FarEnough[q] >= Math.Max((byte)1, _need[p]);

    private int X(int place) => (place % _level.Stride) - FillLevel.Pad;

    private int Y(int place) => (place / _level.Stride) - FillLevel.Pad;

    /// <summary>The nearest allowed source within a few pixels of <paramref name="q"/>, or -1.</summary>
    private int Nearby(int p, int q)
    {
        for (var ring = 0; ring <= 3; ring++)
        {
            for (var dy = -ring; dy <= ring; dy++)
            {
                for (var dx = -ring; dx <= ring; dx++)
                {
                    var place = q + (dy * _level.Stride) + dx;
                    if (Math.Max(Math.Abs(dx), Math.Abs(dy)) == ring && Allowed(p, place))
                    {
                        return place;
                    }
                }
            }
        }

        return -1;
    }

    /// <summary>Some allowed source: a few at random, then the first in order.</summary>
    private int Any(int p, int iteration)
    {
        var random = new FillRandom(_options.Seed, _level.Number, iteration, p);
        var start = 0;
        for (var i = 0; i < 24; i++)
        {
            start = random.Below(Sources.Length);
            if (Allowed(p, Sources[start]))
            {
                return Sources[start];
            }
        }

        for (var i = 0; i < Sources.Length; i++)
        {
            var q = Sources[(start + i) % Sources.Length];
            if (Allowed(p, q))
            {
                return q;
            }
        }

        return -1;
    }

    /// <summary>A target that asks for more distance than any source has gets the farthest there are.</summary>
    private void RelaxNeed()
    {
        if (_need.Length == 0 || Sources.Length == 0)
        {
            return;
        }

        Span<int> histogram = stackalloc int[256];
        foreach (var source in Sources)
        {
            histogram[FarEnough[source]]++;
        }

        var enough = Math.Min(64, Sources.Length);
        var highest = 255;
        for (var sum = 0; highest > 1; highest--)
        {
            sum += histogram[highest];
            if (sum >= enough)
            {
                break;
            }
        }

        _need = (byte[])_need.Clone();
        for (var i = 0; i < _need.Length; i++)
        {
            _need[i] = Math.Min(_need[i], (byte)highest);
        }
    }

    private int[] RowCosts()
    {
        if (_options.RowPrior == 0)
        {
            return [];
        }

        var size = (2 * _radius) + 1;
        var costs = new int[_level.Height];
        for (var dy = 0; dy < costs.Length; dy++)
        {
            var travel = Math.Min(1f, dy / (0.15f * _level.Height));
            costs[dy] = (int)(_options.RowPrior * RowWeight * size * size * travel * travel);
        }

        return costs;
    }

    /// <summary>The places of the picture whose byte is 0, or of those whose byte is not, in reading order.</summary>
    private (int[] Places, int[] RowStart) Collect(byte[] plane, bool isZero)
    {
        var starts = new int[_level.Height + 1];
        for (var y = 0; y < _level.Height; y++)
        {
            var zeros = plane.AsSpan(_level.At(0, y), _level.Width).Count((byte)0);
            starts[y + 1] = starts[y] + (isZero ? zeros : _level.Width - zeros);
        }

        var places = new int[starts[^1]];
        _work.For((_level.Height + 31) / 32, block =>
        {
            for (var y = block * 32; y < Math.Min(_level.Height, (block + 1) * 32); y++)
            {
                var row = plane.AsSpan(_level.At(0, y), _level.Width);
                var to = starts[y];
                for (var x = 0; to < starts[y + 1]; x++)
                {
                    if (row[x] == 0 == isZero)
                    {
                        places[to++] = _level.At(x, y);
                    }
                }
            }
        });
        return (places, starts);
    }
}
