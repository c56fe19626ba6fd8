using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>What <see cref="HalfLight"/> works with.</summary>
internal readonly struct HalfLightSettings
{
    /// <summary>To the sun; zero where there is none.</summary>
    public required Vector3 Sun { get; init; }

    /// <summary>Radius of a shadow's soft edge in metres.</summary>
    public required float Softness { get; init; }

    /// <summary>Samples of the sun for each pixel.</summary>
    public required int Taps { get; init; }

    /// <summary>Strength of occlusion; 0 for none.</summary>
    public required float Occlusion { get; init; }

    /// <summary>Metres within which things take light from each other.</summary>
    public required float Reach { get; init; }

    /// <summary>Samples of the surroundings for each pixel.</summary>
    public required int OcclusionTaps { get; init; }
}
