using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A thing cut out of a picture: colours times alpha, in a box of that picture.</summary>
/// <param name="Picture">Colours times alpha, and alpha.</param>
/// <param name="Left">The box's first column in the picture.</param>
/// <param name="Top">Its first row.</param>
/// <param name="X">Column of the thing's middle in the picture.</param>
/// <param name="Y">Row of its middle.</param>
/// <param name="Size">Root of its area, pixels.</param>
internal sealed record Cutout(Picture Picture, int Left, int Top, float X, float Y, float Size);
