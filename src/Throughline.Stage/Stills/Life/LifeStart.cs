using System.Numerics;
using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>Finds what lives in a shot: what went on in the shot before, and what the words ask for and the picture
/// has a place for.</summary>
internal static class LifeStart
{
    /// <summary>The life of a shot, null when nothing moves, and the words that it could not use.</summary>
    /// <param name="order">The shot.</param>
    /// <param name="picture">Frame 0 without life.</param>
    /// <param name="depth">Its depth where it is known.</param>
    /// <param name="focalLength">Its lens, mm on a 36 mm wide frame.</param>
    /// <param name="before">The life of the shot before.</param>
    /// <param name="grown">How many times larger the world is than in the shot before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static (Life? Life, IReadOnlyList<UnusedWord> NotUsed) Of(
        ShotOrder order, Picture picture, DepthPicture? depth, float focalLength, LifeState? before, float grown, CancellationToken cancellationToken)
    {
        var reading = LifeWords.Read(order.Shot.Prompt);
        var unused = reading.NotUsed.ToList();
        var parts = (before?.Parts ?? []).Select(p => p with { Camera = p.Camera with { Scale = p.Camera.Scale * grown } }).ToList();

        // What goes on already goes on as it was.
        var going = parts.SelectMany(p => p.Plan.Effects).Select(e => e.Kind).ToHashSet();
        var asked = reading.Effects.Where(e => !going.Contains(e.Kind)).ToList();
        var frame = (double)order.Rate.Denominator / order.Rate.Numerator;
        if (asked.Count > 0)
        {
            var survey = LifeSurvey.Of(picture, depth, order.Threads, cancellationToken);
            var placed = new List<PlacedEffect>();
            foreach (var effect in asked)
            {
                if (Place(effect, survey, picture, order, out var reason) is { } found)
                {
                    placed.Add(found);
                }
                else
                {
                    unused.Add(new UnusedWord(effect.Word, reason));
                }
            }

            if (placed.Count > 0)
            {
                var plan = new LifePlan
                {
                    Width = picture.Width,
                    Height = picture.Height,
                    FocalLength = focalLength,
                    Seed = (ulong)order.Shot.Seed,
                    Period = reading.Loops && order.Previous is null ? order.Frames * frame : 0,
                    Nearness = survey.NodeNearness(),
                    Light = [.. survey.Light.Select(l => (byte)l)],
                    Effects = placed,
                };
                parts.Add(new LifePart(plan, null, LifeCamera.Own, 0));
            }
        }

        return (parts.Count == 0 ? null : new Life(parts, frame), unused);
    }

    private static PlacedEffect? Place(LifeEffect effect, LifeSurvey survey, Picture picture, ShotOrder order, out string reason)
    {
        var scale = picture.Width / 1280f;
        byte[]? mask = [];
        LifeSpot[] spots = [];
        var colour = Vector3.One;
        reason = "";
        switch (effect.Kind)
        {
            case LifeKind.Clouds:
                mask = survey.Sky(1.6f * FieldMotions.CloudReach(picture.Width), LightFinder.Sun(survey, isRound: true));
                reason = "no sky was found in the picture";
                break;
            case LifeKind.Waves:
                mask = survey.Water(20 * scale, flows: false);
                reason = "no water was found in the picture";
                break;
            case LifeKind.Stream:
                mask = survey.Water(44 * scale, flows: true);
                reason = "no running water was found in the picture";
                break;
            case LifeKind.Sway:
                mask = survey.Plants(26 * scale);
                reason = "no plants were found in the picture";
                break;
            case LifeKind.Mist:
                colour = survey.Colour(0.85f);
                mask = survey.Hollows(255 * Vector3.Dot(colour, new Vector3(0.21f, 0.72f, 0.07f)));
                colour = Vector3.Lerp(survey.ColourUnder(mask), colour, 0.65f);
                break;
            case LifeKind.Steam:
                mask = survey.Column((float)order.Focus.X * picture.Width, (float)order.Focus.Y * picture.Height);
                colour = Vector3.Lerp(survey.Colour(0.85f), Vector3.One, 0.5f);
                break;
            case LifeKind.Flicker:
                spots = LightFinder.Lamps(survey);
                mask = spots.Length == 0 ? null : [];
                reason = "no lamp or flame was found in the picture";
                break;
            case LifeKind.Sunlight:
                spots = LightFinder.Sun(survey) is { } sun ? [sun] : [];
                mask = spots.Length == 0 ? null : [];
                reason = "the sun is not in the picture";
                break;
            case LifeKind.Stars:
                spots = LightFinder.Stars(survey, picture);
                mask = spots.Length == 0 ? null : [];
                colour = survey.Colour(0);
                reason = "no stars were found in the picture";
                break;
            case LifeKind.Snow:
                colour = Vector3.Lerp(survey.Colour(0.7f), Vector3.One, 0.55f);
                break;
            case LifeKind.Rain:
                colour = Vector3.Lerp(survey.Colour(0.6f), Vector3.One, 0.35f);
                break;
            case LifeKind.Dust:
                colour = Vector3.Lerp(survey.Colour(0.92f), Vector3.One, 0.25f);
                break;
            case LifeKind.Embers:
                colour = new Vector3(1, 0.47f, 0.13f);
                break;
            case LifeKind.Fireflies:
                colour = new Vector3(0.85f, 1, 0.35f);
                break;
            case LifeKind.Leaves:
                colour = new Vector3(0.62f, 0.36f, 0.10f) * Math.Clamp(0.35f + (0.8f * survey.Light.Average() / 255), 0.2f, 1);
                break;
        }

        return mask is null ? null : new PlacedEffect(effect.Kind, effect.Strength, mask, spots, colour);
    }
}
