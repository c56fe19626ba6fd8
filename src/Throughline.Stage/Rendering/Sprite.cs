using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>A small soft thing in the air that always faces the camera: a drop, a flake, a puff, a spark.</summary>
public readonly struct Sprite
{
    /// <summary>World, metres.</summary>
    public required Vector3 Place { get; init; }

    /// <summary>Where it was one frame earlier: it is drawn as a streak between both.</summary>
    public required Vector3 PlaceBefore { get; init; }

    /// <summary>Radius in metres.</summary>
    public required float Radius { get; init; }

    /// <summary>Colour, linear light; may exceed 1 for sparks.</summary>
    public required Vector3 Colour { get; init; }

    /// <summary>How much it covers, 0 to 1.</summary>
    public required float Cover { get; init; }

    /// <summary>Edge, 0 (crisp disc) to 1 (a soft puff).</summary>
    public float Softness { get; init; }

    /// <summary>
    /// Whether it gives light of its own (fire, sparks, fireflies) or is lit by the scene (smoke, snow, rain).
    /// </summary>
    public bool Glows { get; init; }
}
