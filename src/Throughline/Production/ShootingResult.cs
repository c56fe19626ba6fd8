using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>What a shooting leaves besides its files.</summary>
public sealed record ShootingResult
{
    /// <summary>Frame 0 as rendered.</summary>
    public required Picture First { get; init; }

    /// <summary>The last frame as rendered.</summary>
    public required Picture Last { get; init; }

    /// <summary>The engine's state at the end.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>What was asked for and could not be shown, each with the reason.</summary>
    public required IReadOnlyList<string> NotStaged { get; init; }

    /// <summary>The camera at every frame as it was shot; empty when the engine does not know.</summary>
    public required IReadOnlyList<CameraPose> Camera { get; init; }
}
