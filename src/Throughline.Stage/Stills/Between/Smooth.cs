namespace Throughline.Stage.Stills;

/// <summary>Steps without corners.</summary>
internal static class Smooth
{
    /// <summary>0 up to <paramref name="from"/>, 1 from <paramref name="to"/> on, a cubic between.</summary>
    public static float Step(float from, float to, float value)
    {
        var u = MathF.Min(MathF.Max((value - from) / (to - from), 0), 1);
        return u * u * (3 - (2 * u));
    }

    /// <summary>0 to 1, at rest at both ends, as every move that eases in and out.</summary>
    /// <param name="u">Time, 0 to 1.</param>
    /// <param name="begins">Speed at the start instead of rest, up to 3.</param>
    public static double Ease(double u, double begins = 0)
    {
        u = Math.Clamp(u, 0, 1);
        var left = 1 - u;
        return (u * u * (3 - (2 * u))) + (begins * u * left * left);
    }
}
