using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// How fast a camera turned, zoomed and rolled as footage ended, seen in three of its last frames: the map that most
/// landmarks agree on says where the picture as a whole went, whatever moved in it by itself.
/// </summary>
public static class FootageMotion
{
    /// <summary>How long before the end the frame before lies, and as long before that one the first, in
    /// seconds.</summary>
    public const double Step = 0.2;

    private const int WorkSide = 640;

    // Degrees a second and shares a second below which a camera counts as resting.
    private const double SlowestTurn = 0.5;
    private const double SlowestZoom = 0.02;

    // What lasts this long, in seconds, goes no farther than this, in degrees and in the logarithm of the factor.
    private const double Longest = 1.5;
    private const double FarthestTurn = 8;
    private const double FarthestZoom = 0.2;

    /// <summary>
    /// Moves that take over the camera's speed and bring it to rest; none where it rested, shook, or cannot be told.
    /// </summary>
    /// <param name="first">A frame two steps before the last one.</param>
    /// <param name="middle">A frame one step before the last one.</param>
    /// <param name="last">The last frame.</param>
    /// <param name="step">Seconds from one of them to the next, above 0.</param>
    public static IReadOnlyList<CameraMove> Rest(Picture first, Picture middle, Picture last, double step)
    {
        ArgumentNullException.ThrowIfNull(last);
        var level = LightPyramid.Of(last, WorkSide).Levels[0];
        PixelSize size = new(level.Width, level.Height);
        Landmarks from = Seen(first, false), between = Seen(middle, true), to = Seen(last, true);
        if (Of(from, between, size, step) is not { } before || Of(between, to, size, step) is not { } after)
        {
            return [];
        }

        // What a hand does goes one way and back; a move goes on.
        double Lasting(Func<Motion, double> of) => of(before) * of(after) <= 0 ? 0
            : Math.Abs(of(before)) < 0.5 * Math.Abs(of(after)) ? of(before) : of(after);

        return [
            .. Move(CameraMoveKind.PanRight, CameraMoveKind.PanLeft, Lasting(m => m.Pan)),
            .. Move(CameraMoveKind.TiltUp, CameraMoveKind.TiltDown, Lasting(m => m.Tilt)),
            .. Move(CameraMoveKind.RollRight, CameraMoveKind.RollLeft, Lasting(m => m.Roll)),
            .. Move(CameraMoveKind.ZoomIn, CameraMoveKind.ZoomOut, Lasting(m => m.Zoom)),
        ];
    }

    // The speed falls evenly to nothing, so the way is half of what the speed would make of the time.
    private static IEnumerable<CameraMove> Move(CameraMoveKind plus, CameraMoveKind minus, double speed)
    {
        var isZoom = plus == CameraMoveKind.ZoomIn;
        var size = Math.Abs(speed);
        if (size < (isZoom ? SlowestZoom : SlowestTurn))
        {
            yield break;
        }

        var seconds = Math.Min(Longest, 2 * (isZoom ? FarthestZoom : FarthestTurn) / size);
        var way = size * seconds / 2;
        yield return new CameraMove
        {
            Kind = speed > 0 ? plus : minus,
            Amount = isZoom ? Math.Exp(way) : way,
            Ease = Ease.Out,
            From = 0,
            To = Math.Round((decimal)seconds, 3),
        };
    }

    private static Landmarks Seen(Picture picture, bool isDense) =>
        Landmarks.Of(LightPyramid.Of(picture, WorkSide), isDense);

    private static Motion? Of(Landmarks from, Landmarks to, PixelSize size, double step)
    {
        if (CameraGuess.Of(Landmarks.Pairs(from, to), size.Width, size.Height) is not { } map)
        {
            return null;
        }

        // The camera goes the other way than the picture; a picture that grows is one that is zoomed into.
        double x = (size.Width - 1) / 2.0, y = (size.Height - 1) / 2.0, arm = size.Width / 4.0;
        var focal = CameraPose.UsualFocalLength / 36 * size.Width;
        var ((u, v), (beside, below)) = (map.Map(x, y), map.Map(x + arm, y));
        return new Motion(
            Degrees(Math.Atan2(x - u, focal)) / step, Degrees(Math.Atan2(v - y, focal)) / step,
            -Degrees(Math.Atan2(below - v, beside - u)) / step, Math.Log(map.ScaleAt(x, y)) / step);
    }

    private static double Degrees(double radians) => radians * 180 / Math.PI;

    // Degrees a second to the right, upwards and clockwise; the zoom's logarithm a second.
    private readonly record struct Motion(double Pan, double Tilt, double Roll, double Zoom);
}
