namespace Throughline.Server.Characters;

/// <summary>Somebody who looks the same in every video that names them: a cast member of its owner's videos.</summary>
internal sealed record CharacterRecord
{
    /// <summary>From the key, the name and the clip: the same three give the same character.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the key it belongs to; empty for callers without a key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The name, as prompts use it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it looks like, in words that Stage stages.</summary>
    public required string Description { get; init; }

    /// <summary>Decides what the description leaves open.</summary>
    public required long Seed { get; init; }

    /// <summary>What was taken from the clip.</summary>
    public required CharacterSource Source { get; init; }
}
