using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>The set's water: a plane with waves.</summary>
public sealed record WaterSurface
{
    /// <summary>Height of the still surface, metres.</summary>
    public float Level { get; init; }

    /// <summary>Least X and Z it covers, metres.</summary>
    public Vector2 From { get; init; } = new(-400);

    /// <summary>Greatest X and Z it covers, metres.</summary>
    public Vector2 To { get; init; } = new(400);

    /// <summary>Height of the waves from trough to crest, metres: a pond 0.02, a calm sea 0.3.</summary>
    public float WaveHeight { get; init; } = 0.15f;

    /// <summary>Length of the longest waves, metres.</summary>
    public float WaveLength { get; init; } = 6;

    /// <summary>Where the waves run to in degrees, 0 towards the audience.</summary>
    public float Heading { get; init; }

    /// <summary>Speed of a river's flow, metres a second; 0 for none.</summary>
    public float Flow { get; init; }

    /// <summary>Colour of deep water, linear light.</summary>
    public Vector3 Deep { get; init; } = new(0.01f, 0.06f, 0.09f);

    /// <summary>Colour where the ground shows through, linear light.</summary>
    public Vector3 Shallow { get; init; } = new(0.1f, 0.3f, 0.3f);

    /// <summary>Foam on crests and where it meets the ground, 0 to 1.</summary>
    public float Foam { get; init; } = 0.4f;
}
