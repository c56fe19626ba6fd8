namespace Throughline.Stage.Stills;

/// <summary>An instant of a picture's life. At 0 everything is where the picture shows it.</summary>
/// <param name="Seconds">Since the picture.</param>
/// <param name="Gain">Strength of what swings and glows, 0 at the picture to 1.</param>
/// <param name="Flow">Seconds that things have drifted, from rest.</param>
/// <param name="Fade">Strength of what comes into being, 0 to 1, slower than <paramref name="Gain"/>.</param>
internal readonly record struct LifeMoment(double Seconds, float Gain, double Flow, float Fade)
{
    private const double RiseSeconds = 1;
    private const double FadeSeconds = 2.5;

    /// <summary>The instant <paramref name="seconds"/> after the picture.</summary>
    /// <param name="seconds">0 upward.</param>
    /// <param name="period">Length of a loop in seconds, which ends in the picture it began with; 0 does not
    /// loop.</param>
    public static LifeMoment At(double seconds, double period)
    {
        if (period <= 0)
        {
            var flow = seconds < RiseSeconds ? seconds * seconds / (2 * RiseSeconds) : seconds - (RiseSeconds / 2);
            return new LifeMoment(seconds, Rise(seconds / RiseSeconds), flow, Rise(seconds / FadeSeconds));
        }

        var inside = seconds - (Math.Floor(seconds / period) * period);
        var fromEnd = Math.Min(inside, period - inside);
        return new LifeMoment(
            inside, Rise(fromEnd / Math.Min(RiseSeconds, period / 3)), inside,
                Rise(fromEnd / Math.Min(FadeSeconds, period / 3)));
    }

    /// <summary>The nearest period, in seconds, of which a loop holds a whole number; <paramref name="wanted"/> when
    /// nothing loops.</summary>
    public static double Whole(double wanted, double period) =>
        period <= 0 ? wanted : period / Math.Max(1, Math.Round(period / wanted));

    private static float Rise(double t)
    {
        var s = (float)Math.Clamp(t, 0, 1);
        return s * s * (3 - (2 * s));
    }
}
