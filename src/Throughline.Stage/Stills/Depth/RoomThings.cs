namespace Throughline.Stage.Stills;

/// <summary>
/// What stands in a room: pieces of one colour, no wider than furniture, that begin before the foot of the wall behind
/// them and end above it, with the smaller pieces beside and on top of each: a figure's head and boots go with its coat.
/// </summary>
internal sealed class RoomThings
{
    // Patches nearer in colour are one piece.
    private const float OneColour = 8;

    // Most of the picture that a thing and a piece of one may take, and its greatest width.
    private const float MostArea = 0.08f;
    private const float MostPart = 0.025f;
    private const float MostWidth = 0.25f;

    // Share of the height by which a thing crosses the foot of the wall, both ways.
    private const float Crossing = 0.05f;

    // By how much of its width what belongs to a thing may reach beyond it.
    private const float Beyond = 0.25f;

    private readonly PatchGraph _graph;
    private readonly RoomBox _box;
    private readonly int[] _piece;
    private readonly Bounds[] _bounds;

    private RoomThings(PatchGraph graph, RoomBox box)
    {
        (_graph, _box) = (graph, box);
        _piece = Pieces(graph);
        _bounds = new Bounds[graph.Patches.Length];
        Array.Fill(_bounds, new Bounds { Left = float.MaxValue, Right = float.MinValue, Top = int.MaxValue });
        for (var k = 0; k < _piece.Length; k++)
        {
            _bounds[_piece[k]].Add(graph.Patches[k], box);
        }
    }

    /// <summary>The row in which each patch's thing stands; 0 for what is part of the room.</summary>
    /// <param name="graph">The patches.</param>
    /// <param name="box">The room.</param>
    /// <param name="known">Patches of people who are known to be there; null when nothing is known.</param>
    public static float[] Feet(PatchGraph graph, RoomBox box, bool[]? known)
    {
        var things = new RoomThings(graph, box);
        var feet = things.Found();
        foreach (var piece in known is null ? [] : SubjectCue.Pieces(graph, known).Where(piece => known[piece[0]]))
        {
            var foot = piece.Max(k => graph.Patches[k].Bottom);
            piece.ForEach(k => feet[k] = foot);
        }

        return feet;
    }

    private float[] Found()
    {
        int width = _graph.Image.Width, height = _graph.Image.Height;
        var thing = new int[_bounds.Length];
        Array.Fill(thing, -1);
        for (var p = 0; p < thing.Length; p++)
        {
            thing[p] = _bounds[p].Area > 0 && _bounds[p].Area < MostArea * width * height
                && _bounds[p].Right - _bounds[p].Left < MostWidth * width && _bounds[p].Before > Crossing * height
                && _bounds[p].Above > Crossing * height ? p : -1;
        }

        Gather(thing, MostPart * width * height);
        var foot = new int[thing.Length];
        for (var p = 0; p < thing.Length; p++)
        {
            if (thing[p] >= 0)
            {
                foot[thing[p]] = Math.Max(foot[thing[p]], _bounds[p].Bottom);
            }
        }

        return [.. _piece.Select(p => thing[p] < 0 ? 0f : foot[thing[p]])];
    }

    // Gives small pieces beside a thing, and within its width, to it, until nothing more belongs to any.
    private void Gather(int[] thing, float most)
    {
        for (var isDone = false; !isDone;)
        {
            isDone = true;
            foreach (var border in _graph.Borders)
            {
                int from = _piece[border.From], to = _piece[border.To];
                (from, to) = thing[from] < 0 ? (to, from) : (from, to);
                if (thing[from] < 0 || thing[to] >= 0 || _bounds[to].Area > most)
                {
                    continue;
                }

                var whole = _bounds[thing[from]];
                var more = Beyond * (whole.Right - whole.Left);
                if (_bounds[to].Left > whole.Left - more && _bounds[to].Right < whole.Right + more)
                {
                    (thing[to], isDone) = (thing[from], false);
                }
            }
        }
    }

    private static int[] Pieces(PatchGraph graph)
    {
        var root = Enumerable.Range(0, graph.Patches.Length).ToArray();
        foreach (var border in graph.Borders)
        {
            if (Patch.Colour(graph.Patches[border.From], graph.Patches[border.To]) < OneColour)
            {
                root[Root(border.From)] = Root(border.To);
            }
        }

        return [.. root.Select((_, k) => Root(k))];

        int Root(int k)
        {
            while (root[k] != k)
            {
                k = root[k] = root[root[k]];
            }

            return k;
        }
    }

    // Where a piece lies, by the middles of its patches, and how far it reaches before and above the foot of the wall.
    private struct Bounds
    {
        public int Area;
        public float Left;
        public float Right;
        public int Top;
        public int Bottom;
        public float Before;
        public float Above;

        public void Add(in Patch patch, in RoomBox box)
        {
            var foot = box.Foot(patch.X);
            Area += patch.Area;
            (Left, Right) = (MathF.Min(Left, patch.X), MathF.Max(Right, patch.X));
            (Top, Bottom) = (Math.Min(Top, patch.Top), Math.Max(Bottom, patch.Bottom));
            (Before, Above) = (MathF.Max(Before, patch.Bottom - foot), MathF.Max(Above, foot - patch.Top));
        }
    }
}
