using System.Numerics;
using Throughline.Camera;
using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>Stars of a picture, each brightened and dimmed in its own time.</summary>
internal sealed class TwinklingStars
{
    private readonly LifePlan _plan;
    private readonly PlacedEffect _effect;
    private readonly StillSpace _space;
    private readonly LifeChance _chance;

    private TwinklingStars(LifePlan plan, PlacedEffect effect)
    {
        _plan = plan;
        _effect = effect;
        _space = new StillSpace(plan.Width, plan.Height, plan.FocalLength);
        _chance = new LifeChance(plan.Seed + 0x57A2);
    }

    /// <summary>The stars of a plan; null when it has none.</summary>
    public static TwinklingStars? Of(LifePlan plan, LifeBook book) =>
        plan.Effects.FirstOrDefault(e => book.Recipes.GetValueOrDefault(e.Kind)?.Place == LifePlace.Stars) is { } effect
            ? new TwinklingStars(plan, effect)
            : null;

    /// <summary>Draws the change of their light.</summary>
    public void Draw(in LifeMoment moment, CameraPose pose, in SpriteCanvas canvas)
    {
        var toCamera = Quaternion.Conjugate(pose.Rotation);
        var focal = pose.FocalLength / 36 * canvas.Width;
        for (var i = 0; i < _effect.Spots.Length; i++)
        {
            var spot = _effect.Spots[i];
            var seen = Vector3.Transform(_space.Point(spot.X, spot.Y, StillSpace.FarthestQ) - pose.Position, toCamera);
            if (seen.Z > -1)
            {
                continue;
            }

            var slow = 1 / LifeMoment.Whole(1 / (0.4 + (0.5 * _chance.At(i, 0))), _plan.Period);
            var fast = 1 / LifeMoment.Whole(1 / (1.3 + _chance.At(i, 1)), _plan.Period);
            var wave = (0.6 * Math.Sin(2 * Math.PI * ((slow * moment.Seconds) + _chance.At(i, 2))))
                + (0.4 * Math.Sin(2 * Math.PI * ((fast * moment.Seconds) + _chance.At(i, 3))));
            var change = (float)wave * moment.Gain * _effect.Strength * (0.35f + (0.4f * spot.Level));
            var middle = new Vector2(canvas.CentreX - (focal * seen.X / seen.Z),
                canvas.CentreY + (focal * seen.Y / seen.Z));
            canvas.Stroke(
                middle, Vector2.Zero, spot.Radius * MathF.Max(1, focal / _space.FocalPixels), 0,
                change > 0 ? new Vector3(1, 0.98f, 0.95f) : _effect.Colour, MathF.Min(0.8f, MathF.Abs(change)),
                    change > 0 ? 1 : 0);
        }
    }
}
