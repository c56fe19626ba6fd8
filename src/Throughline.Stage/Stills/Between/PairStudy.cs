using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What two pictures have in common: the camera's change from one to the other, what moved beside, what only one sees,
/// and how their tones differ.
/// </summary>
internal sealed class PairStudy
{
    /// <summary>
    /// From this share of the textured part that both should show, found in each other, two pictures are one scene:
    /// pairs of one scene measured 0.57 to 0.99, different ones 0.00 to 0.02.
    /// </summary>
    public const float SameScene = 0.25f;

    private const int WorkSide = 800;
    private const float LeastOverlap = 0.06f;

    private PairStudy(Homography map, LightPyramid light, PairSide first, PairSide second, float matched)
    {
        Map = map;
        Light = light;
        First = first;
        Second = second;
        Matched = matched;
    }

    /// <summary>The camera's change: where the first picture's pixels go in the second, in pixels of the
    /// pictures.</summary>
    public Homography Map { get; }

    /// <summary>Brightness of the first picture.</summary>
    public LightPyramid Light { get; }

    /// <summary>The first picture's pixels and where the second shows them.</summary>
    public PairSide First { get; }

    /// <summary>The second picture's pixels and where the first shows them.</summary>
    public PairSide Second { get; }

    /// <summary>Share of the textured part that both should show which is found in each other, 0 to 1.</summary>
    public float Matched { get; }

    /// <summary>Whether both show one scene.</summary>
    public bool IsSameScene => Matched >= SameScene;

    /// <summary>Studies two pictures of one size.</summary>
    public static PairStudy Of(Picture first, Picture second, int threads, CancellationToken cancellationToken)
    {
        LightPyramid? a = null, b = null;
        Landmarks? of = null, to = null;
        Both(
            threads,
            () => of = Landmarks.Of(a = LightPyramid.Of(first, WorkSide), isDense: false),
            () => to = Landmarks.Of(b = LightPyramid.Of(second, WorkSide), isDense: true));
        cancellationToken.ThrowIfCancellationRequested();
        var ground = a!.Levels[0];
        var size = Math.Max(ground.Width, ground.Height);
        var pairs = Landmarks.Pairs(of!, to!);
        var map = CameraGuess.Of(pairs, ground.Width, ground.Height) ?? Homography.Identity;
        if (ScreenPath.To(map, size) is null)
        {
            map = Homography.Identity;
        }

        var others = CameraGuess.Others(pairs, map, ground.Width, ground.Height);
        FlowStudy? forward = null, backward = null;
        Both(
            threads,
            () => forward = DenseFlow.Of(a, b!, map, others, cancellationToken),
            () => backward = DenseFlow.Of(b!, a, map.Inverted(), [.. others.Select(o => o.Inverted())],
                cancellationToken));
        PairSide? one = null, other = null;
        Both(
            threads,
            () => one = PairSide.Of(forward!, backward!, map),
            () => other = PairSide.Of(backward!, forward!, map.Inverted()));
        var matched = Math.Min(one!.Overlap, other!.Overlap) < LeastOverlap ? 0 : (one.Matched + other.Matched) / 2;
        if (matched >= SameScene)
        {
            // Steps of the flow go to the pictures' edges; what is seen of what is asked again; what only one sees goes
            // with what is around it and looks like it.
            PixelSize work = new(ground.Width, ground.Height);
            Picture small = Resample.To(first, work), smallSecond = Resample.To(second, work);
            FlowPatches? here = null, there = null;
            Both(threads, () => here = Sharpen(one, small), () => there = Sharpen(other, smallSecond));
            Both(
                threads,
                () => one = PairSide.Of(forward!, backward!, map),
                () => other = PairSide.Of(backward!, forward!, map.Inverted()));

            // Things that went farther than they are wide are looked for by themselves.
            FlowView ahead = new(ColourPlanes.Of(small), ColourPlanes.Of(smallSecond).Through(map), forward!),
                behind = new(ColourPlanes.Of(smallSecond), ColourPlanes.Of(small).Through(map.Inverted()), backward!);
            one.Visible.Spread();
            other.Visible.Spread();
            Plane foundHere = ColourPlanes.Seen(other.Visible, map),
                foundThere = ColourPlanes.Seen(one.Visible, map.Inverted());
            Both(
                threads,
                () => Seek(here!, one.Visible, foundHere, ahead),
                () => Seek(there!, other.Visible, foundThere, behind));
            Both(
                threads,
                () => one = PairSide.Of(forward!, backward!, map),
                () => other = PairSide.Of(backward!, forward!, map.Inverted()));
            Plane? lost = null, otherLost = null;
            Both(threads, () => lost = one.Doubt(ahead), () => otherLost = other.Doubt(behind));
            Both(
                threads,
                () => one.Complete(ahead, here!, ChangedParts.Of(lost!, otherLost!, map, one)),
                () => other.Complete(behind, there!, ChangedParts.Of(otherLost!, lost!, map.Inverted(), other)));

            FlowPatches Sharpen(PairSide side, Picture picture)
            {
                FlowMedian.Sharpen(side.Flow, side.Visible, picture);
                return FlowPatches.Of(picture, cancellationToken);
            }

            void Seek(FlowPatches patches, Plane visible, Plane taken, FlowView view)
            {
                var study = view.Study;
                var found = FlowSearch.Of(view.Own, view.Seen, visible, taken, study.Covered, cancellationToken);
                patches.Choose(study.Flow, visible, view, found);
                FlowRefiner.Refine(study.First, study.Second, study.Covered, study.Light, study.Flow, warps: 1);
            }
        }

        return new PairStudy(map.Resized(a.Reduction), a, one, other, matched);
    }

    private static void Both(int threads, Action one, Action other)
    {
        if (threads > 1)
        {
            Parallel.Invoke(one, other);
        }
        else
        {
            one();
            other();
        }
    }
}
