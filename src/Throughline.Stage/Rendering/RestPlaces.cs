namespace Throughline.Stage.Rendering;

/// <summary>Other places of a mesh's vertices, in metres: before it was posed, or one frame earlier.</summary>
/// <param name="X">Right.</param>
/// <param name="Y">Up.</param>
/// <param name="Z">Towards the audience.</param>
public sealed record RestPlaces(float[] X, float[] Y, float[] Z);
