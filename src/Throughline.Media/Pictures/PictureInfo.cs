namespace Throughline.Media.Pictures;

/// <summary>What a picture's header says.</summary>
/// <param name="Format">The file's real format, whatever its extension.</param>
/// <param name="Size">Size as seen: after the EXIF orientation.</param>
/// <param name="Frames">1, or more for an animation.</param>
public readonly record struct PictureInfo(PictureFormat Format, PixelSize Size, int Frames);
