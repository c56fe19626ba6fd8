using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A prop, plant or vehicle: it stands, sways, drives, floats or is carried; its wheels turn, its lamps burn.
/// </summary>
internal sealed class ModelFigure(
    Model model, Actor actor, Travel travel, Func<double, Matrix4x4>? carried, float sea) : Figure
{
    /// <inheritdoc/>
    public override Vector3 FeetAt(double time) => PlaceAt(time).Translation;

    /// <inheritdoc/>
    public override float HeadingAt(double time) => travel.At(time).Heading;

    /// <inheritdoc/>
    public override Matrix4x4 PlaceAt(double time)
    {
        if (carried is not null)
        {
            return actor.Carriage is { InHand: true }
                ? Matrix4x4.CreateTranslation(-model.Grip) * carried(time)
                : carried(time);
        }

        var (feet, heading, _) = travel.At(time);
        return Rocking(time) * Matrix4x4.CreateRotationY(heading * MathF.PI / 180) * Matrix4x4.CreateTranslation(
            feet + Bobbing(time));
    }

    /// <inheritdoc/>
    public override Vector3? AnchorAt(string name, double time)
    {
        foreach (var part in model.Turning)
        {
            if (part.Anchors.TryGetValue(name, out var turning))
            {
                return Vector3.Transform(turning, part.At(time, travel.At(time).Metres));
            }
        }

        return model.Anchors.TryGetValue(name, out var place) ? place : null;
    }

    /// <inheritdoc/>
    public override void Add(SceneFrame frame, object? costume, FigureContext context)
    {
        var now = PlaceAt(frame.Time);
        var before = PlaceAt(frame.Time - frame.FrameTime);
        Staging.Add(
            frame, model, now, before, actor.SubjectNumber, actor.Seed, context, travel.At(frame.Time).Metres,
            travel.At(frame.Time - frame.FrameTime).Metres);
    }

    // Boats rock and heave, what flies sways a little; each in its own phase.
    private Matrix4x4 Rocking(double time)
    {
        var phase = (actor.Seed & 1023) / 163f;
        var strength = model.Element switch { Element.Water => 0.045f * MathF.Sqrt(sea), Element.Air => 0.02f, _ => 0 };
        var (roll, pitch) = (strength * Wave(time, 0.23, phase), strength * 0.7f * Wave(time, 0.31, phase + 2));
        return Matrix4x4.CreateRotationZ(roll) * Matrix4x4.CreateRotationX(pitch);
    }

    private Vector3 Bobbing(double time)
    {
        var phase = (actor.Seed & 1023) / 163f;
        return model.Element switch
        {
            Element.Water => new Vector3(0, 0.06f * sea * Wave(time, 0.27, phase + 1), 0),
            Element.Air => new Vector3(0, 0.12f * Wave(time, 0.13, phase), 0),
            _ => Vector3.Zero,
        };
    }

    private static float Wave(double time, double rate, float phase) =>
        MathF.Sin((float)(Math.Tau * rate * time) + phase);
}
