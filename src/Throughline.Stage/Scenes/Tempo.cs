namespace Throughline.Stage.Scenes;

/// <summary>
/// How fast the time of a scene runs under the frames of its shot: slow motion, time-lapse, a ramp. Everything runs by
/// it but the camera: people, rain, water, fire.
/// </summary>
/// <param name="Speed">Seconds of the scene in a second of the clip, 0.1 to 24.</param>
/// <param name="Ramps">Whether only the middle of the shot runs so, its start and end at the usual speed.</param>
public readonly record struct Tempo(float Speed, bool Ramps)
{
    // Where in the shot a ramp goes over to its speed and back, and how long that takes, as shares of it.
    private const double Slows = 0.3;
    private const double Quickens = 0.65;
    private const double Takes = 0.1;

    /// <summary>As the clock goes.</summary>
    public static Tempo Usual { get; } = new(1, false);

    /// <summary>Whether time runs as the clock goes.</summary>
    public bool IsUsual => Speed == 1;

    /// <summary>What has gone by of the scene at a share of the shot, in parts of the shot's length.</summary>
    public double At(double share) =>
        Ramps ? share - ((1 - Speed) * Takes * (Eased((share - Slows) / Takes) - Eased((share - Quickens) / Takes)))
            : share * Speed;

    // The integral of a smooth step from 0 to 1, which stays 1.
    private static double Eased(double at) =>
        at <= 0 ? 0 : at >= 1 ? at - 0.5 : (at * at * at) - (at * at * at * at / 2);
}
