using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>
/// The measures of one person. Traits say what they say; the rest comes from the seed, each measure from dice of its
/// own, so that a trait changes what it is about and nothing else. Metres, degrees, linear light.
/// </summary>
internal sealed record PersonShape
{
    /// <summary>Age in years.</summary>
    public required float Age { get; init; }

    /// <summary>0 a child to 1 grown up.</summary>
    public required float Grown { get; init; }

    /// <summary>0 to 1 from 50 years to 80.</summary>
    public required float Old { get; init; }

    /// <summary>0 thin, 0.5, 1 stout.</summary>
    public required float Build { get; init; }

    /// <summary>0 a man's shape, 1 a woman's.</summary>
    public required float Feminine { get; init; }

    /// <summary>Height without hair.</summary>
    public required float Height { get; init; }

    /// <summary>Half the height of the head.</summary>
    public required float Head { get; init; }

    /// <summary>Height of the hip joints.</summary>
    public required float Hip { get; init; }

    /// <summary>Half the width between hip joints.</summary>
    public required float HipWidth { get; init; }

    /// <summary>Height of the shoulder joints.</summary>
    public required float Shoulder { get; init; }

    /// <summary>Half the width between shoulder joints.</summary>
    public required float ShoulderWidth { get; init; }

    /// <summary>Radius of eyeballs against <see cref="Head"/>.</summary>
    public required float Eye { get; init; }

    /// <summary>Half the distance between the eyes against <see cref="Head"/>.</summary>
    public required float EyeGap { get; init; }

    /// <summary>Size of the nose, 1 the usual.</summary>
    public required float Nose { get; init; }

    /// <summary>How far up the nose turns, -1 to 1.</summary>
    public required float NoseTilt { get; init; }

    /// <summary>Width of the jaw, 1 the usual.</summary>
    public required float Jaw { get; init; }

    /// <summary>How far the chin stands out, 1 the usual.</summary>
    public required float Chin { get; init; }

    /// <summary>How full the cheeks are, 1 the usual.</summary>
    public required float Cheek { get; init; }

    /// <summary>Width of the face, 1 the usual.</summary>
    public required float Wide { get; init; }

    /// <summary>Size of the ears, 1 the usual.</summary>
    public required float Ear { get; init; }

    /// <summary>Thickness of the brows, 1 the usual.</summary>
    public required float BrowThick { get; init; }

    /// <summary>Slant of the brows in degrees, positive when the outer ends hang.</summary>
    public required float BrowSlant { get; init; }

    /// <summary>Width of the mouth against <see cref="Head"/>, half.</summary>
    public required float Mouth { get; init; }

    /// <summary>Fullness of the lips, 1 the usual.</summary>
    public required float Lips { get; init; }

    /// <summary>Colour of the skin.</summary>
    public required Vector3 Skin { get; init; }

    /// <summary>Colour of the hair.</summary>
    public required Vector3 HairColour { get; init; }

    /// <summary>Colour of the eyes.</summary>
    public required Vector3 EyeColour { get; init; }

    /// <summary>Hair style.</summary>
    public required string Hair { get; init; }

    /// <summary>Beard or null.</summary>
    public string? Beard { get; init; }

    /// <summary>A point of the head in half heads from its middle.</summary>
    public Vector3 Face(float x, float y, float z) => HeadMiddle + (Head * new Vector3(x, y, z));

    /// <summary>Middle of the head.</summary>
    public Vector3 HeadMiddle => new(0, Height - Head, 0.06f * Head);

    /// <summary>The measures that follow from traits and seed.</summary>
    /// <param name="look">Colours and styles to choose from.</param>
    /// <param name="traits">What is said.</param>
    /// <param name="seed">Decides the rest.</param>
    /// <param name="colours">To look colours up in.</param>
    public static PersonShape Of(PersonLook look, Traits traits, long seed, Colours colours)
    {
        var feminine =
            traits.Gender switch { "woman" => 1f, "man" => 0f, _ => Dice.Of(seed, 1).Next() < 0.5f ? 1f : 0f };
        var age = traits.Age ?? Dice.Of(seed, 2).Between(24, 48);
        var grown = Smooth((age - 3) / 15);
        var old = Smooth((age - 50) / 30);
        var build = traits.Build ?? Dice.Of(seed, 3).Between(0.25f, 0.7f);
        var full = (feminine > 0.5f ? 1.66f : 1.77f) + Spread(4, 0.07f);
        var height = (Lerp(0.82f, full, grown) - (0.05f * old)) * Math.Clamp(traits.Size, 0.1f, 10);
        var heads = Lerp(3.5f, 5.5f, MathF.Pow(grown, 0.8f)) + Spread(5, 0.12f);
        var head = height / heads / 2;
        var girl = feminine * grown;
        var hairTraits = traits.Hair;
        var white = Smooth((age - 48) / 24);
        var hairColour = colours.Find(traits.HairColour)
            ?? Vector3.Lerp(
                Pick(look.Hairs, 6), new Vector3(0.62f, 0.62f, 0.63f), white * Dice.Of(seed, 7).Between(0.75f, 1));
        return new PersonShape
        {
            Age = age,
            Grown = grown,
            Old = old,
            Build = build,
            Feminine = feminine,
            Height = height,
            Head = head,
            Hip = height * Lerp(0.40f, 0.455f, grown),
            HipWidth = height * (0.054f + (0.014f * build) + (0.004f * girl)),
            Shoulder = height - (2 * head) - (0.058f * height),
            ShoulderWidth = height
                * (Lerp(0.106f, 0.117f, grown) + (0.012f * build) - (0.014f * girl) + Spread(8, 0.004f)),
            Eye = Lerp(0.245f, 0.215f, grown) + (0.012f * feminine) + Spread(9, 0.012f),
            EyeGap = 0.355f + Spread(10, 0.022f),
            Nose = Lerp(0.72f, 1, grown) * (1 + (0.25f * old)) * (1 - (0.16f * girl)) * (1 + Spread(11, 0.28f)),
            NoseTilt = Spread(12, 0.8f) + (0.3f * (1 - grown)),
            Jaw = (1 - (0.13f * girl)) * (1 + Spread(13, 0.1f)) + (0.1f * (build - 0.5f)),
            Chin = Lerp(0.8f, 1, grown) * (1 - (0.1f * girl)) * (1 + Spread(14, 0.2f)),
            Cheek = Lerp(1.15f, 1, grown) * (1 + (0.35f * (build - 0.45f))) * (1 + Spread(15, 0.07f)),
            Wide = 1 + Spread(16, 0.055f) + (0.07f * (build - 0.45f)),
            Ear = (1 + (0.25f * old)) * (1 + Spread(17, 0.2f)),
            BrowThick = Lerp(0.75f, 1, grown) * (1 - (0.38f * girl)) * (1 + (0.35f * old)) * (1 + Spread(18, 0.3f)),
            BrowSlant = Spread(19, 7),
            Mouth = Lerp(0.25f, 0.29f, grown) * (1 + Spread(20, 0.12f)),
            Lips = (1 + (0.4f * girl)) * (1 - (0.3f * old)) * (1 + Spread(21, 0.2f)),
            Skin = colours.Find(traits.Skin) ?? Pick(look.Skins, 22),
            HairColour = hairColour,
            EyeColour = Pick(look.Eyes, 23),
            Hair = hairTraits ?? StyleOf(look, feminine, grown, old, seed),
            Beard = traits.Beard
                ?? (feminine < 0.5f && grown > 0.9f && traits.Gender is not "woman" ? BeardOf(look, seed) : null),
        };

        float Spread(int part, float reach) => Dice.Of(seed, part).Between(-reach, reach);

        Vector3 Pick(IReadOnlyList<Vector3> list, int part) => list[Dice.Of(seed, part).Below(list.Count)];
    }

    private static string StyleOf(PersonLook look, float feminine, float grown, float old, long seed)
    {
        var dice = Dice.Of(seed, 24);
        if (feminine < 0.5f && old > 0.2f && dice.Next() < 0.3f)
        {
            return "bald";
        }

        var styles = feminine > 0.5f ? look.WomenHair : look.MenHair;
        return old > 0.5f && feminine > 0.5f && dice.Next() < 0.6f ? "bun" : styles[dice.Below(styles.Count)];
    }

    private static string? BeardOf(PersonLook look, long seed)
    {
        var beard = look.Beards[Dice.Of(seed, 25).Below(look.Beards.Count)];
        return beard == "none" ? null : beard;
    }

    private static float Lerp(float a, float b, float share) => a + (share * (b - a));

    private static float Smooth(float share)
    {
        share = Math.Clamp(share, 0, 1);
        return share * share * (3 - (2 * share));
    }
}
