using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>What the people of a file look like: what the seed chooses from. Colours are linear light.</summary>
internal sealed record PersonLook
{
    /// <summary>Colours of skin.</summary>
    public IReadOnlyList<Vector3> Skins { get; init; } = [];

    /// <summary>Colours of hair.</summary>
    public IReadOnlyList<Vector3> Hairs { get; init; } = [];

    /// <summary>Colours of eyes.</summary>
    public IReadOnlyList<Vector3> Eyes { get; init; } = [];

    /// <summary>Hair styles of women and girls.</summary>
    public IReadOnlyList<string> WomenHair { get; init; } = [];

    /// <summary>Hair styles of men and boys.</summary>
    public IReadOnlyList<string> MenHair { get; init; } = [];

    /// <summary>Beards of men, <c>none</c> among them.</summary>
    public IReadOnlyList<string> Beards { get; init; } = [];

    /// <summary>What women wear when nothing is said: lists of garments.</summary>
    public IReadOnlyList<IReadOnlyList<string>> WomenOutfits { get; init; } = [];

    /// <summary>What men wear when nothing is said.</summary>
    public IReadOnlyList<IReadOnlyList<string>> MenOutfits { get; init; } = [];
}
