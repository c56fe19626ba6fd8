using System.Globalization;

namespace Throughline.Media.Video;

/// <summary>Frames a second as an exact fraction: 24, or 24000/1001.</summary>
/// <param name="Numerator">Frames, at least 1.</param>
/// <param name="Denominator">Seconds, at least 1.</param>
public readonly record struct FrameRate(int Numerator, int Denominator)
{
    /// <summary>24 frames a second.</summary>
    public static FrameRate Film { get; } = new(24, 1);

    /// <summary>Frames a second, rounded to a double: for display and for motion, never for counting.</summary>
    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>How many frames <paramref name="seconds"/> last, to the nearest frame and at least one.</summary>
    public int FramesIn(decimal seconds) =>
        Math.Max(1, (int)Math.Round(seconds * Numerator / Denominator, MidpointRounding.AwayFromZero));

    /// <summary>How long <paramref name="frames"/> last in seconds, for display.</summary>
    public double SecondsOf(long frames) => (double)frames * Denominator / Numerator;

    /// <summary><c>24</c> or <c>24000/1001</c>, as ffmpeg and film.yaml write it.</summary>
    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
