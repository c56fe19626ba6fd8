using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Art direction as data, one file of <c>assets/looks</c>: how materials, light, air, lines, paper and the grade are
/// treated. Colours are linear light. The defaults are a plain, neutral picture.
/// </summary>
public sealed record Look
{
    /// <summary>Name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>What it looks like, in one line.</summary>
    public string About { get; init; } = "";

    /// <summary>How much colour materials keep: 0 grey, 1 as they are.</summary>
    public float MaterialSaturation { get; init; } = 1;

    /// <summary>
    /// How much red, green and blue count for in grey, as a filter before the lens of a camera for black and white: red
    /// ones darken the sky and lighten skin. Null for what they count for to the eye.
    /// </summary>
    public Vector3? Filter { get; init; }

    /// <summary>The one colour that materials turn to.</summary>
    public Vector3 Clay { get; init; } = new(0.6f);

    /// <summary>The colour that the subjects' materials turn to; null for <see cref="Clay"/>.</summary>
    public Vector3? SubjectClay { get; init; }

    /// <summary>How far materials turn to <see cref="Clay"/>, 0 to 1.</summary>
    public float ClayShare { get; init; }

    /// <summary>Strength of patterns, 0 to 2.</summary>
    public float PatternStrength { get; init; } = 1;

    /// <summary>How much every surface varies, as if painted by hand, 0 to 1.</summary>
    public float Mottle { get; init; }

    /// <summary>Strength of highlights and reflections, 0 to 2.</summary>
    public float Shine { get; init; } = 1;

    /// <summary>How far the sun's light reaches round things, 0 to 1.</summary>
    public float Wrap { get; init; } = 0.1f;

    /// <summary>Steps of light; 0 for smooth light.</summary>
    public int Bands { get; init; }

    /// <summary>How soft the steps are, 0.02 (cut) to 1 (smooth).</summary>
    public float BandSoftness { get; init; } = 0.2f;

    /// <summary>Strength of the sun against the setting's, 0 to 3.</summary>
    public float SunStrength { get; init; } = 1;

    /// <summary>Strength of the sky's and the ground's light against the setting's, 0 to 3.</summary>
    public float SkyStrength { get; init; } = 1;

    /// <summary>What the sky's light is multiplied by where the sun does not reach: the colour of shade.</summary>
    public Vector3 Shade { get; init; } = Vector3.One;

    /// <summary>Radius of the shadows' soft edges in metres.</summary>
    public float ShadowSoftness { get; init; } = 0.06f;

    /// <summary>
    /// How far a lamp beside the camera makes up for what the hour does not give to whom the shot is about, 0 to 4: 1 for
    /// all of it, more where the look takes it away again.
    /// </summary>
    public float KeyLight { get; init; } = 1;

    /// <summary>
    /// How far beside the camera that lamp stands, in degrees, 0 to 90: the farther, the more of a face is in shade.
    /// </summary>
    public float KeySide { get; init; } = 39;

    /// <summary>
    /// Strength of a lamp behind whom the shot is about, on the key light's other side: a line of light along hair and
    /// shoulders, 0 to 3.
    /// </summary>
    public float BackLight { get; init; }

    /// <summary>Strength of the scene's own lamps and fires against the setting's, 0 to 3.</summary>
    public float Lamps { get; init; } = 1;

    /// <summary>Light along the rims of things, 0 to 2.</summary>
    public float Rim { get; init; } = 0.5f;

    /// <summary>Darkening of corners, 0 to 2.</summary>
    public float Occlusion { get; init; } = 1;

    /// <summary>Fog against the setting's, 0 to 3.</summary>
    public float Fog { get; init; } = 1;

    /// <summary>Light shafts, 0 to 2.</summary>
    public float Shafts { get; init; } = 1;

    /// <summary>How far the sky turns to <see cref="SkyColour"/>, 0 to 1.</summary>
    public float SkyFlat { get; init; }

    /// <summary>The colour of a flat sky.</summary>
    public Vector3 SkyColour { get; init; } = new(0.8f);

    /// <summary>How far colours leave the light of the hour for that of noon, 0 to 1: 1 shows night as day.</summary>
    public float Daylight { get; init; }

    /// <summary>Glow about bright things, 0 to 2.</summary>
    public float Bloom { get; init; } = 0.5f;

    /// <summary>Depth of field against the camera's, 0 to 2; 0 keeps everything sharp.</summary>
    public float Focus { get; init; } = 1;

    /// <summary>Exposure in stops.</summary>
    public float Exposure { get; init; }

    /// <summary>Contrast about middle grey, 0.5 to 2.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>Saturation of the picture, 0 to 2.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>What shadows lean to: a colour multiplied in where it is dark.</summary>
    public Vector3 ShadowTint { get; init; } = Vector3.One;

    /// <summary>What lights lean to.</summary>
    public Vector3 LightTint { get; init; } = Vector3.One;

    /// <summary>How far black is lifted, 0 to 0.2.</summary>
    public float Lift { get; init; }

    /// <summary>Darkening of the corners of the frame, 0 to 1.</summary>
    public float Vignette { get; init; } = 0.15f;

    /// <summary>Film grain, 0 to 1.</summary>
    public float Grain { get; init; } = 0.15f;

    /// <summary>Strength of drawn lines, 0 to 1.</summary>
    public float Line { get; init; }

    /// <summary>Width of lines in thousandths of the frame's height.</summary>
    public float LineWidth { get; init; } = 2;

    /// <summary>Colour of lines and hatching.</summary>
    public Vector3 LineColour { get; init; } = new(0.02f);

    /// <summary>Hatching in shade, 0 to 1.</summary>
    public float Hatch { get; init; }

    /// <summary>Paper: its grain and how it takes colour, 0 to 1.</summary>
    public float Paper { get; init; }

    /// <summary>Colour of the paper.</summary>
    public Vector3 PaperColour { get; init; } = new(0.93f, 0.9f, 0.84f);

    /// <summary>How far the picture turns to ink on paper: light areas bare, dark areas inked, 0 to 1.</summary>
    public float Ink { get; init; }

    /// <summary>Watercolour: colours run together, darken at their edges and grain, 0 to 1.</summary>
    public float Wash { get; init; }
}
