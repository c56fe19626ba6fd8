namespace Throughline.Films;

/// <summary>A named character or object that must stay the same in every shot.</summary>
public sealed record CastMember
{
    /// <summary>The name, as prompts use it.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of a reference picture.</summary>
    public string? Reference { get; init; }

    /// <summary>What the member looks like, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Decides what the description leaves open.</summary>
    public long Seed { get; init; }
}
