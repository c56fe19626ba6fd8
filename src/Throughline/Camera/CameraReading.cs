using Throughline.Problems;

namespace Throughline.Camera;

/// <summary>What came of reading a camera text.</summary>
/// <param name="Moves">The moves; empty when there are problems.</param>
/// <param name="Problems">Everything that is wrong, from left to right; empty when all is well.</param>
public sealed record CameraReading(IReadOnlyList<CameraMove> Moves, IReadOnlyList<Problem> Problems);
