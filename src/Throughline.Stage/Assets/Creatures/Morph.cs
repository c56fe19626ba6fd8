using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>How some vertices move, as modelled, when a channel of the face is 1.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Vertices">Numbers of the vertices.</param>
/// <param name="Moves">How far each moves, metres.</param>
internal sealed record Morph(FaceChannel Channel, int[] Vertices, Vector3[] Moves);
