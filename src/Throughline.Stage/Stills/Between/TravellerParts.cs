namespace Throughline.Stage.Stills;

/// <summary>
/// Finds what moved before a ground that both pictures show: where the two differ though the ground goes with the
/// camera, and the one of them shows colours that the ground around has not.
/// </summary>
internal sealed class TravellerParts
{
    /// <summary>Shades to a channel of the colours compared.</summary>
    public const int Shades = 8;

    // From this difference of colour on, 0 to 255, a place has changed; over pixels of a small square.
    private const float Changed = 15;
    private const int Square = 2;
    private const int Shift = 2;

    // Gaps up to about twice this are closed, and what is thinner than it is dropped.
    private const int Gap = 4;

    // The ground around a changed part that tells its colours.
    private const int Ring = 24;

    // Fewest pixels of a part; pieces so near each other are one part; a part with so much of the ground's colours is
    // ground.
    private const int Fewest = 70;
    private const int Near = 5;
    private const float LikeGround = 0.6f;

    // Pixels around a part, and the share of them that may look like it, of a thing that is known as a whole.
    private const int Rim = 3;
    private const float Whole = 0.14f;

    private readonly ColourPlanes _own;
    private readonly ColourPlanes _other;
    private readonly Plane _changed;
    private readonly PairSide _side;
    private readonly Plane _strange;
    private readonly Plane _strangeThere;
    private readonly int _width;
    private readonly int _height;

    private TravellerParts(ColourPlanes own, ColourPlanes other, Plane changed, PairSide side)
    {
        (_own, _other, _changed, _side) = (own, other, changed, side);
        (_width, _height) = (changed.Width, changed.Height);
        (_strange, _strangeThere) = (new Plane(_width, _height), new Plane(_width, _height));
    }

    /// <summary>What stands before the ground in the first picture only.</summary>
    public List<TravellerPart> First { get; } = [];

    /// <summary>What stands before the ground in the last picture only.</summary>
    public List<TravellerPart> Last { get; } = [];

    /// <summary>Finds the parts.</summary>
    /// <param name="own">Colours of the first picture.</param>
    /// <param name="other">Colours of the last picture's ground where the first shows it, in the first's tone.</param>
    /// <param name="side">The first picture's part of the pair.</param>
    public static TravellerParts Of(ColourPlanes own, ColourPlanes other, PairSide side)
    {
        var changed = Difference(own, other, side.Covered).Blurred(Square);
        for (var i = 0; i < changed.Values.Length; i++)
        {
            changed.Values[i] = changed.Values[i] > Changed ? 1 : 0;
        }

        var parts = new TravellerParts(own, other, Closed(changed), side);
        foreach (var region in Pieces(parts._changed))
        {
            parts.Divide(region);
        }

        parts.Collect(parts._strange, own, parts.First);
        parts.Collect(parts._strangeThere, other, parts.Last);
        return parts;
    }

    /// <summary>How much of two parts' colours are the same, 0 to 1.</summary>
    public static float Alike(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += MathF.Min(a[i], b[i]);
        }

        return sum;
    }

    /// <summary>Everything within <paramref name="radius"/> of what is not 0, as 1.</summary>
    public static Plane Grown(Plane plane, int radius)
    {
        var grown = plane.Blurred(radius);
        for (var i = 0; i < grown.Values.Length; i++)
        {
            grown.Values[i] = grown.Values[i] > 1e-4f ? 1 : 0;
        }

        return grown;
    }

    // What is thin goes, gaps close.
    private static Plane Closed(Plane plane)
    {
        var mean = plane.Blurred(Square);
        for (var i = 0; i < mean.Values.Length; i++)
        {
            mean.Values[i] = mean.Values[i] > 0.5f ? 1 : 0;
        }

        var wide = Grown(mean, Gap);
        for (var i = 0; i < wide.Values.Length; i++)
        {
            wide.Values[i] = 1 - wide.Values[i];
        }

        var gaps = Grown(wide, Gap);
        for (var i = 0; i < gaps.Values.Length; i++)
        {
            gaps.Values[i] = 1 - gaps.Values[i];
        }

        return gaps;
    }

    // The least mean difference of colours within two pixels, of either from the other: what is thin in one alone
    // counts; 0 where the other does not reach.
    private static Plane Difference(ColourPlanes own, ColourPlanes other, Plane covered)
    {
        var off = new Plane(covered.Width, covered.Height);
        for (var y = 0; y < off.Height; y++)
        {
            var to = off.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                var at = off.At(x, y);
                to[x] = covered.Values[at] == 0 ? 0 : MathF.Max(Least(own, other, at), Least(other, own, at));
            }
        }

        return off;
    }

    private static float Least(ColourPlanes of, ColourPlanes among, int at)
    {
        var (red, green, blue) = (of.Channels[0], of.Channels[1], of.Channels[2]);
        float r = red.Values[at], g = green.Values[at], b = blue.Values[at];
        float[] reds = among.Channels[0].Values, greens = among.Channels[1].Values, blues = among.Channels[2].Values;
        var least = float.MaxValue;
        for (var dy = -Shift; dy <= Shift; dy++)
        {
            for (var there = at + (dy * red.Stride) - Shift; there <= at + (dy * red.Stride) + Shift; there++)
            {
                least = MathF.Min(
                    least, MathF.Abs(r - reds[there]) + MathF.Abs(g - greens[there]) + MathF.Abs(b - blues[there]));
            }
        }

        return least / 3;
    }

    // The connected pieces of what is 1, as lists of columns and rows.
    private static List<List<(int X, int Y)>> Pieces(Plane plane)
    {
        var pieces = new List<List<(int X, int Y)>>();
        var seen = new bool[plane.Width * plane.Height];
        var open = new Stack<(int X, int Y)>();
        for (var i = 0; i < seen.Length; i++)
        {
            var piece = new List<(int X, int Y)>();
            Visit(i % plane.Width, i / plane.Width);
            while (open.TryPop(out var at))
            {
                piece.Add(at);
                Visit(at.X - 1, at.Y);
                Visit(at.X + 1, at.Y);
                Visit(at.X, at.Y - 1);
                Visit(at.X, at.Y + 1);
            }

            if (piece.Count >= Fewest)
            {
                pieces.Add(piece);
            }
        }

        return pieces;

        void Visit(int x, int y)
        {
            if (x >= 0 && y >= 0 && x < plane.Width && y < plane.Height && !seen[(y * plane.Width) + x]
                && plane.Values[plane.At(x, y)] > 0)
            {
                seen[(y * plane.Width) + x] = true;
                open.Push((x, y));
            }
        }
    }

    // Of a changed region, what is strange to the ground in the first picture and what is in the last.
    private void Divide(List<(int X, int Y)> region)
    {
        var where = new Plane(_width, _height);
        foreach (var (x, y) in region)
        {
            where.Values[where.At(x, y)] = 1;
        }

        var ground = GroundColours(Grown(where, Ring));
        var strange = new Plane(_width, _height);
        foreach (var (x, y) in region)
        {
            var at = where.At(x, y);
            strange.Values[at] = Usual(ground, _other, at) - Usual(ground, _own, at);
        }

        Plane close = strange.Blurred(Square + 1), wide = strange.Blurred(3 * Square);
        foreach (var (x, y) in region)
        {
            var at = where.At(x, y);
            (close.Values[at] + wide.Values[at] > 0 ? _strange : _strangeThere).Values[at] = 1;
        }
    }

    // What is near each other is one thing.
    private void Collect(Plane strange, ColourPlanes colours, List<TravellerPart> to)
    {
        foreach (var group in Pieces(Grown(strange, Near)))
        {
            var piece = group.Where(at => strange.Values[strange.At(at.X, at.Y)] > 0).ToList();
            if (piece.Count < Fewest)
            {
                continue;
            }

            var where = new Plane(_width, _height);
            var shares = new float[Shades * Shades * Shades];
            var found = 0f;
            foreach (var (x, y) in piece)
            {
                var at = where.At(x, y);
                where.Values[at] = 1;
                shares[Colour(colours, at)] += 1f / piece.Count;
                found += _side.Visible.Values[at] * (1 - _side.Differs.Values[at]) / piece.Count;
            }

            // What looks like the ground around it is ground; what goes on around it is a piece.
            var ground = GroundColours(Grown(where, Ring));
            if (Alike(shares, ground) < LikeGround && GoesOn(where, shares, ground, colours) < Whole)
            {
                to.Add(new TravellerPart(where, piece.Count, shares, found));
            }
        }
    }

    // The share of the pixels at a part's rim that look more like the part than like the ground.
    private float GoesOn(Plane where, float[] part, float[] ground, ColourPlanes colours)
    {
        var rim = Grown(where, Rim);
        int count = 0, like = 0;
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var at = rim.At(x, y);
                if (rim.Values[at] > where.Values[at])
                {
                    var colour = Colour(colours, at);
                    count++;
                    like += part[colour] > 3 * ground[colour] ? 1 : 0;
                }
            }
        }

        return (float)like / Math.Max(count, 1);
    }

    private float[] GroundColours(Plane around)
    {
        var shares = new float[Shades * Shades * Shades];
        var count = 0;
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var at = around.At(x, y);
                if (around.Values[at] > 0 && _changed.Values[at] == 0)
                {
                    shares[Colour(_own, at)]++;
                    count++;
                }
            }
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= Math.Max(count, 1);
        }

        return shares;
    }

    private static float Usual(float[] ground, ColourPlanes colours, int at) =>
        MathF.Log(ground[Colour(colours, at)] + 0.002f);

    private static int Colour(ColourPlanes colours, int at)
    {
        var index = 0;
        foreach (var channel in colours.Channels)
        {
            index = (index * Shades) + Math.Clamp((int)(channel.Values[at] * Shades / 256), 0, Shades - 1);
        }

        return index;
    }
}
