using Throughline.Problems;

namespace Throughline.Stage.Scenes;

/// <summary>What came of reading a scene file.</summary>
/// <param name="Scene">The scene; null when anything is wrong.</param>
/// <param name="Problems">Everything that is wrong, from top to bottom; empty when all is well.</param>
public sealed record SceneReading(Scene? Scene, IReadOnlyList<Problem> Problems);
