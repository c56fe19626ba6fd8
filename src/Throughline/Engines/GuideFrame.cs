using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Engines;

/// <summary>What an engine knows of a frame beside its colours; row after row from the top left.</summary>
public sealed record GuideFrame
{
    /// <summary>Number of the frame, from 0.</summary>
    public required int Frame { get; init; }

    /// <summary>Size of the frame.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Where the camera is in the world and how it looks.</summary>
    public required CameraPose Camera { get; init; }

    /// <summary>Distance along the camera's axis in metres, one value a pixel; infinite for the sky.</summary>
    public required ReadOnlyMemory<float> Depth { get; init; }

    /// <summary>
    /// Unit normals in the world, three values a pixel: X right, Y up, Z towards the audience; 0 for the sky.
    /// </summary>
    public required ReadOnlyMemory<float> Normal { get; init; }

    /// <summary>Number of the subject, one value a pixel; 0 is the set.</summary>
    public required ReadOnlyMemory<ushort> Subject { get; init; }

    /// <summary>
    /// Two values a pixel, right and down: where what is seen here was one frame earlier, less where it is now, in
    /// pixels.
    /// </summary>
    public required ReadOnlyMemory<float> Flow { get; init; }
}
