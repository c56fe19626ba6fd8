using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A prop, plant or vehicle: it stands, sways, drives, floats, sinks or is carried, is dropped and breaks; its wheels
/// turn, its lamps burn.
/// </summary>
/// <param name="model">It.</param>
/// <param name="unlit">What it is until somebody lights it; null for what nobody lights.</param>
/// <param name="actor">Who plays it.</param>
/// <param name="travel">Where it goes.</param>
/// <param name="carried">Where its carrier has it; null when it goes by itself.</param>
/// <param name="sea">How high the waves are, 1 in the usual breeze.</param>
/// <param name="fate">What others do to it.</param>
internal sealed class ModelFigure(
    Model model, Model? unlit, Actor actor, Travel travel, Func<double, Matrix4x4>? carried, float sea, Fate fate) : Figure
{
    // How far a ship goes down in its beat, heights of it, and how it hangs then, radians.
    private const float Gone = 0.8f, Pitch = 0.5f, Roll = 0.22f;

    private readonly BlockedBeat? _sinks = model.Element == Element.Water
        ? actor.Beats.FirstOrDefault(beat => beat.Beat.Action == "sink")
        : null;
    private readonly Lazy<Shards?> _shards = new(() => Shards.Of(model));

    /// <inheritdoc/>
    public override Model? Thing => model;

    /// <inheritdoc/>
    public override Vector3 FeetAt(double time) =>
        carried is null ? travel.At(time).Feet + Bobbing(time) : PlaceAt(time).Translation;

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
        return Sunk(time) * Rocking(time) * Matrix4x4.CreateRotationY(heading * MathF.PI / 180) * Matrix4x4.CreateTranslation(
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
        if (_sinks is not null && SunkAt(frame.Time) is > 0.02f and < 0.98f)
        {
            Boil(frame, context);
        }

        if (fate.Release?.Value is { IsCaught: false } fallen && frame.Time >= fallen.Lands && _shards.Value is { } shards)
        {
            shards.Add(frame, fallen, actor, context);
            return;
        }

        Staging.Add(
            frame, unlit is not null && !(frame.Time >= fate.LitAt?.Invoke()) ? unlit : model, now, before, actor.SubjectNumber, actor.Seed, context, travel.At(frame.Time).Metres,
            travel.At(frame.Time - frame.FrameTime).Metres);
    }

    // Share of its sinking that is done.
    private float SunkAt(double time) => _sinks is null ? 0
        : Math.Clamp((float)((time - _sinks.From) / Math.Max(_sinks.To - _sinks.From, 0.5)), 0, 1);

    // It lists, its bow rises, and it goes down by the stern.
    private Matrix4x4 Sunk(double time)
    {
        var share = SunkAt(time);
        var hangs = Role.Ease(Math.Min(share * 1.3f, 1));
        return Matrix4x4.CreateRotationZ(Roll * hangs) * Matrix4x4.CreateRotationX(-Pitch * hangs)
            * Matrix4x4.CreateTranslation(0, -Gone * model.High.Y * MathF.Pow(share, 1.7f), 0);
    }

    // Air comes up about the hull.
    private void Boil(SceneFrame frame, FigureContext context)
    {
        const int Places = 7;
        var level = Matrix4x4.CreateRotationY(HeadingAt(frame.Time) * MathF.PI / 180) * Matrix4x4.CreateTranslation(
            FeetAt(frame.Time));
        var half = (model.High - model.Low) / 2;
        for (var i = 0; i < Places; i++)
        {
            var along = ((2 * (i + 0.5f) / Places) - 1) * half.Z * 0.9f;
            var place = Vector3.Transform(new Vector3((i % 2 == 0 ? 1 : -1) * half.X, 0.1f, along), level);
            context.Air.Emit(frame, "spray", place, 0.09f * model.High.Y, (int)(actor.Seed & 0xFFFF) + i);
        }
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
