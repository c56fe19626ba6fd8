namespace Throughline.Stage.Stills;

/// <summary>
/// What is known of one patch of the picture: means over its pixels, in pixels of the reduced picture.
/// </summary>
internal struct Patch
{
    /// <summary>Number of pixels.</summary>
    public int Area;

    /// <summary>Mean lightness.</summary>
    public float L;

    /// <summary>Mean green to red.</summary>
    public float A;

    /// <summary>Mean blue to yellow.</summary>
    public float B;

    /// <summary>Centre column.</summary>
    public float X;

    /// <summary>Centre row.</summary>
    public float Y;

    /// <summary>Mean texture.</summary>
    public float Texture;

    /// <summary>Mean of the darkest channel.</summary>
    public float Dark;

    /// <summary>First row.</summary>
    public int Top;

    /// <summary>Last row.</summary>
    public int Bottom;

    /// <summary>Pixels on the left, right and top borders of the picture.</summary>
    public int OnFrame;

    /// <summary>Pixels on the bottom border.</summary>
    public int OnBottom;

    /// <summary>Pixels on the top border.</summary>
    public int OnTop;

    /// <summary>Distance of the mean colours of two patches in CIELAB.</summary>
    public static float Colour(in Patch a, in Patch b)
    {
        float l = a.L - b.L, u = a.A - b.A, v = a.B - b.B;
        return MathF.Sqrt((l * l) + (u * u) + (v * v));
    }

    /// <summary>Distance in colour and texture; a doubling of texture counts as four units of colour.</summary>
    public static float Unlike(in Patch a, in Patch b)
    {
        var colour = Colour(a, b);
        var texture = 6 * MathF.Log((a.Texture + 3) / (b.Texture + 3));
        return MathF.Sqrt((colour * colour) + (texture * texture));
    }
}
