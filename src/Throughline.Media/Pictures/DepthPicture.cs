namespace Throughline.Media.Pictures;

/// <summary>
/// How near each pixel is: one float a pixel, 0 = farthest (infinity or the sky), 1 = nearest; linear in inverse
/// depth (disparity), rows from top to bottom. White in a depth file is near.
/// </summary>
public sealed class DepthPicture
{
    /// <summary>Wraps <paramref name="nearness"/> without copying.</summary>
    /// <exception cref="ArgumentException">The array does not hold exactly width × height values.</exception>
    public DepthPicture(int width, int height, float[] nearness)
    {
        ArgumentNullException.ThrowIfNull(nearness);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (nearness.Length != checked(width * height))
        {
            throw new ArgumentException(
                $"{width}x{height} needs {width * height} values, not {nearness.Length}.", nameof(nearness));
        }

        Width = width;
        Height = height;
        Nearness = nearness;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The values, 0 (far) to 1 (near), row after row.</summary>
    public float[] Nearness { get; }
}
