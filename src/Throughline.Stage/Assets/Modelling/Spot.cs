using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Where something can grow.</summary>
/// <param name="Place">Metres.</param>
/// <param name="Up">Unit direction away from what it grows on.</param>
internal readonly record struct Spot(Vector3 Place, Vector3 Up);
