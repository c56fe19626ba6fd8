using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>All that moves by itself in a shot. Immutable and shared by the shot's threads.</summary>
internal sealed class Life
{
    private readonly (LifePart Part, FieldMotion[] Motions, ParticleAir[] Air, TwinklingStars? Stars)[] _parts;

    /// <summary>The life of parts.</summary>
    /// <param name="parts">At least one.</param>
    /// <param name="secondsPerFrame">Seconds from one frame to the next.</param>
    public Life(IReadOnlyList<LifePart> parts, double secondsPerFrame)
    {
        Parts = parts;
        SecondsPerFrame = secondsPerFrame;
        _parts = [.. parts.Select(p => (p, FieldMotions.Of(p.Plan), Air(p.Plan), TwinklingStars.Of(p.Plan)))];
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
            foreach (var part in Parts.Where(p => p.Plan.Effects.Any(e => e.Kind == LifeKind.Clouds)))
            {
                var reach = (int)MathF.Ceiling(FieldMotions.CloudReach(part.Plan.Width) * (part.Map?.Enlargement ?? 1)) + 8;
                left = FieldMotions.Wind(part.Plan) > 0 ? Math.Max(left, reach) : left;
                right = FieldMotions.Wind(part.Plan) < 0 ? Math.Max(right, reach) : right;
            }

            return (left, right);
        }
    }

    /// <summary>One thread's memory for drawing it.</summary>
    /// <param name="layers">Sheets of the scene.</param>
    /// <param name="space">How the shot's picture stands in the world.</param>
    public LifePainter Painter(int layers, StillSpace space) => new(this, layers, space);

    /// <summary>The fields of all parts, for one thread.</summary>
    public LifeField[] Fields() => [.. _parts.Select(p => new LifeField(p.Part.Plan, p.Motions))];

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
            foreach (var air in _parts[i].Air)
            {
                air.Draw(moment, seen, canvas);
            }
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

    private static ParticleAir[] Air(LifePlan plan) =>
        [.. plan.Effects.Select(e => (Effect: e, Kind: ParticleKind.Of(e.Kind))).Where(e => e.Kind is not null).Select(e => new ParticleAir(plan, e.Effect, e.Kind!))];
}
