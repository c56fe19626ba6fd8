using Throughline.Stage.Air;

namespace Throughline.Stage.Worlds;

/// <summary>What figures need to show themselves.</summary>
/// <param name="Air">Takes what they give off.</param>
/// <param name="Wind">Strength of the wind, 0 to 1.</param>
internal sealed record FigureContext(SceneAir Air, float Wind);
