using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A picture's estimated depth and what it was concluded from.</summary>
/// <param name="Depth">Nearness, of the picture's size.</param>
/// <param name="Subject">The subject, roughly, at the reduced size that the cues were read from: 1 in it, 0
/// elsewhere.</param>
/// <param name="Report">What was seen.</param>
internal sealed record DepthStudy(DepthPicture Depth, MattePicture Subject, DepthReport Report);
