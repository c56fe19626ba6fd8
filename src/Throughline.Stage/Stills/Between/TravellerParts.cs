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

    // Gaps up to about twice this are closed, and what is thinner than it is dropped.
    private const int Gap = 4;

    // Pieces so near each other are one part.
    private const int Near = 5;

    // Pixels around a part that its shadow may have.
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

    // What the other picture shows within so many pixels stays where it is, though it stirs; what is left of a part has
    // pieces of at least one in so many pixels of the largest.
    private const int Stir = 6;
    private const int Bit = 8;

    // A picture that steps less than this along an outline, as a share of how the thing's own does, does not have it.
    private const float Outline = 0.85f;

    // A share of pixels that is none.
    private const float None = 0.002f;

    private readonly ColourPlanes _own;
    private readonly ColourPlanes _other;
    private readonly Plane _changed;
    private readonly TravellerPartFinder _finder;
    private readonly Plane _strange;
    private readonly Plane _strangeThere;
    private readonly List<(List<(int X, int Y)> Where, float[] Ground)> _regions = [];
    private readonly int _width;
    private readonly int _height;

    private TravellerParts(ColourPlanes own, ColourPlanes other, Plane changed, PairSide side)
    {
        (_own, _other, _changed) = (own, other, changed);
        _finder = new TravellerPartFinder(own, changed, side);
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
        var off = ColourChange.Of(own, other, side.Covered);
        var changed = off.Blurred(Square);
        for (var i = 0; i < changed.Values.Length; i++)
        {
            changed.Values[i] = changed.Values[i] > Changed ? 1 : 0;
        }

        var parts = new TravellerParts(own, other, PlaneShapes.Cleaned(changed, Gap), side);
        for (var i = 0; i < off.Values.Length; i++)
        {
            parts.Same.Values[i] = MathF.Max(off.Values[i], changed.Values[i] * Changed) < Changed / 2 ? 1 : 0;
        }

        foreach (var region in PlaneShapes.Pieces(parts._changed, TravellerPartFinder.Fewest))
        {
            parts.Divide(region);
        }

        parts.First.AddRange(parts._finder.Of(parts._strange, own, Near));
        parts.Last.AddRange(parts._finder.Of(parts._strangeThere, other, Near));
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

        var pieces = _finder.Of(PlaneShapes.Bridged(likely, Gap), colours, Near, part.Area / Crumb).ToList();
        return pieces.Where(piece => piece.Area > part.Area / Seed)
            .Select(piece => Joined(Completed(piece, pieces, part), part, colours));
    }

    // What stands before something of its own colour has not changed there: between the pieces of a thing, what has the
    // thing's colours is the thing's.
    private TravellerPart Joined(TravellerPart piece, TravellerPart whole, ColourPlanes colours)
    {
        var between = PlaneShapes.Bridged(piece.Where, (int)(Wide * MathF.Sqrt(whole.Area)));
        var around = PlaneShapes.Grown(between, TravellerPartFinder.Ring);
        for (var i = 0; i < around.Values.Length; i++)
        {
            around.Values[i] *= 1 - between.Values[i];
        }

        var ground = ColourShares.Softened(_finder.GroundIn(around));
        for (var y = piece.Box.Top; y <= piece.Box.Bottom; y++)
        {
            for (var x = piece.Box.Left; x <= piece.Box.Right; x++)
            {
                var at = between.At(x, y);
                between.Values[at] *= MathF.Max(
                    piece.Where.Values[at], Usual(whole.Soft, colours, at) > Usual(ground, colours, at) ? 1 : 0);
            }
        }

        return _finder.Of(PlaneShapes.Bridged(between, Gap), colours, Apart).MaxBy(joined => joined.Area) ?? piece;
    }

    /// <summary>A part with what changed amid it: there it happens to be of the ground's colours.</summary>
    /// <param name="part">A part.</param>
    /// <param name="inFirst">Whether it is the first picture's, or the last one's.</param>
    public TravellerPart Closed(TravellerPart part, bool inFirst)
    {
        var where = PlaneShapes.Bridged(part.Where, (int)(Amid * MathF.Sqrt(part.Area)));
        for (var i = 0; i < where.Values.Length; i++)
        {
            where.Values[i] *= _changed.Values[i];
        }

        return _finder.Of(where, inFirst ? _own : _other, Near).MaxBy(closed => closed.Area) ?? part;
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
        first = Refined(first, last, isLast: false);
        TravellerPart bareFirst = Bare(first, isLast: false), bareLast = Bare(last, isLast: true);
        return IsMost(bareFirst, first) && IsMost(bareLast, last)
            && ColourShares.Alike(bareFirst.Soft, bareLast.Soft) > ColourShares.Alike(first.Soft, last.Soft)
            ? (bareFirst, bareLast) : (first, last);

        static bool IsMost(TravellerPart bare, TravellerPart part) => bare.Area > Fewer * part.Area;
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
        var where = PlaneShapes.Grown(own.Where, Shadow);
        for (var i = 0; i < where.Values.Length; i++)
        {
            where.Values[i] *= part.Where.Values[i];
        }

        return _finder.Of(where, isLast ? _other : _own, Apart).MaxBy(rest => rest.Area) ?? part;
    }

    // A part without what stirs beside it in its place, a buoy that bobs by a walker, and without the water between
    // them: the other picture shows that too. What it shows of the part's own amid the part stays the part's.
    private TravellerPart Bare(TravellerPart part, bool isLast)
    {
        var (own, other) = isLast ? (_other, _own) : (_own, _other);
        Plane goes = new(_width, _height), kept = new(_width, _height);
        for (var y = part.Box.Top; y <= part.Box.Bottom; y++)
        {
            for (var x = part.Box.Left; x <= part.Box.Right; x++)
            {
                var at = goes.At(x, y);
                goes.Values[at] = part.Where.Values[at] > 0
                    && ColourChange.Least(own, other, at, Stir) >= Changed / 2 ? 1 : 0;
            }
        }

        var pieces = PlaneShapes.Pieces(goes, TravellerPartFinder.Fewest);
        var least = pieces.Count == 0 ? 0 : pieces.Max(piece => piece.Count) / Bit;
        foreach (var (x, y) in pieces.Where(piece => piece.Count > least).SelectMany(piece => piece))
        {
            kept.Values[kept.At(x, y)] = 1;
        }

        kept = PlaneShapes.Bridged(PlaneShapes.Grown(kept, Square), Square);
        for (var i = 0; i < kept.Values.Length; i++)
        {
            kept.Values[i] *= part.Where.Values[i];
        }

        return _finder.Of(kept, own, Apart).MaxBy(bare => bare.Area) ?? part;
    }

    // Of a changed region, what is strange to the ground in the first picture and what is in the last.
    private void Divide(List<(int X, int Y)> region)
    {
        var where = new Plane(_width, _height);
        foreach (var (x, y) in region)
        {
            where.Values[where.At(x, y)] = 1;
        }

        var ground = _finder.GroundIn(PlaneShapes.Grown(where, TravellerPartFinder.Ring));
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

    private static float Usual(float[] shares, ColourPlanes colours, int at) =>
        MathF.Log(shares[ColourShares.Of(colours, at)] + None);
}
