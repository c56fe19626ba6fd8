using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <content>Where the feet are: on the ground while they stand, in an arc while they swing.</content>
public sealed partial class Role
{
    // Four-legged bodies lie along the slope, upright ones lean into it.
    private void Slope(Piece piece, Vector3 place, float heading, float[] channels)
    {
        if (_rig.Legs.Length < 2 || piece.Action.Travel is ActionTravel.Air or ActionTravel.Water)
        {
            return;
        }

        var (sin, cos) = MathF.SinCos(heading * MathF.PI / 180);
        var half = Math.Max(0.4f * Creature.Length, 0.3f * _rig.LegLength);
        var rise = (_ground.HeightAt(place.X + (half * sin), place.Z + (half * cos))
            - _ground.HeightAt(place.X - (half * sin), place.Z - (half * cos))) / (2 * half);
        var degrees = MathF.Atan(Math.Clamp(rise, -1, 1)) * 180 / MathF.PI;
        channels[_idle.Root] += Creature.Family is CreatureFamily.Quadruped or CreatureFamily.Insect
            ? -degrees
            : 0.25f * degrees;
    }

    private FootPlace FootAt(Piece piece, double seconds, int index, Vector3 place, float heading, float[] channels)
    {
        var leg = _rig.Legs[index];
        var slot = _map.Feet + (4 * index);
        var step = new Vector3(channels[slot], channels[slot + 1], channels[slot + 2]) * _rig.LegLength;
        if (piece.Clip.Gait is not { } gait || piece.Way is null)
        {
            var stands = Standing(place, heading, leg, 1, step);
            stands.Ball.Y += IsOnRungs(piece) ? place.Y - _ground.HeightAt(stands.Ball.X, stands.Ball.Z) : 0;
            return stands;
        }

        var phase = gait.Phases[leg.Order % gait.Phases.Count];
        var steps = piece.StepsAt(seconds);
        var cycle = piece.Phase + (steps / piece.Stride) + phase;
        var number = MathF.Floor(cycle);
        var share = cycle - number;
        var from = Footfall(piece, gait, leg, number, phase);
        if (share < gait.Duty)
        {
            var rolled = Math.Clamp(((share / gait.Duty) - 0.55f) / 0.45f, 0, 1);
            var next = Footfall(piece, gait, leg, number + 1, phase);
            from.Pitch = gait.Roll * rolled * rolled * Reach(from, next, piece.Stride);
            from.Stands = true;
            return from;
        }

        // On its way, fitted to the ends of the walk so that no foot is left in the air.
        var to = Footfall(piece, gait, leg, number + 1, phase);
        var part = (share - gait.Duty) / (1 - gait.Duty);
        var first = SwingAt(piece.FirstStep, piece, gait, number, phase);
        var last = SwingAt(piece.LastStep, piece, gait, number, phase);
        if (piece.EaseIn > 0 && first > 0)
        {
            part = (part - first) / Math.Max(1 - first, 1e-3f);
        }

        if (piece.EaseOut > 0 && last < 1)
        {
            part /= Math.Max(last, 1e-3f);
        }

        return Swinging(from, to, Math.Clamp(part, 0, 1), gait, piece.Stride);
    }

    private FootPlace Swinging(FootPlace from, FootPlace to, float part, Gait gait, float stride)
    {
        var reach = Reach(from, to, stride);
        var eased = part - (MathF.Sin(MathF.Tau * part) / MathF.Tau);
        var ball = Vector3.Lerp(from.Ball, to.Ball, eased);
        var lift = gait.Lift * _rig.LegLength * reach * MathF.Pow(
            MathF.Max(MathF.Sin(MathF.PI * MathF.Pow(part, 0.85f)), 0), 1.3f);
        ball.Y = Math.Max(ball.Y, _ground.HeightAt(ball.X, ball.Z)) + lift;
        var toe = part < 0.5f ? gait.Roll * (1
            + (0.6f * MathF.Sin(MathF.Tau * part))) * (1 - Ease(part * 2)) + (gait.Roll * 0.2f * Ease(part * 2))
            : gait.Roll * 0.2f * (1 - Ease((part - 0.5f) * 2))
                - (0.45f * gait.Roll * MathF.Sin(MathF.PI * (part - 0.5f) * 2) * (part - 0.5f) * 2);
        return new FootPlace
        {
            Ball = ball,
            Pitch = toe * reach,
            Heading = from.Heading + (eased * Way.Nearest(to.Heading - from.Heading)),
            Stands = false,
        };
    }

    // How much of a full step lies between two footfalls, 0 to 1.
    private static float Reach(in FootPlace from, in FootPlace to, float stride)
    {
        var way = Vector3.Distance(from.Ball, to.Ball)
            + (MathF.Abs(Way.Nearest(to.Heading - from.Heading)) / 90 * 0.2f * stride);
        var share = Math.Clamp(way / (0.5f * stride), 0, 1);
        return share * (2 - share);
    }

    // Share of the swing that is done when the feet have gone so far: 0 before it, 1 after it.
    private static float SwingAt(float steps, Piece piece, Gait gait, float number, float phase)
    {
        var share = piece.Phase + (steps / piece.Stride) + phase - number;
        return Math.Clamp((share - gait.Duty) / (1 - gait.Duty), 0, 1);
    }

    // Where a foot stands in its cycle of a number: under the body in the middle of its stance.
    private FootPlace Footfall(Piece piece, Gait gait, RigLeg leg, float number, float phase)
    {
        var steps = (number + (gait.Duty / 2) - phase - piece.Phase) * piece.Stride;

        // A foot that stands when the walk begins or ends stands where it did before and will after.
        var half = gait.Duty / 2 * piece.Stride;
        steps = piece.EaseIn > 0 && steps - half <= piece.FirstStep ? piece.FirstStep : steps;
        steps = piece.EaseOut > 0 && steps + half >= piece.LastStep ? piece.LastStep : steps;
        var (place, heading) = piece.Way!.At(piece.BodyAt(steps));
        return Standing(place, heading, leg, 1 + ((gait.Width - 1) * piece.GoingAt(steps)), Vector3.Zero);
    }

    private FootPlace Standing(Vector3 place, float heading, RigLeg leg, float width, Vector3 step)
    {
        var (sin, cos) = MathF.SinCos(heading * MathF.PI / 180);
        var local = leg.Ball with { X = leg.Ball.X * width } + step;
        var ball = place + new Vector3((local.X * cos) + (local.Z * sin), 0, (local.Z * cos) - (local.X * sin));
        ball.Y = _ground.HeightAt(ball.X, ball.Z) + leg.Ball.Y + step.Y;
        return new FootPlace { Ball = ball, Heading = heading, Stands = step.Y < 1e-3f };
    }
}
