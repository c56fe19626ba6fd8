namespace Throughline.Camera;

/// <summary>The motion a shot ends with, for the shot that continues it.</summary>
public sealed record CarriedMotion
{
    /// <summary>A camera at rest.</summary>
    public static CarriedMotion None { get; } = new();

    /// <summary>
    /// Speed of each move at the last frame, in the move's unit a second (a zoom: in natural logarithms of the factor).
    /// </summary>
    public IReadOnlyDictionary<CameraMoveKind, double> Speeds { get; init; } = new Dictionary<CameraMoveKind, double>();

    /// <summary>How long handheld unrest has been going on, in seconds, so that it goes on in phase.</summary>
    public double Clock { get; init; }

    /// <summary>
    /// The same motion in a world <paramref name="scale"/> times as large: moves in metres speed up with it.
    /// </summary>
    public CarriedMotion Scaled(double scale) => this with
    {
        Speeds = Speeds.ToDictionary(s => s.Key, s => IsInMetres(s.Key) ? s.Value * scale : s.Value),
    };

    private static bool IsInMetres(CameraMoveKind kind) => kind is CameraMoveKind.PushIn or CameraMoveKind.PullBack
        or CameraMoveKind.TruckLeft
            or CameraMoveKind.TruckRight or CameraMoveKind.PedestalUp or CameraMoveKind.PedestalDown
        or CameraMoveKind.CraneUp or CameraMoveKind.CraneDown or CameraMoveKind.DollyZoom or CameraMoveKind.Follow;
}
