using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Things that went farther between two pictures than flow follows them: each is cut out of both, goes from its one
/// place to its other as a whole, and is never seen twice. What it hides in one picture is completed from the other,
/// and where both hide the ground, from what is around.
/// </summary>
internal sealed class Travellers
{
    // Working pixels around a thing that go with it into the ground's completion.
    private const int Rim = 4;

    // Where less than this share of the pictures is ground that both show alike, the camera went too far past near
    // things to tell them from things that moved.
    private const float LeastGround = 0.64f;

    // Around a thing the ground may have been found to go with it: so far, in roots of the thing's area.
    private const float Around = 0.5f;

    // How much farther than out of the frame things go.
    private const float Beyond = 0.6f;

    private readonly PairStudy _study;
    private readonly Picture _first;
    private readonly Picture _last;
    private readonly GroundMap _ground;

    private Travellers(PairStudy study, Picture first, Picture last)
    {
        (_study, _first, _last, _ground) = (study, first, last, new GroundMap(study));
        (First, Last) = (first, last);
    }

    /// <summary>The things, those behind first.</summary>
    public ReadOnlyMemory<Traveller> All { get; private set; }

    /// <summary>The first picture without them.</summary>
    public Picture First { get; private set; }

    /// <summary>The last picture without them.</summary>
    public Picture Last { get; private set; }

    /// <summary>
    /// Finds what travels between two pictures of one scene, and lets the study go with the ground where it is.
    /// </summary>
    /// <returns>Null when nothing does.</returns>
    public static Travellers? Of(PairStudy study, Picture first, Picture last, CancellationToken cancellationToken)
    {
        var travellers = new Travellers(study, first, last);
        return travellers.Find(cancellationToken) ? travellers : null;
    }

    private bool Find(CancellationToken cancellationToken)
    {
        var tone = ToneMatch.Of(_study, _first, _last).Inverted();
        PixelSize work = new(_study.Light.Levels[0].Width, _study.Light.Levels[0].Height);
        var own = ColourPlanes.Of(Resample.To(_first, work));
        var other = _ground.Seen(ColourPlanes.Of(Resample.To(_last, work)), tone);
        var parts = TravellerParts.Of(own, other, _study.First);
        if (Mean(parts.Same, _study.First.Covered) < LeastGround)
        {
            return false;
        }

        var pairs = TravellerPairs.Of(parts);
        var left = TravellerPairs.Alone(parts, isFirst: true, pairs.Select(pair => pair.First));
        var came = TravellerPairs.Alone(parts, isFirst: false, pairs.Select(pair => pair.Last));
        if (pairs.Count + left.Count + came.Count == 0)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        TravellerPart[] first = [.. pairs.Select(pair => pair.First), .. left],
            last = [.. pairs.Select(pair => pair.Last), .. came];
        Plane here = Union(first, _ => Rim), there = Union(last, _ => Rim);
        var plate = new GroundPlate(_ground);
        First = plate.Without(_first, _last, isFirst: true, here, there, tone, cancellationToken);
        Last = plate.Without(_last, _first, isFirst: false, there, here, tone.Inverted(), cancellationToken);
        var knife = new CutoutKnife(_ground);
        All = pairs.Select(pair => CutoutMatch.Of(CutFirst(pair.First), CutLast(pair.Last)))
            .Concat(left.Select(CutFirst).Select(cut => new Traveller(cut, Gone(cut, _study.Map), 0)))
            .Concat(came.Select(CutLast).Select(cut => new Traveller(Gone(cut, _study.Map.Inverted()), cut, 1)))
            .OrderBy(thing => thing.Look == 1 ? thing.Last.Y : thing.First.Y).ToArray();
        Settle(here, there, Union([.. first, .. last], part => (int)(Around * MathF.Sqrt(part.Area))), parts.Same);
        return true;

        Cutout CutFirst(TravellerPart part) => knife.Cut(part, _first, First, isFirst: true);
        Cutout CutLast(TravellerPart part) => knife.Cut(part, _last, Last, isFirst: false);
    }

    // Where a thing of one picture is when the other is seen, which does not show it: beyond the side that cuts it off,
    // by as much as it takes to be gone, or still away, for a third of the way.
    private Cutout Gone(Cutout thing, Homography map)
    {
        int left = thing.Left, right = thing.Left + thing.Picture.Width, width = _first.Width;
        var (x, y) = map.Map(thing.X, thing.Y);
        var scale = map.ScaleAt(thing.X, thing.Y);
        var outside = left < width - right ? -scale * (right - thing.X) : width + (scale * (thing.X - left));
        return thing with
        {
            X = (float)(outside + (Beyond * (outside - x))),
            Y = (float)y,
            Size = (float)(thing.Size * scale),
        };
    }

    private static float Mean(Plane values, Plane weights)
    {
        float sum = 0, all = 0;
        for (var i = 0; i < values.Values.Length; i++)
        {
            (sum, all) = (sum + (values.Values[i] * weights.Values[i]), all + weights.Values[i]);
        }

        return sum / MathF.Max(all, 1);
    }

    // Where any of the parts is, each with so much around it.
    private Plane Union(TravellerPart[] parts, Func<TravellerPart, int> around)
    {
        var work = _study.Light.Levels[0];
        var all = new Plane(work.Width, work.Height);
        foreach (var part in parts)
        {
            var grown = PlaneShapes.Grown(part.Where, around(part));
            for (var i = 0; i < all.Values.Length; i++)
            {
                all.Values[i] = MathF.Max(all.Values[i], grown.Values[i]);
            }
        }

        return all;
    }

    // Around the things both pictures show the ground now; and near them, whatever goes with the ground does.
    private void Settle(Plane here, Plane there, Plane near, Plane same)
    {
        Homography map = _study.Map.Resized(1.0 / _study.Light.Reduction), back = map.Inverted();
        var flow = _ground.Flow;
        var ground = new Plane(here.Width, here.Height);
        for (var i = 0; i < ground.Values.Length; i++)
        {
            ground.Values[i] = MathF.Max(here.Values[i], there.Values[i]) > 0
                || near.Values[i] * same.Values[i] > 0 ? 1 : 0;
        }

        for (var y = 0; y < here.Height; y++)
        {
            for (var x = 0; x < here.Width; x++)
            {
                var at = here.At(x, y);
                var first = _study.First;
                if (ground.Values[at] > 0 && first.Covered.Values[at] > 0)
                {
                    (first.Visible.Values[at], first.Differs.Values[at]) = (1, 0);
                    (first.Flow.X.Values[at], first.Flow.Y.Values[at]) = (flow.X.Values[at], flow.Y.Values[at]);
                }

                var last = _study.Second;
                var (bx, by) = back.Map(x, y);
                float px = (float)bx, py = (float)by;
                (px, py) = (px - flow.X.Sample(px, py), py - flow.Y.Sample(px, py));
                if (ground.Sample(px, py) > 0.5f && last.Covered.Values[at] > 0)
                {
                    var (u, v) = map.Map(px, py);
                    (last.Visible.Values[at], last.Differs.Values[at]) = (1, 0);
                    (last.Flow.X.Values[at], last.Flow.Y.Values[at]) = ((float)u - x, (float)v - y);
                }
            }
        }
    }
}
