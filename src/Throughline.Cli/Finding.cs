namespace Throughline.Cli;

/// <summary>One thing that <c>doctor</c> looked at.</summary>
internal sealed record Finding
{
    /// <summary>What it is.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is as it should be.</summary>
    public required bool Works { get; init; }

    /// <summary>What was found.</summary>
    public required string Value { get; init; }

    /// <summary>Whether films cannot be made without it.</summary>
    public bool Needed { get; init; } = true;

    /// <summary>What to do when it does not work.</summary>
    public string? Fix { get; init; }
}
