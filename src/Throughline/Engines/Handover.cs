using Throughline.Media.Pictures;

namespace Throughline.Engines;

/// <summary>What one take leaves for the shot that continues from it.</summary>
/// <param name="LastFrame">The last frame as rendered, before encoding.</param>
/// <param name="State">The engine's own state, readable by the same engine and version; empty when there is none.</param>
public sealed record Handover(Picture LastFrame, ReadOnlyMemory<byte> State)
{
    /// <summary>What the prompt asked for and the engine could not show, each with the reason, to be told to the user.</summary>
    public IReadOnlyList<string> NotStaged { get; init; } = [];
}
