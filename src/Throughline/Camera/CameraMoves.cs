using static Throughline.Camera.CameraMoveKind;

namespace Throughline.Camera;

/// <summary>
/// The one table of camera moves: names, units, amounts and easing. Reader, schema and engines all go by it.
/// </summary>
public static class CameraMoves
{
    private static readonly CameraMoveInfo[] _table =
    [
        Row(
            Static, "static", CameraUnit.None, 0, 0, 0, "The camera rests.",
            also: ["still", "locked", "fixed", "none"]),
        Row(PushIn, "push_in", CameraUnit.Metres, 0.6, 0, 1.4, "Moves forward.", PullBack,
            ["dolly_in", "dolly_forward", "track_in", "move_in", "forward"]),
        Row(PullBack, "pull_back", CameraUnit.Metres, 0.6, 0, 3, "Moves backward.", PushIn,
            ["dolly_out", "dolly_back", "pull_out", "push_out", "track_out", "backward"]),
        Row(
            PanLeft, "pan_left", CameraUnit.Degrees, 12, 0, 30, "Turns left: the picture's content moves right.",
            PanRight),
        Row(
            PanRight, "pan_right", CameraUnit.Degrees, 12, 0, 30, "Turns right: the picture's content moves left.",
            PanLeft),
        Row(TiltUp, "tilt_up", CameraUnit.Degrees, 8, 0, 30, "Turns up.", TiltDown, ["pan_up"]),
        Row(TiltDown, "tilt_down", CameraUnit.Degrees, 8, 0, 30, "Turns down.", TiltUp, ["pan_down"]),
        Row(TruckLeft, "truck_left", CameraUnit.Metres, 0.4, 0, 1.5, "Moves left.", TruckRight,
            ["track_left", "dolly_left", "slide_left", "move_left"]),
        Row(TruckRight, "truck_right", CameraUnit.Metres, 0.4, 0, 1.5, "Moves right.", TruckLeft,
            ["track_right", "dolly_right", "slide_right", "move_right"]),
        Row(PedestalUp, "pedestal_up", CameraUnit.Metres, 0.3, 0, 1, "Moves up.", PedestalDown, ["ped_up", "move_up"]),
        Row(
            PedestalDown, "pedestal_down", CameraUnit.Metres, 0.3, 0, 1, "Moves down.", PedestalUp,
            ["ped_down", "move_down"]),
        Row(OrbitLeft, "orbit_left", CameraUnit.Degrees, 8, 0, 25, "Circles the subject to the left, looking at it.",
            OrbitRight, ["arc_left"]),
        Row(OrbitRight, "orbit_right", CameraUnit.Degrees, 8, 0, 25, "Circles the subject to the right, looking at it.",
            OrbitLeft, ["arc_right"]),
        Row(CraneUp, "crane_up", CameraUnit.Metres, 0.4, 0, 1.2, "Rises while looking at the subject.", CraneDown,
            ["boom_up", "jib_up"]),
        Row(CraneDown, "crane_down", CameraUnit.Metres, 0.4, 0, 1.2, "Sinks while looking at the subject.", CraneUp,
            ["boom_down", "jib_down"]),
        Row(ZoomIn, "zoom_in", CameraUnit.Factor, 1.4, 1.01, 4, "Lengthens the lens; no parallax.", ZoomOut, ["zoom"]),
        Row(ZoomOut, "zoom_out", CameraUnit.Factor, 1.4, 1.01, 2.5, "Shortens the lens; no parallax.", ZoomIn),
        Row(
            RollLeft, "roll_left", CameraUnit.Degrees, 8, 0, 180,
            "Turns about the lens, top to the left: the picture turns clockwise.", RollRight),
        Row(
            RollRight, "roll_right", CameraUnit.Degrees, 8, 0, 180,
            "Turns about the lens, top to the right: the picture turns anticlockwise.", RollLeft),
        Row(DollyZoom, "dolly_zoom", CameraUnit.Metres, 0.8, -1.4, 1.4,
            "Moves forward while zooming out so that the subject keeps its size; negative moves backward.",
            also: ["vertigo", "zolly", "push_pull"]),
        Row(Handheld, "handheld", CameraUnit.Strength, 1, 0, 4, "The small unrest of a camera on a shoulder.",
            also: ["shake", "camera_shake", "hand_held"]) with { UsualEase = Ease.Linear },
        Row(WhipLeft, "whip_left", CameraUnit.Degrees, 25, 0, 35, "A fast pan left.", WhipRight, ["whip_pan_left"]),
        Row(WhipRight, "whip_right", CameraUnit.Degrees, 25, 0, 35, "A fast pan right.", WhipLeft, ["whip_pan_right"]),
        Row(Follow, "follow", CameraUnit.Metres, 0.8, 0, 1.4, "Glides after the subject at walking rhythm.",
            also: ["tracking", "follow_shot"]) with { UsualEase = Ease.Linear },
        Row(Six, "six", CameraUnit.None, 0, 0, 0, "Gen-3's six numbers."),
    ];

    private static readonly Dictionary<string, CameraMoveInfo> _byName = All.ToDictionary(
        info => info.Name, StringComparer.Ordinal);

    /// <summary>
    /// Every move that has a name; <see cref="CameraMoveKind.Six"/>, written as numbers, is not among them.
    /// </summary>
    public static IReadOnlyList<CameraMoveInfo> All => new ArraySegment<CameraMoveInfo>(_table, 0, _table.Length - 1);

    /// <summary>The row of a move, <see cref="CameraMoveKind.Six"/> included.</summary>
    public static CameraMoveInfo Of(CameraMoveKind kind) => _table[(int)kind];

    /// <summary>The move of that exact name, or null.</summary>
    public static CameraMoveInfo? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The move that somebody means by a name of another school (<c>dolly_in</c>), or null.</summary>
    public static CameraMoveInfo? FindOtherName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.Replace('-', '_');
        return Array.Find(_table, info => info.AlsoCalled.Contains(plain, StringComparer.OrdinalIgnoreCase));
    }

    private static CameraMoveInfo Row(
        CameraMoveKind kind,
        string name,
        CameraUnit unit,
        double usual,
        double minimum,
        double maximum,
        string description,
        CameraMoveKind? opposite = null,
        string[]? also = null)
    {
        return new CameraMoveInfo
        {
            Kind = kind,
            Name = name,
            Unit = unit,
            Usual = usual,
            Minimum = minimum,
            Maximum = maximum,
            UsualEase = Ease.InOut,
            Description = description,
            Opposite = opposite,
            AlsoCalled = also ?? [],
        };
    }
}
