using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>A surface.</summary>
public sealed record Material
{
    /// <summary>What it is made of.</summary>
    public MaterialKind Kind { get; init; } = MaterialKind.Matte;

    /// <summary>Colour, linear light, 0 to 1 each.</summary>
    public Vector3 Colour { get; init; } = new(0.5f);

    /// <summary>Colour of the pattern, linear light.</summary>
    public Vector3 SecondColour { get; init; } = new(0.3f);

    /// <summary>What is drawn on it.</summary>
    public Pattern Pattern { get; init; }

    /// <summary>Size of the pattern's parts in metres.</summary>
    public float PatternSize { get; init; } = 0.2f;

    /// <summary>How strongly <see cref="SecondColour"/> shows, 0 to 1.</summary>
    public float PatternStrength { get; init; } = 1;

    /// <summary>How rough, 0 (mirror) to 1 (chalk); null is the kind's own.</summary>
    public float? Roughness { get; init; }

    /// <summary>Light it gives, in multiples of <see cref="Colour"/>; 0 for none. A candle flame is about 6.</summary>
    public float Glow { get; init; }

    /// <summary>How much of what lies behind shows through, 0 (opaque) to 1.</summary>
    public float Clear { get; init; }

    /// <summary>Whether both sides are seen: leaves, sails, capes.</summary>
    public bool TwoSided { get; init; }
}
