namespace Throughline.Stage.Stills;

/// <summary>
/// Finds what moved before a ground that both pictures show: where the two differ though the ground goes with the
/// camera, and the one of them shows colours that the ground around has not.
/// </summary>
internal sealed class TravellerParts
{
    // From this difference of colour on, 0 to 255, a place has changed; over pixels of a small square.
    private const float Changed = 15;
    private const int Square = 2;
    private const int Shift = 2;

    // Gaps up to about twice this are closed, and what is thinner than it is dropped.
    private const int Gap = 4;

    // The ground around a changed part that tells its colours.
    private const int Ring = 24;

    // Fewest pixels of a part; pieces so near each other are one part.
    private const int Fewest = 70;
    private const int Near = 5;

    // Pixels around a part that tell whether it goes on there, and those that its shadow may have.
    private const int Rim = 3;
    private const int Shadow = 6;

    // Pieces of one thing that stands before more than one ground are so near each other: in pixels, and in roots of
    // its area; each makes it so much more like its other look.
    private const int Apart = 10;
    private const float Reach = 0.3f;
    private const float Wide = 0.22f;
    private const float Gain = 0.015f;

    // Pieces of a thing have at least one in so many of its pixels, the largest of them one in so many.
    private const int Crumb = 40;
    private const int Seed = 6;

    // Holes and bays of a part are closed up to twice this share of the root of its area.
    private const float Amid = 0.15f;

    // A part that loses more than this when it is held against its other look had something beside the thing.
    private const float Most = 0.85f;
    private const float Fewer = 0.4f;

    // A picture that steps less than this along an outline, as a share of how the thing's own does, does not have it.
    private const float Outline = 0.85f;

    // A share of pixels that is none.
    private const float None = 0.002f;

    private readonly ColourPlanes _own;
    private readonly ColourPlanes _other;
    private readonly Plane _changed;
    private readonly PairSide _side;
    private readonly Plane _strange;
    private readonly Plane _strangeThere;
    private readonly List<(List<(int X, int Y)> Where, float[] Ground)> _regions = [];
    private readonly int _width;
    private readonly int _height;

    private TravellerParts(ColourPlanes own, ColourPlanes other, Plane changed, PairSide side)
    {
        (_own, _other, _changed, _side) = (own, other, changed, side);
        (_width, _height) = (changed.Width, changed.Height);
        Same = new Plane(_width, _height);
        (_strange, _strangeThere) = (new Plane(_width, _height), new Plane(_width, _height));
    }

    /// <summary>1 where both pictures show the same though both show the ground, else 0.</summary>
    public Plane Same { get; }

    /// <summary>What stands before the ground in the first picture only, whole or not.</summary>
    public List<TravellerPart> First { get; } = [];

    /// <summary>What stands before the ground in the last picture only, whole or not.</summary>
    public List<TravellerPart> Last { get; } = [];

    /// <summary>Finds the parts.</summary>
    /// <param name="own">Colours of the first picture.</param>
    /// <param name="other">Colours of the last picture's ground where the first shows it, in the first's tone.</param>
    /// <param name="side">The first picture's part of the pair.</param>
    public static TravellerParts Of(ColourPlanes own, ColourPlanes other, PairSide side)
    {
        var off = Difference(own, other, side.Covered);
        var changed = off.Blurred(Square);
        for (var i = 0; i < changed.Values.Length; i++)
        {
            changed.Values[i] = changed.Values[i] > Changed ? 1 : 0;
        }

        var parts = new TravellerParts(own, other, Closed(changed), side);
        for (var i = 0; i < off.Values.Length; i++)
        {
            parts.Same.Values[i] = MathF.Max(off.Values[i], changed.Values[i] * Changed) < Changed / 2 ? 1 : 0;
        }

        foreach (var region in Pieces(parts._changed))
        {
            parts.Divide(region);
        }

        parts.First.AddRange(parts.Parts(parts._strange, own, Near));
        parts.Last.AddRange(parts.Parts(parts._strangeThere, other, Near));
        return parts;
    }

    /// <summary>What has a part's colours rather than the ground's, of all that changed in the other picture.</summary>
    /// <param name="part">A part of one picture.</param>
    /// <param name="inLast">Whether the last picture is asked, or the first.</param>
    public IEnumerable<TravellerPart> Mates(TravellerPart part, bool inLast)
    {
        var colours = inLast ? _other : _own;
        var likely = new Plane(_width, _height);
        foreach (var (region, ground) in _regions)
        {
            foreach (var (x, y) in region)
            {
                var at = likely.At(x, y);
                likely.Values[at] = Usual(part.Soft, colours, at) - Usual(ground, colours, at);
            }
        }

        likely = likely.Blurred(Square);
        for (var i = 0; i < likely.Values.Length; i++)
        {
            likely.Values[i] = likely.Values[i] > 0 ? _changed.Values[i] : 0;
        }

        var pieces = Parts(Bridged(likely, Gap), colours, Near, part.Area / Crumb).ToList();
        return pieces.Where(piece => piece.Area > part.Area / Seed)
            .Select(piece => Joined(Completed(piece, pieces, part), part, colours));
    }

    // What stands before something of its own colour has not changed there: between the pieces of a thing, what has the
    // thing's colours is the thing's.
    private TravellerPart Joined(TravellerPart piece, TravellerPart whole, ColourPlanes colours)
    {
        var between = Bridged(piece.Where, (int)(Wide * MathF.Sqrt(whole.Area)));
        var around = Grown(between, Ring);
        for (var i = 0; i < around.Values.Length; i++)
        {
            around.Values[i] *= 1 - between.Values[i];
        }

        var ground = ColourShares.Softened(GroundColours(around));
        for (var y = piece.Box.Top; y <= piece.Box.Bottom; y++)
        {
            for (var x = piece.Box.Left; x <= piece.Box.Right; x++)
            {
                var at = between.At(x, y);
                between.Values[at] *= MathF.Max(
                    piece.Where.Values[at], Usual(whole.Soft, colours, at) > Usual(ground, colours, at) ? 1 : 0);
            }
        }

        return Parts(Bridged(between, Gap), colours, Apart).MaxBy(joined => joined.Area) ?? piece;
    }

    /// <summary>A part with what changed amid it: there it happens to be of the ground's colours.</summary>
    /// <param name="part">A part.</param>
    /// <param name="inFirst">Whether it is the first picture's, or the last one's.</param>
    public TravellerPart Closed(TravellerPart part, bool inFirst)
    {
        var where = Bridged(part.Where, (int)(Amid * MathF.Sqrt(part.Area)));
        for (var i = 0; i < where.Values.Length; i++)
        {
            where.Values[i] *= _changed.Values[i];
        }

        return Parts(where, inFirst ? _own : _other, Near).MaxBy(closed => closed.Area) ?? part;
    }

    /// <summary>Whether a part stands before the ground rather than being ground in another light: the other picture
    /// does not step where the part's outline is.</summary>
    /// <param name="part">A part.</param>
    /// <param name="inFirst">Whether it is the first picture's, or the last one's.</param>
    public bool IsBeforeGround(TravellerPart part, bool inFirst)
    {
        var soft = part.Where.Blurred(Square);
        float own = 0, other = 0;
        for (var y = 1; y < _height - 1; y++)
        {
            for (var x = 1; x < _width - 1; x++)
            {
                var at = soft.At(x, y);
                float right = soft.Values[at + 1] - soft.Values[at - 1],
                    down = soft.Values[at + soft.Stride] - soft.Values[at - soft.Stride];
                if (right != 0 || down != 0)
                {
                    own += Across(_own, at, right, down);
                    other += Across(_other, at, right, down);
                }
            }
        }

        return inFirst ? other < Outline * own : own < Outline * other;
    }

    // How much colours step along a direction, weighted by its length.
    private static float Across(ColourPlanes colours, int at, float right, float down)
    {
        var sum = 0f;
        foreach (var plane in colours.Channels)
        {
            float[] values = plane.Values;
            sum += MathF.Abs((right * (values[at + 1] - values[at - 1]))
                + (down * (values[at + plane.Stride] - values[at - plane.Stride])));
        }

        return sum;
    }

    // A piece of something with whatever near it makes it more like the whole.
    private static TravellerPart Completed(TravellerPart piece, List<TravellerPart> pieces, TravellerPart whole)
    {
        var reach = Reach * MathF.Sqrt(whole.Area);
        var alike = ColourShares.Alike(piece.Soft, whole.Soft);
        foreach (var other in pieces.Where(other => other != piece).OrderByDescending(other => other.Area))
        {
            if (piece.Gap(other) > reach)
            {
                continue;
            }

            var both = piece.With(other);
            var more = ColourShares.Alike(both.Soft, whole.Soft);
            if (more > alike + Gain)
            {
                (piece, alike) = (both, more);
            }
        }

        return piece;
    }

    /// <summary>Two looks of one thing without what stands by it in the one alone.</summary>
    public (TravellerPart First, TravellerPart Last) Refined(TravellerPart first, TravellerPart last)
    {
        last = Refined(last, first, isLast: true);
        return (Refined(first, last, isLast: false), last);
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

    private TravellerPart Refined(TravellerPart part, TravellerPart by, bool isLast)
    {
        var own = Mates(by, isLast).MaxBy(mate => mate.Shared(part));
        if (own is null || own.Area > Most * part.Area || own.Area < Fewer * part.Area
            || own.Shared(part) < Most * own.Area)
        {
            return part;
        }

        // What is close to the thing is its rim, its shadow.
        var where = Grown(own.Where, Shadow);
        for (var i = 0; i < where.Values.Length; i++)
        {
            where.Values[i] *= part.Where.Values[i];
        }

        return Parts(where, isLast ? _other : _own, Apart).MaxBy(rest => rest.Area) ?? part;
    }

    // What is thin goes, gaps close.
    private static Plane Closed(Plane plane)
    {
        var mean = plane.Blurred(Square);
        for (var i = 0; i < mean.Values.Length; i++)
        {
            mean.Values[i] = mean.Values[i] > 0.5f ? 1 : 0;
        }

        return Bridged(mean, Gap);
    }

    // Gaps close.
    private static Plane Bridged(Plane plane, int gap)
    {
        var wide = Grown(plane, gap);
        for (var i = 0; i < wide.Values.Length; i++)
        {
            wide.Values[i] = 1 - wide.Values[i];
        }

        var gaps = Grown(wide, gap);
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
        _regions.Add((region, ground));
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
    private IEnumerable<TravellerPart> Parts(Plane strange, ColourPlanes colours, int near, int fewest = Fewest)
    {
        foreach (var group in Pieces(Grown(strange, near)))
        {
            var piece = group.Where(at => strange.Values[strange.At(at.X, at.Y)] > 0).ToList();
            if (piece.Count < Math.Max(fewest, Fewest))
            {
                continue;
            }

            var where = new Plane(_width, _height);
            var shares = new float[ColourShares.Count];
            var found = 0f;
            foreach (var (x, y) in piece)
            {
                var at = where.At(x, y);
                where.Values[at] = 1;
                shares[ColourShares.Of(colours, at)] += 1f / piece.Count;
                found += _side.Visible.Values[at] * (1 - _side.Differs.Values[at]) / piece.Count;
            }

            // What looks like the ground around it is ground; what goes on around it is a piece.
            var ground = GroundColours(Grown(where, Ring));
            yield return new TravellerPart
            {
                Where = where,
                Area = piece.Count,
                Box = (piece.Min(at => at.X), piece.Min(at => at.Y), piece.Max(at => at.X), piece.Max(at => at.Y)),
                X = (float)piece.Average(at => at.X),
                Y = (float)piece.Average(at => at.Y),
                Colours = shares,
                Soft = ColourShares.Softened(shares),
                Found = found,
                LikeGround = ColourShares.Alike(shares, ground),
                GoesOn = GoesOn(where, shares, ground, colours),
            };
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
                    var colour = ColourShares.Of(colours, at);
                    count++;
                    like += part[colour] > 3 * ground[colour] ? 1 : 0;
                }
            }
        }

        return (float)like / Math.Max(count, 1);
    }

    private float[] GroundColours(Plane around)
    {
        var shares = new float[ColourShares.Count];
        var count = 0;
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var at = around.At(x, y);
                if (around.Values[at] > 0 && _changed.Values[at] == 0)
                {
                    shares[ColourShares.Of(_own, at)]++;
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

    private static float Usual(float[] shares, ColourPlanes colours, int at) =>
        MathF.Log(shares[ColourShares.Of(colours, at)] + None);
}
