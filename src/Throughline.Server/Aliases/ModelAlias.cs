namespace Throughline.Server.Aliases;

/// <summary>What a model's name stands for on this server.</summary>
internal sealed record ModelAlias
{
    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Name of the look; null for the engine's own.</summary>
    public string? Look { get; init; }
}
