using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// Where each move puts what the picture shows, from the meaning of the moves alone: written without the engine's
/// camera code, so that an error of sign or size there shows.
/// </summary>
internal static class Seen
{
    private const double SubjectAhead = 4;

    /// <summary>For each move, the point after a share of it (0 to 1) and the growth of the focal length.</summary>
    public static IReadOnlyDictionary<string, Func<Point, double, (Point Point, double Zoom)>> By { get; } =
        new Dictionary<string, Func<Point, double, (Point, double)>>
        {
            ["push_in 0.6"] = (p, t) => (p.Gone(0, 0, 0.6 * t), 1),
            ["pull_back 0.6"] = (p, t) => (p.Gone(0, 0, -0.6 * t), 1),
            ["pan_left 9"] = (p, t) => (p.Panned(-9 * t), 1),
            ["pan_right 9"] = (p, t) => (p.Panned(9 * t), 1),
            ["tilt_up 6"] = (p, t) => (p.Tilted(6 * t), 1),
            ["tilt_down 6"] = (p, t) => (p.Tilted(-6 * t), 1),
            ["truck_left 0.3"] = (p, t) => (p.Gone(-0.3 * t, 0, 0), 1),
            ["truck_right 0.3"] = (p, t) => (p.Gone(0.3 * t, 0, 0), 1),
            ["pedestal_up 0.2"] = (p, t) => (p.Gone(0, 0.2 * t, 0), 1),
            ["pedestal_down 0.2"] = (p, t) => (p.Gone(0, -0.2 * t, 0), 1),
            ["orbit_left 8"] = (p, t) => (p.Circled(-8 * t, SubjectAhead), 1),
            ["orbit_right 8"] = (p, t) => (p.Circled(8 * t, SubjectAhead), 1),
            ["crane_up 0.4"] = (p, t) => (p.Gone(0, 0.4 * t, 0).Tilted(-Downward(0.4 * t)), 1),
            ["crane_down 0.4"] = (p, t) => (p.Gone(0, -0.4 * t, 0).Tilted(-Downward(-0.4 * t)), 1),
            ["zoom_in 1.4"] = (p, t) => (p, Math.Pow(1.4, t)),
            ["zoom_out 1.4"] = (p, t) => (p, Math.Pow(1.4, -t)),
            ["roll_left 14"] = (p, t) => (p.Rolled(-14 * t), 1),
            ["roll_right 14"] = (p, t) => (p.Rolled(14 * t), 1),
            ["dolly_zoom 0.8"] = (p, t) => (p.Gone(0, 0, 0.8 * t), (SubjectAhead - (0.8 * t)) / SubjectAhead),
            ["dolly_zoom -0.8"] = (p, t) => (p.Gone(0, 0, -0.8 * t), (SubjectAhead + (0.8 * t)) / SubjectAhead),
            ["push_in 0.4 + pan_left 4 + roll_right 5"] = (p, t) =>
                (p.Gone(0, 0, 0.4 * t).Panned(-4 * t).Rolled(5 * t), 1),
            ["truck_right 0.3, tilt_up 5"] = (p, t) =>
                (p.Gone(0.3 * Math.Min(1, 2 * t), 0, 0).Tilted(5 * Math.Max(0, (2 * t) - 1)), 1),
            ["horizontal=1 vertical=2 pan=-1 tilt=2 zoom=2 roll=1"] = (p, t) =>
                (p.Gone(0.1 * t, 0.14 * t, 0).Panned(-3 * t).Tilted(4 * t).Rolled(4.5 * t), Math.Pow(1.21, t)),
            ["horizontal=-1 vertical=-2 pan=2 tilt=-1 zoom=-1 roll=-2"] = (p, t) =>
                (p.Gone(-0.1 * t, -0.14 * t, 0).Panned(6 * t).Tilted(-2 * t).Rolled(-9 * t), Math.Pow(1.1, -t)),
        };

    /// <summary>Where a place of the picture at that inverse depth (1/m) is after a share of a move.</summary>
    public static Spot After(string move, double share, Spot from, double inverseDepth)
    {
        var offset = from - Boards.Middle;
        var ahead = 1 / inverseDepth;
        var point = new Point(offset.X / Boards.Focal * ahead, -offset.Y / Boards.Focal * ahead, ahead);
        var (p, zoom) = By[move](point, share);
        var focal = zoom * Boards.Focal;
        return Boards.Middle + new Spot(focal * p.Right / p.Ahead, -focal * p.Up / p.Ahead);
    }

    // Degrees from straight ahead down to the subject, from so many metres up.
    private static double Downward(double up) => Math.Atan(up / SubjectAhead) * 180 / Math.PI;
}
