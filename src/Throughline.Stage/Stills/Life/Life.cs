using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>All that moves by itself in a shot. Immutable and shared by the shot's threads.</summary>
internal sealed class Life
{
    private readonly (LifePart Part, FieldMotion[] Motions, ParticleAir[] Air, Splashes[] Splashes,
        TwinklingStars? Stars, BlinkingEyes? Eyes)[] _parts;
    private readonly LifeBook _book;

    /// <summary>The life of parts.</summary>
    /// <param name="parts">At least one.</param>
    /// <param name="secondsPerFrame">Seconds from one frame to the next.</param>
    /// <param name="book">How their effects look.</param>
    public Life(IReadOnlyList<LifePart> parts, double secondsPerFrame, LifeBook book)
    {
        _book = book;
        Parts = parts;
        SecondsPerFrame = secondsPerFrame;
        _parts =
        [
            .. parts.Select(p => (
                p, FieldMotions.Of(p.Plan, book), Air(p.Plan, book), Splashing(p.Plan, book),
                    TwinklingStars.Of(p.Plan, book), BlinkingEyes.Of(p.Plan))),
        ];
    }

    /// <summary>The parts.</summary>
    public IReadOnlyList<LifePart> Parts { get; }

    /// <summary>Seconds from one frame to the next.</summary>
    public double SecondsPerFrame { get; }

    /// <summary>Pixels that clouds bring in from beyond the left and the right of the frame.</summary>
    public (int Left, int Right) Beyond
    {
        get
        {
            int left = 0, right = 0;
            foreach (var part in Parts)
            {
                var reach = FieldMotions.SkyReach(part.Plan, _book) * (part.Map?.Enlargement ?? 1);
                var whole = reach > 0 ? (int)MathF.Ceiling(reach) + 8 : 0;
                left = part.Plan.Wind > 0 ? Math.Max(left, whole) : left;
                right = part.Plan.Wind < 0 ? Math.Max(right, whole) : right;
            }

            return (left, right);
        }
    }

    /// <summary>One thread's memory for drawing it.</summary>
    public LifePainter Painter(StillScene scene) => new(this, scene);

    /// <summary>Whether anything moves the sky, which then goes on behind what stands before it.</summary>
    public bool MovesSky => Beyond is not (0, 0);

    /// <summary>The colour of each part's veil, 0 to 255.</summary>
    public Vector3[] Veils() => [.. Parts.Select(p => p.Plan.Effects
        .FirstOrDefault(e => _book.Recipes.GetValueOrDefault(e.Kind)?.Veil is not null)?.Colour * 255 ?? Vector3.Zero)];

    /// <summary>The fields of all parts, for one thread.</summary>
    /// <param name="sheets">The sheets they move.</param>
    public LifeField[] Fields(LifeSheet sheets) =>
        [.. _parts.Select(p => new LifeField(p.Part.Plan, [.. p.Motions.Where(m => (m.Sheets & sheets) != 0)]))];

    /// <summary>The moment of a part at a frame, which may lie between frames.</summary>
    public LifeMoment Moment(int part, double frame) =>
        LifeMoment.At(Parts[part].Clock + (frame * SecondsPerFrame), Parts[part].Plan.Period);

    /// <summary>Draws what is in the air onto a frame.</summary>
    public void DrawAir(double frame, CameraPose pose, in SpriteCanvas canvas)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            var moment = Moment(i, frame);
            var seen = _parts[i].Part.Camera.Pose(pose);
            _parts[i].Stars?.Draw(moment, seen, canvas);
            foreach (var splashes in _parts[i].Splashes)
            {
                splashes.Draw(moment, seen, canvas);
            }

            foreach (var air in _parts[i].Air)
            {
                air.Draw(moment, seen, canvas);
            }
        }
    }

    /// <summary>Draws the eyes of those that blink.</summary>
    public void DrawEyes(double frame, StillScene scene, NodeGrid[] nodes, Picture picture)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].Eyes?.Draw(Moment(i, frame), Parts[i].Map, scene, nodes, picture);
        }
    }

    /// <summary>What goes on after a shot's last frame.</summary>
    public LifeState End(StillScene scene, CameraPose pose, int frames, Picture last, Picture without) => new(
        [.. Parts.Select(p => p with
        {
            Map = LifeMap.Of(scene, pose, p.Map),
            Camera = p.Camera.From(pose),
            Clock = p.Clock + ((frames - 1) * SecondsPerFrame),
        })],
        LifeState.TraceOf(last, without));

    private static ParticleAir[] Air(LifePlan plan, LifeBook book) =>
    [
        .. plan.Effects
            .Where(e => book.Recipes.GetValueOrDefault(e.Kind)?.Air is not null)
            .Select(e => new ParticleAir(plan, e, book.Recipes[e.Kind].Air!)),
    ];

    private static Splashes[] Splashing(LifePlan plan, LifeBook book) =>
        [.. plan.Effects.Select(e => book.Recipes.GetValueOrDefault(e.Kind)?.Splash is { } kind
            ? Splashes.Of(plan, e, kind) : null).OfType<Splashes>()];
}
