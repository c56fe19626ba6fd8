using System.Numerics;
using Throughline.Camera;

namespace Throughline.Review;

/// <summary>
/// Where a shot's camera went, as it was shot: at its last frame against its first, and how fast it came in.
/// </summary>
/// <param name="Forward">Metres ahead, in the direction it looked at first.</param>
/// <param name="Right">Metres to the right.</param>
/// <param name="Up">Metres up.</param>
/// <param name="Pan">Degrees it turned right.</param>
/// <param name="Tilt">Degrees it turned up.</param>
/// <param name="Roll">Degrees its top leant right.</param>
/// <param name="LensFrom">Focal length of the first frame, mm on a 36 mm wide frame.</param>
/// <param name="LensTo">Focal length of the last frame.</param>
/// <param name="SpeedIn">Metres a second over the first frame: above 0 where a shot takes over the speed of the one
/// before.</param>
public sealed record CameraReview(
    double Forward, double Right, double Up, double Pan, double Tilt, double Roll, double LensFrom, double LensTo,
    double SpeedIn)
{
    /// <summary>Sums up a shot's poses; null when there are none.</summary>
    /// <param name="poses">A pose a frame.</param>
    /// <param name="framesPerSecond">Frames a second.</param>
    public static CameraReview? Of(IReadOnlyList<CameraPose> poses, double framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(poses);
        if (poses.Count == 0)
        {
            return null;
        }

        CameraPose first = poses[0], last = poses[^1];
        var way = last.Position - first.Position;
        var speed = poses.Count < 2 ? 0 : Vector3.Distance(first.Position, poses[1].Position) * framesPerSecond;
        return new CameraReview(
            Rounded(-way.Z),
            Rounded(way.X),
            Rounded(way.Y),
            Rounded(Math.IEEERemainder(last.Pan - first.Pan, 360)),
            Rounded(last.Tilt - first.Tilt),
            Rounded(Math.IEEERemainder(last.Roll - first.Roll, 360)),
            Rounded(first.FocalLength),
            Rounded(last.FocalLength),
            Rounded(speed));

        static double Rounded(double value) => Math.Round(value, 3) + 0.0;
    }
}
