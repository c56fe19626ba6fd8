namespace Throughline.Media.Pictures;

/// <summary>
/// How much of each pixel belongs to the subject: one float a pixel, 0 = none, 1 = all of it, rows from top to bottom.
/// White in a matte file is the subject.
/// </summary>
public sealed class MattePicture
{
    /// <summary>Wraps <paramref name="coverage"/> without copying.</summary>
    /// <exception cref="ArgumentException">The array does not hold exactly width × height values.</exception>
    public MattePicture(int width, int height, float[] coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (coverage.Length != checked(width * height))
        {
            throw new ArgumentException(
                $"{width}x{height} needs {width * height} values, not {coverage.Length}.", nameof(coverage));
        }

        Width = width;
        Height = height;
        Coverage = coverage;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The values, 0 to 1, row after row.</summary>
    public float[] Coverage { get; }
}
