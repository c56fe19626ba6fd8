using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Video;

namespace Throughline.Stage.Stills;

/// <summary>How fast a way between two pictures begins after a shot whose camera has not come to rest: as much of the
/// camera's motion as goes the way's way.</summary>
internal static class CarriedSpeed
{
    // Faster, the way would overshoot its end.
    private const double Most = 2.8;

    // What the camera moved by is taken to be this far, 1/m.
    private const float Middle = 0.2f;

    /// <summary>Shares of the way in its whole time, 0 to <see cref="Most"/>.</summary>
    public static double On(IWay way, ShotOrder order)
    {
        if (order.Previous is not { State.Length: > 0 } handover
            || StillState.Read(handover.State.Span) is not { } state)
        {
            return 0;
        }

        var moves = state.Motion.Speeds.Where(s => s.Value != 0 && s.Key != CameraMoveKind.Handheld)
            .Select(s => new CameraMove
            {
                Kind = s.Key,
                Amount = IsZoom(s.Key) ? Math.Exp(s.Value) : s.Value,
                Ease = Ease.Linear,
            })
            .ToList();
        if (moves.Count == 0)
        {
            return 0;
        }

        // What a second of the same motion does.
        var rate = FrameRate.Film;
        var rig = new CameraRig { FocalLength = state.FocalLength, Seed = order.Shot.Seed };
        var pose = CameraPath.Compile(moves, rate.FramesIn(1) + 1, rate, rig).At(rate.FramesIn(1));
        var space = new StillSpace(order.Size.Width, order.Size.Height, state.FocalLength);
        var view = space.Through(pose);
        double along = 0, whole = 0;
        for (var i = 0; i < 9; i++)
        {
            float x = (0.2f + (0.3f * (i % 3))) * space.Width, y = (0.2f + (0.3f * (i / 3))) * space.Height;
            var (start, slope) = view.Line(x, y);
            var seen = start + (Middle * slope);
            var (wayX, wayY) = way.Start(x, y);

            // What the frame shows here lay at `seen`: the picture's content goes the other way.
            along += ((x - seen.X) * wayX) + ((y - seen.Y) * wayY);
            whole += (wayX * wayX) + (wayY * wayY);
        }

        var seconds = (order.Frames - 1) * (double)order.Rate.Denominator / order.Rate.Numerator;
        return whole < 1 ? 0 : Math.Clamp(along / whole * seconds, 0, Most);
    }

    private static bool IsZoom(CameraMoveKind kind) => kind is CameraMoveKind.ZoomIn or CameraMoveKind.ZoomOut;
}
