using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Engines;

/// <summary>What one take leaves for the shot that continues from it.</summary>
/// <param name="LastFrame">The last frame as rendered, before encoding; of a shot that none continues from, as the clip
/// was given it.</param>
/// <param name="State">The engine's own state, readable by the same engine and version; empty when there is
/// none.</param>
public sealed record Handover(Picture LastFrame, ReadOnlyMemory<byte> State)
{
    /// <summary>
    /// What the prompt asked for and the engine could not show, each with the reason, to be told to the user.
    /// </summary>
    public IReadOnlyList<string> NotStaged { get; init; } = [];

    /// <summary>
    /// The camera at every frame as it was shot, seen from where and how it stood at frame 0; empty when the engine
    /// does not know.
    /// </summary>
    public IReadOnlyList<CameraPose> Camera { get; init; } = [];
}
