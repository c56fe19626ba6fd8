using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What is known of every pixel of a frame beside its colour, row after row from the top left. Values are those of the
/// surface that covers most of the pixel. Clear things and what is in the air do not count; water does.
/// </summary>
public sealed class PassBuffers
{
    /// <summary>Room for one frame.</summary>
    public PassBuffers(PixelSize size)
    {
        var pixels = checked(size.Width * size.Height);
        Size = size;
        Depth = new float[pixels];
        Normal = new float[3 * pixels];
        Subject = new ushort[pixels];
        Flow = new float[2 * pixels];
    }

    /// <summary>Size of the frame.</summary>
    public PixelSize Size { get; }

    /// <summary>Distance along the camera's axis in metres; infinite for the sky.</summary>
    public float[] Depth { get; }

    /// <summary>
    /// Unit normal in the world: three values a pixel, X right, Y up, Z towards the audience; 0 for the sky.
    /// </summary>
    public float[] Normal { get; }

    /// <summary>Number of the subject, <see cref="Instance.Subject"/>; 0 for set and sky.</summary>
    public ushort[] Subject { get; }

    /// <summary>
    /// Two values a pixel, right and down: where what is seen here was one frame earlier, less where it is now, in
    /// pixels. The sky moves with the camera's turning.
    /// </summary>
    public float[] Flow { get; }
}
