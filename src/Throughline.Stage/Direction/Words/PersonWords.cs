namespace Throughline.Stage.Direction;

/// <summary>What a word for a person says of them: a line of <c>people.yaml</c> or <c>kinds.yaml</c>.</summary>
internal sealed record PersonWords
{
    /// <summary>The asset that plays it.</summary>
    public string Asset { get; init; } = "person";

    /// <summary>Years; null when it says nothing.</summary>
    public float? Age { get; init; }

    /// <summary><c>man</c> or <c>woman</c>, or null.</summary>
    public string? Gender { get; init; }

    /// <summary>Garments that go without saying.</summary>
    public IReadOnlyList<string> Wears { get; init; } = [];

    /// <summary>Their colours, as far as they go.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];

    /// <summary>Props that go without saying.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>Style of hair, or null.</summary>
    public string? Hair { get; init; }

    /// <summary>A beard, or null.</summary>
    public string? Beard { get; init; }

    /// <summary>Size against the asset's usual.</summary>
    public float Size { get; init; } = 1;

    /// <summary>Main colour, or null.</summary>
    public string? Colour { get; init; }

    /// <summary>Second colour, or null.</summary>
    public string? Second { get; init; }

    /// <summary>Pattern, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>How many the word alone is: a couple, a crowd.</summary>
    public int Count { get; init; } = 1;

    /// <summary>
    /// What they go about on when nothing is said of it: a cyclist's bicycle, a surfer's board; null for their feet.
    /// </summary>
    public string? Rides { get; init; }

    /// <summary>A variant of the asset, or null.</summary>
    public string? Variant { get; init; }
}
