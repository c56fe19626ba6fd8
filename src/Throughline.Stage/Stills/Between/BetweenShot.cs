using System.Globalization;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A shot from one picture to another, ready to draw.</summary>
internal sealed class BetweenShot : IDisposable
{
    private const int Halvings = 4;

    private BetweenShot(ShotOrder order, IWay way, float matched, Travellers? travellers)
    {
        First = order.FirstFrame!;
        Last = order.LastFrame!;
        Frames = order.Frames;
        Way = way;
        Matched = matched;
        Shutter = order.Shot.Shutter ?? 0;
        NotStaged = Say(order, matched);
        Travellers = travellers is null ? null : new TravellerBrush(travellers, (SameSceneWay)way);
        FirstTexture = TextureOf(travellers?.First ?? First, order.Threads);
        LastTexture = TextureOf(travellers?.Last ?? Last, order.Threads);
    }

    /// <summary>Frame 0.</summary>
    public Picture First { get; }

    /// <summary>The last frame.</summary>
    public Picture Last { get; }

    /// <summary>How many frames.</summary>
    public int Frames { get; }

    /// <summary>Size of a frame.</summary>
    public PixelSize Size => First.Size;

    /// <summary>The way from the first to the last.</summary>
    public IWay Way { get; }

    /// <summary>Share of what both should show that is found in each other; see
    /// <see cref="PairStudy.SameScene"/>.</summary>
    public float Matched { get; }

    /// <summary>Shutter angle, degrees; 0 for none.</summary>
    public double Shutter { get; }

    /// <summary>What the shot does not show, to be told to the user: words that ask for life, and how the pictures
    /// were joined
    /// when they are not of one scene.</summary>
    public IReadOnlyList<string> NotStaged { get; }

    /// <summary>Draws what goes from its place in the first picture to its place in the last as a whole; null where
    /// nothing does.</summary>
    public TravellerBrush? Travellers { get; }

    /// <summary>The first picture for sampling, without what travels.</summary>
    public Texture FirstTexture { get; }

    /// <summary>The last picture for sampling, without what travels.</summary>
    public Texture LastTexture { get; }

    /// <summary>Prepares everything that the frames share.</summary>
    /// <exception cref="EngineException">
    /// The order cannot hold: other sizes, one frame only, or a camera move beside the two pictures.
    /// </exception>
    public static BetweenShot Prepare(ShotOrder order, CancellationToken cancellationToken)
    {
        Check(order);
        var study = PairStudy.Of(order.FirstFrame!, order.LastFrame!, order.Threads, cancellationToken);
        var travellers = study.IsSameScene
            ? Stills.Travellers.Of(study, order.FirstFrame!, order.LastFrame!, cancellationToken) : null;
        IWay way = study.IsSameScene
            ? new SameSceneWay(study, order.FirstFrame!, order.LastFrame!)
            : PassageWay.Of(order, cancellationToken);
        way.Begins = CarriedSpeed.On(way, order);
        return new BetweenShot(order, way, study.Matched, travellers);
    }

    /// <summary>A painter of frames for one thread.</summary>
    public BetweenPainter Painter() => new(this);

    /// <summary>What the next shot starts with: the usual lens at rest, in a world not yet measured.</summary>
    public static StillState End() => new() { FocalLength = CameraPose.UsualFocalLength, Motion = CarriedMotion.None };

    /// <inheritdoc/>
    public void Dispose()
    {
        FirstTexture.Dispose();
        LastTexture.Dispose();
    }

    private static Texture TextureOf(Picture picture, int threads) =>
        Texture.From(picture.Pixels, picture.Width, picture.Height, Halvings, threads);

    private static List<string> Say(ShotOrder order, float matched)
    {
        var said = LifeWords.Read(order.Shot.Prompt, LifeBook.For(order)).Effects
            .Select(e => $"'{e.Word}': between two given pictures nothing moves by itself").ToList();
        if (matched < PairStudy.SameScene)
        {
            said.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"one scene: {100 * matched:0} % of the pictures was found in each other, so the camera turns fast from "
                + $"the one to the other"));
        }

        return said;
    }

    private static void Check(ShotOrder order)
    {
        if (order.LastFrame!.Size != order.Size)
        {
            throw new EngineException(
                EngineError.BadOrder,
                $"shot '{order.Shot.Id}': the last frame is {order.LastFrame.Size}, not {order.Size}.");
        }

        if (order.Frames < 2)
        {
            throw new EngineException(
                EngineError.BadOrder,
                $"shot '{order.Shot.Id}' has {order.Frames} frame; a shot with a last picture has at least 2.");
        }

        // A move and two fixed pictures ask for two different ways; the pictures' own is the one that arrives.
        if (order.Shot.Camera.FirstOrDefault(m => m.Kind != CameraMoveKind.Static) is { } move)
        {
            throw new EngineException(
                EngineError.NotSupported,
                $"shot '{order.Shot.Id}': {(move.Six is null ? CameraMoves.Of(move.Kind).Name : "the camera move")} "
                + "cannot hold together with last: the way from the first picture to the last is the camera's move. "
                + "Remove 'camera' or 'last', or make two shots of it.");
        }
    }
}
