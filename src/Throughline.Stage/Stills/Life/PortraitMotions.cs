using System.Numerics;
using Throughline.Films;
using Throughline.Media.Faces;

namespace Throughline.Stage.Stills;

/// <summary>
/// Breathing and the small motion of a head. Breathing lifts the shoulders and widens the chest; the head turns a
/// degree
/// or so about the neck, its points moved by their own depth, so that the nose goes farther than the ears.
/// </summary>
internal static class PortraitMotions
{
    // Breaths a second, 12 to 16 a minute.
    private const double SlowestBreath = 12 / 60.0;
    private const double FastestBreath = 16 / 60.0;

    // At usual strength, in halves of the face's height: how far a breath lifts the shoulders, and radians of each
    // turn.
    private const float Lift = 0.042f;
    private const float Yaw = 0.022f;
    private const float Pitch = 0.014f;
    private const float Roll = 0.010f;

    /// <summary>The motion of an effect that belongs to a person; null for others.</summary>
    public static FieldMotion? Of(LifePlan plan, PlacedEffect effect, LifeRecipe recipe, NodePlace place) =>
        recipe.Place switch
        {
            LifePlace.Body => Breath(plan, effect, place),
            LifePlace.Face when recipe.Name == "head" && effect.Points.Length == FaceMesh.Count
                => Head(plan, effect, place),
            _ => null,
        };

    private static FieldMotion.Pose Breath(LifePlan plan, PlacedEffect effect, NodePlace place)
    {
        var head = effect.Points.Length == FaceMesh.Count ? new HeadFrame(effect.Points) : null;
        var half = head?.Half ?? plan.Height / 8f;
        var middle = head?.Middle.X ?? (place.X.Length == 0 ? 0 : (place.X.Min() + place.X.Max()) / 2);
        var lift = Lift * half * effect.Strength;
        var chance = new LifeChance(plan.Seed + (ulong)StableSeed.Of("breath"));
        var hertz = SlowestBreath + ((FastestBreath - SlowestBreath) * chance.At(0, 1));

        // Reading below shows what is below: shoulders go up, the chest a little outward.
        var up = place.Each((mask, _) => lift * mask);
        var wide = place.Each(
            (mask, i) => -0.4f * lift * mask * Math.Clamp((place.X[i] - middle) / (2.2f * half), -1, 1));
        return new FieldMotion.Pose(place.Nodes, [wide], [up], [ScalarWave.Breath(hertz, plan.Period)]);
    }

    private static FieldMotion.Pose Head(LifePlan plan, PlacedEffect effect, NodePlace place)
    {
        var head = new HeadFrame(effect.Points);
        var depth = Depths(effect.Points, head, place);
        var pivot = head.Middle + new Vector2(0, 1.25f * head.Half);
        var strength = MathF.Min(effect.Strength, 1.6f);
        float[] none = new float[place.Nodes.Length];
        var chance = new LifeChance(plan.Seed + (ulong)StableSeed.Of("head"));
        ScalarWave Wave(int index) => ScalarWave.Wandering(chance, index, 0.07, 0.31, plan.Period);
        return new FieldMotion.Pose(
            place.Nodes,
            [
                place.Each((mask, i) => Yaw * strength * mask * depth[i]),
                none,
                place.Each((mask, i) => Roll * strength * mask * (pivot.Y - place.Y[i])),
            ],
            [
                none,
                place.Each((mask, i) => Pitch * strength * mask * depth[i]),
                place.Each((mask, i) => Roll * strength * mask * (place.X[i] - pivot.X)),
            ],
            [Wave(0), Wave(1), Wave(2)]);
    }

    // How far before the neck's axis each node is, pixels: the face's own points, and a round skull about them.
    private static float[] Depths(Vector3[] points, HeadFrame head, NodePlace place)
    {
        var reach = 0.16f * head.Half;
        return place.Each((_, i) =>
        {
            float x = place.X[i], y = place.Y[i], sum = 0, weight = 0;
            foreach (var point in points)
            {
                float dx = point.X - x, dy = point.Y - y;
                var w = MathF.Exp(-((dx * dx) + (dy * dy)) / (2 * reach * reach));
                (sum, weight) = (sum + (w * point.Z), weight + w);
            }

            var (across, up) = head.At(x, y);
            var round = 1 - ((across * across) + (up * up)) / 2.6f;
            var skull = head.Half * MathF.Max(0, round);
            var share = Math.Clamp(weight, 0, 1);
            var own = weight > 1e-6f ? (0.75f * head.Half) - (sum / weight - head.Depth) : skull;
            return (share * own) + ((1 - share) * skull);
        });
    }
}
