namespace Throughline.Stage.Scenes;

/// <summary>What somebody or something looks like. What is null, blocking and the asset choose by the seed.</summary>
public sealed record Traits
{
    /// <summary>Nothing said.</summary>
    public static Traits None { get; } = new();

    /// <summary>Main colour: a name of <c>assets/words/colours.yaml</c> or <c>#rrggbb</c>.</summary>
    public string? Colour { get; init; }

    /// <summary>Second colour: trim, spots, stripes.</summary>
    public string? SecondColour { get; init; }

    /// <summary>Main material: a name of <see cref="Rendering.MaterialKind"/> in small letters.</summary>
    public string? Material { get; init; }

    /// <summary>Pattern: a name of <see cref="Rendering.Pattern"/> in small letters.</summary>
    public string? Pattern { get; init; }

    /// <summary>Size against the usual, 0.1 to 10.</summary>
    public float Size { get; init; } = 1;

    /// <summary>
    /// Age in years for people (child 7, old 75), or as a share of a long life for others times 80; null for grown up.
    /// </summary>
    public float? Age { get; init; }

    /// <summary>From 0 (thin) over 0.5 to 1 (stout); null for the asset's own.</summary>
    public float? Build { get; init; }

    /// <summary><c>woman</c>, <c>man</c> or null.</summary>
    public string? Gender { get; init; }

    /// <summary>
    /// Mood shown by face and bearing: <c>happy</c>, <c>sad</c>, <c>angry</c>, <c>afraid</c>, <c>surprised</c>,
    /// <c>tired</c>, <c>proud</c>, <c>calm</c>; null for calm.
    /// </summary>
    public string? Mood { get; init; }

    /// <summary>Hair colour, as <see cref="Colour"/>.</summary>
    public string? HairColour { get; init; }

    /// <summary>
    /// Hair style: <c>short</c>, <c>long</c>, <c>curly</c>, <c>bun</c>, <c>braid</c>, <c>ponytail</c>, <c>bald</c>,
    /// <c>bob</c>, <c>mohawk</c>.
    /// </summary>
    public string? Hair { get; init; }

    /// <summary><c>beard</c>, <c>moustache</c>, <c>stubble</c> or null.</summary>
    public string? Beard { get; init; }

    /// <summary>Skin colour, as <see cref="Colour"/>.</summary>
    public string? Skin { get; init; }

    /// <summary>Clothes, hats, glasses and the like.</summary>
    public IReadOnlyList<Worn> Wears { get; init; } = [];

    /// <summary>Names of props held in the hands, at most two.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>
    /// Other adjectives that an asset's file may name as variants: <c>broken</c>, <c>lit</c>, <c>open</c>,
    /// <c>snowy</c>, <c>furry</c>.
    /// </summary>
    public IReadOnlyList<string> Variants { get; init; } = [];
}
