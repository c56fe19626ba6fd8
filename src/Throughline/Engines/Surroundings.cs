using Throughline.Media.Pictures;

namespace Throughline.Engines;

/// <summary>
/// The given picture beyond the edges of frame 0, at frame 0's scale: what a camera that leaves the frame really sees.
/// </summary>
/// <param name="Picture">The larger picture; it contains frame 0 bit for bit.</param>
/// <param name="Depth">The user's depth of all of it, or null.</param>
/// <param name="X">Column of <paramref name="Picture"/> at which frame 0 starts.</param>
/// <param name="Y">Row of <paramref name="Picture"/> at which frame 0 starts.</param>
public sealed record Surroundings(Picture Picture, DepthPicture? Depth, int X, int Y)
{
    /// <summary>The subject's matte of all of it, or null.</summary>
    public MattePicture? Matte { get; init; }
}
