using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>A colour that is given, or taken from the light of a picture.</summary>
internal readonly record struct LifeColour
{
    /// <summary>Red, green and blue, 0 to 1; null takes the picture's own light.</summary>
    public Vector3? Given { get; init; }

    /// <summary>How much a given colour goes with the picture's lightness, 0 to 1.</summary>
    public float Lit { get; init; }

    /// <summary>Share of the picture's pixels that are darker than those whose colour is taken, 0 to 1.</summary>
    public float From { get; init; }

    /// <summary>How far it is drawn towards white, 0 to 1.</summary>
    public float White { get; init; }

    /// <summary>How much of it is the colour of what is under the mask, 0 to 1.</summary>
    public float Under { get; init; }

    /// <summary>The colour in a picture.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="mask">Where the effect is; empty for everywhere.</param>
    public Vector3 In(LifeSurvey survey, byte[] mask)
    {
        if (Given is { } given)
        {
            return given * (1 - Lit + (Lit * Math.Clamp(0.45f + (survey.Light.Average() / 255), 0.25f, 1.1f)));
        }

        var colour = Vector3.Lerp(LightColour.Of(survey, From), Vector3.One, White);
        return Under > 0 && mask.Length > 0 ? Vector3.Lerp(colour, LightColour.Under(survey, mask), Under) : colour;
    }
}
