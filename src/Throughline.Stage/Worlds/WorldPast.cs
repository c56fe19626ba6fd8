using Throughline.Camera;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>Where a staged shot ended: what a shot that continues it begins with.</summary>
internal sealed record WorldPast
{
    /// <summary>The scene so far, from its beginning.</summary>
    public required Scene Scene { get; init; }

    /// <summary>Seconds since the scene began, at the last frame.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds at which the scene's shots ended so far, the next one's beginning last.</summary>
    public required IReadOnlyList<double> Joints { get; init; }

    /// <summary>The camera at the last frame.</summary>
    public required ViewCamera Camera { get; init; }

    /// <summary>Its motion there.</summary>
    public required CarriedMotion Motion { get; init; }
}
