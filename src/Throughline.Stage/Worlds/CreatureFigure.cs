using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A person, animal or robot: posed by its roles, one for each shot of the scene, with what it holds in its hands.
/// </summary>
/// <param name="creature">Its body.</param>
/// <param name="actor">Who plays it.</param>
/// <param name="roles">What it does, one for each shot of the scene.</param>
/// <param name="joints">Seconds at which shots that continue the scene begin.</param>
/// <param name="carried">Where its carrier holds it; null when it goes by itself.</param>
/// <param name="grasp">Where its carrier has room for hands and feet at a time; null for nowhere.</param>
/// <param name="handed">Where the last of what it holds is at a time, given where its hand is; null for in the
/// hand.</param>
internal sealed class CreatureFigure(
    Creature creature, Actor actor, IReadOnlyList<Role> roles, IReadOnlyList<double> joints,
    Func<double, Matrix4x4>? carried, Func<double, Grasp>? grasp, Func<Matrix4x4, double, Matrix4x4>? handed) : Figure
{
    private readonly Stance _asked = creature.NewStance();

    /// <inheritdoc/>
    public override object NewCostume(bool moves, float pixelsPerMetre, float side)
    {
        var skin = creature.Skins[creature.Skins.LevelFor(pixelsPerMetre, side)];
        var (mesh, earlier) = (skin.NewMesh(), moves ? skin.NewMesh() : null);
        mesh.Before = earlier is null ? null : new RestPlaces(earlier.X, earlier.Y, earlier.Z);
        return new Costume(skin, mesh, earlier, creature.NewStance(), creature.NewStance());
    }

    /// <inheritdoc/>
    public override Vector3 FeetAt(double time) =>
        carried is null ? RoleAt(time).PlaceAt(time).Place : carried(time).Translation;

    /// <inheritdoc/>
    public override float HeadingAt(double time)
    {
        if (carried is null)
        {
            return RoleAt(time).PlaceAt(time).Heading;
        }

        var place = carried(time);
        return (MathF.Atan2(place.M31, place.M33) * 180 / MathF.PI) + RoleAt(time).PlaceAt(time).Heading;
    }

    /// <inheritdoc/>
    public override Matrix4x4 PlaceAt(double time) => carried?.Invoke(time)
        ?? Matrix4x4.CreateRotationY(HeadingAt(time) * MathF.PI / 180) * Matrix4x4.CreateTranslation(FeetAt(time));

    /// <inheritdoc/>
    public override Matrix4x4 HandAt(double time, int hand)
    {
        lock (_asked)
        {
            Pose(time, _asked);
            return (hand == 0 ? _asked.RightGrip : _asked.LeftGrip) * (carried?.Invoke(time) ?? Matrix4x4.Identity);
        }
    }

    /// <inheritdoc/>
    public override Vector3? EyesAt(double time)
    {
        lock (_asked)
        {
            Pose(time, _asked);
            return Vector3.Transform(_asked.Eyes, carried?.Invoke(time) ?? Matrix4x4.Identity);
        }
    }

    /// <inheritdoc/>
    public override Model? Thing => creature.Held.Count > 0 ? creature.Held[^1] : null;

    /// <inheritdoc/>
    public override double? MomentOf(string action) =>
        roles.Select(role => role.MomentOf(action)).FirstOrDefault(moment => moment is not null);

    /// <inheritdoc/>
    public override void Add(SceneFrame frame, object? costume, FigureContext context)
    {
        var (skin, mesh, past, now, before) = (Costume)costume!;
        var earlier = frame.Time - frame.FrameTime;
        Pose(frame.Time, now);
        Pose(earlier, before);
        skin.Pose(now.Bones, now.Face, mesh);
        if (past is not null)
        {
            skin.Pose(before.Bones, before.Face, past);
        }

        var (carrier, carrierBefore) = (carried?.Invoke(frame.Time) ?? Matrix4x4.Identity, carried?.Invoke(earlier)
            ?? Matrix4x4.Identity);
        frame.Instances.Add(new Instance
        {
            Mesh = mesh,
            Materials = creature.Materials,
            Place = now.Place * carrier,
            PlaceBefore = before.Place * carrierBefore,
            Subject = actor.SubjectNumber,
        });
        if (RoleAt(frame.Time).BreathAt(frame.Time) is { } breath)
        {
            Breath.Add(frame, breath, now, carrier, creature.Length, (int)(actor.Seed & 0xFFFF), context);
        }

        // Into a puddle it splashes; what somebody only gets over is no target.
        if (RoleAt(frame.Time).LandedAt(frame.Time) is { } landed
            && actor.Beats.Any(beat => beat is { Way.Count: 2, TargetActor: not null }))
        {
            context.Air.Burst(
                frame, "splash", FeetAt(frame.Time), creature.Height, (int)(actor.Seed & 0xFFFF), frame.Time - landed);
        }

        if (RoleAt(frame.Time).StruckAt(frame.Time) is { } flame)
        {
            var match = (now.LeftGrip * carrier).Translation + new Vector3(0, 0.03f, 0);
            context.Air.Emit(frame, flame, match, 0.03f, (int)(actor.Seed & 0xFFFF) + 17);
        }

        Pouring.Add(frame, creature.Held, now.RightGrip * carrier, now.LeftGrip * carrier, actor.SubjectNumber);
        for (var hand = 0; hand < creature.Held.Count; hand++)
        {
            var (grip, gripBefore) = hand == 0 ? (now.RightGrip, before.RightGrip) : (now.LeftGrip, before.LeftGrip);
            var (place, placeBefore) = (grip * carrier, gripBefore * carrierBefore);
            if (handed is not null && hand == creature.Held.Count - 1)
            {
                (place, placeBefore) = (handed(place, frame.Time), handed(placeBefore, earlier));
            }

            var held = Matrix4x4.CreateTranslation(-creature.Held[hand].Grip);
            Staging.Add(
                frame, creature.Held[hand], held * place, held * placeBefore, actor.SubjectNumber, actor.Seed + hand,
                context);
        }
    }

    private void Pose(double time, Stance into) => RoleAt(time).At(time, into, grasp?.Invoke(time) ?? default);

    private Role RoleAt(double time)
    {
        var shot = 0;
        while (shot < joints.Count && time >= joints[shot])
        {
            shot++;
        }

        return roles[shot];
    }

    private sealed record Costume(Skin Skin, Mesh Mesh, Mesh? Past, Stance Now, Stance Before);
}
