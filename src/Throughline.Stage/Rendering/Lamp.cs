using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>A local light.</summary>
/// <param name="Place">World, metres.</param>
/// <param name="Light">Linear light at a distance of one metre, where the noon sun is 3.</param>
/// <param name="Reach">Metres beyond which it gives nothing.</param>
/// <param name="IsKey">Whether it is the film's own, which is used however many others there are.</param>
public readonly record struct Lamp(Vector3 Place, Vector3 Light, float Reach, bool IsKey = false);
