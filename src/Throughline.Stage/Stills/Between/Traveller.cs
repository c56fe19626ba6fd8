namespace Throughline.Stage.Stills;

/// <summary>A thing that moved from one picture to the other before their ground.</summary>
/// <param name="First">How the first picture shows it, or where outside the frame it comes from.</param>
/// <param name="Last">How the last one does, or where outside the frame it goes to.</param>
/// <param name="Look">0 for a thing that only the first picture shows, 1 for one that only the last does; null for what
/// both show, which changes its look half way.</param>
internal sealed record Traveller(Cutout First, Cutout Last, float? Look = null);
