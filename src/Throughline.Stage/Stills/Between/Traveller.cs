namespace Throughline.Stage.Stills;

/// <summary>A thing that moved from one picture to the other before their ground.</summary>
/// <param name="First">How the first picture shows it.</param>
/// <param name="Last">How the last one does.</param>
internal sealed record Traveller(Cutout First, Cutout Last);
