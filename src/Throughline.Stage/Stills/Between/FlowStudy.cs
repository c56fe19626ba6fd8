namespace Throughline.Stage.Stills;

/// <summary>A flow and what it was found in, on the finest level.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Light">Brightness of the first picture.</param>
/// <param name="First">The first picture's structure.</param>
/// <param name="Second">The second picture's structure as the first one's camera would see it.</param>
/// <param name="Covered">1 where the second picture reaches, else 0.</param>
internal sealed record FlowStudy(FlowField Flow, Plane Light, Plane First, Plane Second, Plane Covered);
