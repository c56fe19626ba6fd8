using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A picture's estimated depth and what it was concluded from.</summary>
/// <param name="Depth">Nearness, of the picture's size.</param>
/// <param name="Report">What was seen.</param>
internal sealed record DepthStudy(DepthPicture Depth, DepthReport Report);
