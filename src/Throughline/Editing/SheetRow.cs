namespace Throughline.Editing;

/// <summary>One shot on the contact sheet.</summary>
/// <param name="Shot">Where it lies in the film.</param>
/// <param name="Pictures">Its first frame, one near its middle, and its last.</param>
public sealed record SheetRow(PlacedShot Shot, IReadOnlyList<SheetPicture> Pictures);
