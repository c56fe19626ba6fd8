namespace Throughline.Stage.Stills;

/// <summary>
/// The cheapest division of the patches in two: minimum cut by Dinic's algorithm over the patch graph.
/// Source: Boykov and Jolly 2001, doi:10.1109/ICCV.2001.937505. Costs are whole numbers, so the cut is exact.
/// </summary>
internal sealed class PatchCut
{
    private readonly List<int>[] _edges;
    private readonly List<int> _to = [];
    private readonly List<int> _room = [];
    private readonly int[] _level;
    private readonly int[] _next;

    private PatchCut(int nodes)
    {
        _edges = new List<int>[nodes];
        for (var k = 0; k < nodes; k++)
        {
            _edges[k] = [];
        }

        _level = new int[nodes];
        _next = new int[nodes];
    }

    /// <summary>True for the patches in front.</summary>
    /// <param name="graph">The patches.</param>
    /// <param name="inFront">Cost of calling a patch behind: how much it looks in front.</param>
    /// <param name="behind">Cost of calling a patch in front.</param>
    /// <param name="apart">Cost of parting the two patches of a border, one a border.</param>
    public static bool[] Of(PatchGraph graph, float[] inFront, float[] behind, float[] apart)
    {
        var count = graph.Patches.Length;
        var cut = new PatchCut(count + 2);
        for (var k = 0; k < count; k++)
        {
            cut.Add(count, k, Whole(inFront[k]), 0);
            cut.Add(k, count + 1, Whole(behind[k]), 0);
        }

        for (var e = 0; e < apart.Length; e++)
        {
            cut.Add(graph.Borders[e].From, graph.Borders[e].To, Whole(apart[e]), Whole(apart[e]));
        }

        while (cut.Level(count, count + 1))
        {
            Array.Clear(cut._next);
            while (cut.Push(count, count + 1, int.MaxValue) > 0)
            {
            }
        }

        return [.. Enumerable.Range(0, count).Select(k => cut._level[k] >= 0)];
    }

    private static int Whole(float cost) => (int)MathF.Round(Math.Clamp(cost, 0, 1000) * 1000);

    private void Add(int from, int to, int room, int back)
    {
        _edges[from].Add(_to.Count);
        _to.Add(to);
        _room.Add(room);
        _edges[to].Add(_to.Count);
        _to.Add(from);
        _room.Add(back);
    }

    private bool Level(int source, int sink)
    {
        Array.Fill(_level, -1);
        var queue = new Queue<int>();
        _level[source] = 0;
        queue.Enqueue(source);
        while (queue.TryDequeue(out var node))
        {
            foreach (var e in _edges[node])
            {
                if (_room[e] > 0 && _level[_to[e]] < 0)
                {
                    _level[_to[e]] = _level[node] + 1;
                    queue.Enqueue(_to[e]);
                }
            }
        }

        return _level[sink] >= 0;
    }

    private int Push(int node, int sink, int limit)
    {
        if (node == sink)
        {
            return limit;
        }

        for (; _next[node] < _edges[node].Count; _next[node]++)
        {
            var e = _edges[node][_next[node]];
            if (_room[e] > 0 && _level[_to[e]] == _level[node] + 1)
            {
                var pushed = Push(_to[e], sink, Math.Min(limit, _room[e]));
                if (pushed > 0)
                {
                    _room[e] -= pushed;
                    _room[e ^ 1] += pushed;
                    return pushed;
                }
            }
        }

        return 0;
    }
}
