namespace Throughline.Stage.Rendering;

/// <summary>The places of a mesh's vertices before it was posed, in metres.</summary>
/// <param name="X">Right.</param>
/// <param name="Y">Up.</param>
/// <param name="Z">Towards the audience.</param>
public sealed record RestPlaces(float[] X, float[] Y, float[] Z);
