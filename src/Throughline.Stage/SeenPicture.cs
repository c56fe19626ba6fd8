using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage;

/// <summary>What is seen in a picture.</summary>
/// <param name="Depth">How near everything is, of the picture's size.</param>
/// <param name="Matte">What of it is the subject, of the picture's size; null when nothing stands out.</param>
/// <param name="Faces">Its faces, in its pixels, largest first.</param>
public sealed record SeenPicture(DepthPicture Depth, MattePicture? Matte, IReadOnlyList<FaceMesh> Faces);
