using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Engines;

/// <summary>
/// What trained models see in a picture. An engine is given one by the program that makes it, and works without. The
/// same picture gives the same answers, whatever the number of threads. Any thread may call; what a call needs is
/// loaded by the first that needs it.
/// </summary>
public interface IPictureSight
{
    /// <summary>
    /// Changes whenever other faces or people would be seen in the same picture, so that takes shot with another sight
    /// are not taken for the same.
    /// </summary>
    string Version { get; }

    /// <summary>Names the model that <see cref="Depth"/> asks; null when the user has none.</summary>
    string? DepthVersion => null;

    /// <summary>The faces, largest first; none when there are none or no model to find them.</summary>
    IReadOnlyList<FaceMesh> Faces(Picture picture, CancellationToken cancellationToken);

    /// <summary>
    /// Where people are, roughly: a small matte of the whole picture, of whatever size, whose edges are soft and not
    /// yet on the picture's; null when there is no model to find them.
    /// </summary>
    MattePicture? People(Picture picture, CancellationToken cancellationToken);

    /// <summary>
    /// The depth that the user's own model gives: relative inverse depth held to 0..1, of whatever size, of the whole
    /// picture; null when the user has none.
    /// </summary>
    /// <exception cref="EngineException">The model cannot be used: broken, of an unknown kind, or too
    /// large.</exception>
    DepthPicture? Depth(Picture picture, CancellationToken cancellationToken);
}
