namespace Throughline.Review;

/// <summary>One file that a cut made.</summary>
/// <param name="Name">Its name in the output folder.</param>
/// <param name="Bytes">Its size.</param>
public sealed record FileReport(string Name, long Bytes);
