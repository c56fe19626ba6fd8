namespace Throughline.Stage.Stills;

/// <summary>
/// The fast turn of a camera from one picture to another, in the middle of a way: it begins and ends at rest, and is
/// symmetric in time.
/// </summary>
internal sealed class Whip
{
    // How far the camera turns, frame widths.
    private const double Turn = 1.6;

    // Seconds in which the turn's speed changes by a factor of e where it begins and ends; shorter in short shots.
    private const double Pace = 0.085;
    private const double ShortestPaces = 14;

    private readonly double _paces;
    private readonly double _rest;

    /// <summary>The turn of a shot.</summary>
    /// <param name="seconds">Length of the way, above 0.</param>
    public Whip(double seconds)
    {
        _paces = Math.Max(seconds / Pace, ShortestPaces);
        _rest = Logistic(-_paces / 2);
    }

    /// <summary>How far the camera has turned at a share of the way's time, frame widths: 0 to 1.6.</summary>
    public double At(double time) => Turn * Gone(time);

    /// <summary>How far it still has to go, frame widths.</summary>
    public double Left(double time) => Turn * Gone(1 - time);

    /// <summary>How much of the second picture shows: it changes where the turn is fastest.</summary>
    public float Share(double time) => Smooth.Step(-0.55f, 0.55f, (float)((time - 0.5) * _paces));

    private double Gone(double time) =>
        (Logistic((Math.Clamp(time, 0, 1) - 0.5) * _paces) - _rest) / (1 - (2 * _rest));

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
