using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Video;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>
/// The camera through one shot of a scene: composed, following its subject where the moves leave it free to, kept out
/// of things.
/// </summary>
internal sealed class CameraWork
{
    // Metres by which a camera that follows is lifted over hills at most.
    private const float HighestLift = 14;

    // The stop at which a pull of the focus is seen, an f-number.
    private const float RackedStop = 0.9f;

    private readonly ViewCamera[] _views;

    private CameraWork(ViewCamera[] views, CarriedMotion end)
    {
        _views = views;
        End = end;
    }

    /// <summary>The motion at the last frame, for the shot that continues this one.</summary>
    public CarriedMotion End { get; }

    /// <summary>The camera at a frame.</summary>
    public ViewCamera At(int frame) => _views[frame];

    /// <summary>Works a shot out.</summary>
    /// <param name="composition">How the lead is seen.</param>
    /// <param name="direction">What the scene says.</param>
    /// <param name="tracks">Where actors are and face at a time in seconds.</param>
    /// <param name="clock">When its frames are.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="seed">Decides the unrest of a hand.</param>
    /// <param name="before">Camera and motion at the end of the shot that this one continues; null for a new
    /// shot.</param>
    public static CameraWork Of(
        Composition composition, CameraDirection direction, ITracks tracks, Clock clock, FrameRate rate,
        long seed, (ViewCamera View, CarriedMotion Motion)? before)
    {
        var (begin, frames) = (clock.Begin, clock.Frames);
        var middle = clock.After(Math.Max(frames - 1, 0), 0.45);
        var composed = Composed(
            composition, tracks, middle, Follows(direction.Moves),
            [.. new[] { 0, 0.25, 0.75, 1 }.Select(share => clock.After(frames, share))]);
        var start = before is { } previous ? Resting(
            previous.View, tracks.Count == 0 ? composed.Aim : tracks.FeetAt(composition.Lead, begin),
            composed) : composed;
        var moves = Scaled(direction.Moves, start.Distance);
        var local = CameraPath.Compile(moves, Math.Max(frames, 1), rate, new CameraRig
        {
            FocalLength = start.FocalLength,
            Subject = Vector3.Transform(start.Aim - start.Place, Quaternion.Conjugate(start.Turn)),
            Seed = seed,
            Carried = before?.Motion ?? CarriedMotion.None,
        });

        var reframes = before is not null && direction.Scale is not null;
        var zero = before is null ? middle : begin;
        var end = clock.At(frames);
        var keep = Follows(direction.Moves) && tracks.Count > 0
            ? new Kept(
                new EyeTrack(
                    tracks, composition.Lead, begin, Math.Max(end, middle),
                    direction.Scale >= ShotScale.MediumClose || composition.LeadFlies),
                zero, start, reframes ? (composed, middle) : null)
            : null;
        var follow = keep is null ? null : Followed(composition, tracks, clock, zero, start);
        var focus = Racked(direction.Focus, composition, tracks);
        var views = new ViewCamera[frames];
        var lift = follow is null || before is not null ? Vector3.Zero : new Vector3(0, Lift(follow), 0);
        for (var i = 0; i < frames; i++)
        {
            var time = clock.At(i);
            var share = reframes ? Eased(i / (float)Math.Max(frames - 1, 1)) : 0;
            var rest = reframes ? Between(start, composed, share) : start;
            var pose = local.At(i);
            var place = rest.Place + lift + (follow?[i] ?? Vector3.Zero) + Vector3.Transform(pose.Position, rest.Turn);
            place = i == 0 && before is not null ? place : composition.Inside(place);
            var lens = pose.FocalLength * rest.FocalLength / start.FocalLength;
            var turn = Quaternion.Normalize(rest.Turn * pose.Rotation);
            turn = keep?.Turned(place, turn, lens, time, share) ?? turn;
            var subject = tracks.Count == 0
                ? rest.Aim
                : rest.Aim + tracks.FeetAt(composition.Lead, time) - tracks.FeetAt(composition.Lead, zero);
            subject = focus is null ? subject : focus(time, i / (float)Math.Max(frames - 1, 1));
            var world = new CameraPose(place, turn, lens);
            views[i] = new ViewCamera
            {
                Pose = world,
                PoseBefore = world,
                FocusDistance = Math.Max(Vector3.Dot(subject - place, Vector3.Transform(-Vector3.UnitZ, turn)), 0.3f),
                Aperture = focus is null ? rest.Aperture : Math.Min(rest.Aperture > 0 ? rest.Aperture : RackedStop, RackedStop),
                Shutter = (float)local.UsualShutter,
            };
        }

        for (var i = 0; i < frames; i++)
        {
            var earlier = i > 0 ? views[i - 1].Pose
                : before is null && frames > 1 ? Backward(views[0].Pose, views[1].Pose)
                : views[0].Pose;
            views[i] = views[i] with { PoseBefore = earlier };
        }

        return new CameraWork(views, local.End);

        // Over hills a camera that follows goes as high as the highest of them asks: all the way, since it does not
        // hop.
        float Lift(Vector3[] ways) => Math.Min(
            HighestLift,
            ways.Where((_, i) => i % 6 == 0).Max(way => composition.Rise(start.Place + way, start.Aim + way)));
    }

    private static ViewPoint Composed(
        Composition composition, ITracks tracks, double time, bool follows, double[] others)
    {
        if (tracks.Count == 0)
        {
            return composition.Compose([], [], Vector3.Zero, Vector3.Zero, false, []);
        }

        var headings = Enumerable.Range(0, tracks.Count).Select(i => tracks.HeadingAt(i, time)).ToArray();
        var going = (tracks.FeetAt(composition.Lead, time + 0.25) - tracks.FeetAt(composition.Lead, time - 0.25)) / 0.5f;
        return composition.Compose(
            Feet(time), headings, tracks.EyesAt(composition.Lead, time), going, follows, [.. others.Select(Feet)]);

        Vector3[] Feet(double at) => [.. Enumerable.Range(0, tracks.Count).Select(i => tracks.FeetAt(i, at))];
    }

    // A rest where the camera of the shot before stood still, about the same subject.
    private static ViewPoint Resting(ViewCamera before, Vector3 feet, ViewPoint composed) => new()
    {
        Place = before.Pose.Position,
        Turn = before.Pose.Rotation,
        FocalLength = before.Pose.FocalLength,
        Aim = before.Pose.Position + (Vector3.Transform(-Vector3.UnitZ, before.Pose.Rotation)
            * Math.Max(Vector3.Distance(feet, before.Pose.Position), 0.5f)),
        Aperture = composed.Aperture,
    };

    private static ViewPoint Between(ViewPoint from, ViewPoint to, float share) => new()
    {
        Place = Vector3.Lerp(from.Place, to.Place, share),
        Turn = Quaternion.Slerp(from.Turn, to.Turn, share),
        FocalLength = from.FocalLength + ((to.FocalLength - from.FocalLength) * share),
        Aim = Vector3.Lerp(from.Aim, to.Aim, share),
        Aperture = to.Aperture,
    };

    private static float Eased(float share) => share * share * (3 - (2 * share));

    private static CameraPose Backward(CameraPose first, CameraPose second) =>
        first with
        {
            Position = first.Position + first.Position - second.Position,
            Rotation = Quaternion.Normalize(first.Rotation * Quaternion.Conjugate(second.Rotation) * first.Rotation),
        };

    // Moves that say where the camera looks or goes leave it no freedom to follow; the rest move about a subject that
    // is kept.
    private static bool Follows(IReadOnlyList<CameraMove> moves) => !moves.Any(move => move.Kind is CameraMoveKind.Static
        or CameraMoveKind.PanLeft or CameraMoveKind.PanRight or CameraMoveKind.TiltUp or CameraMoveKind.TiltDown
        or CameraMoveKind.WhipLeft
            or CameraMoveKind.WhipRight or CameraMoveKind.TruckLeft or CameraMoveKind.TruckRight or CameraMoveKind.Six);

    // How far the camera is carried after its subject at each frame: short ways are followed by turning, long ones by
    // going along.
    private static Vector3[] Followed(
        Composition composition, ITracks tracks, Clock clock, double zero, ViewPoint start)
    {
        var origin = Smooth(tracks, composition.Lead, zero);
        var way = new Vector3[clock.Frames];
        for (var i = 0; i < clock.Frames; i++)
        {
            way[i] = Smooth(tracks, composition.Lead, clock.At(i)) - origin;

            // Who leaps out of the water and dives again is followed along, not up and down.
            way[i].Y *= composition.LeadLeaps ? 0 : 1;
        }

        var right = Vector3.Transform(Vector3.UnitX, start.Turn);
        var span = way.Max(one => Vector3.Dot(one, right)) - way.Min(one => Vector3.Dot(one, right));
        var width = 36 / start.FocalLength * start.Distance;
        var along = Math.Clamp(((span / width) - 0.35f) / 0.4f, 0, 1);
        var depth = way.Max(one => one.Length()) > start.Distance * 0.4f ? 1 : along;
        return [.. way.Select(one =>
        {
            var across = right * Vector3.Dot(one, right);
            return (across * along) + ((one - across) * depth);
        })];
    }

    // The subject's way without its bobbing: a bell-shaped mean over a second and a half.
    private static Vector3 Smooth(ITracks tracks, int lead, double time)
    {
        var (sum, weights) = (Vector3.Zero, 0f);
        for (var i = -6; i <= 6; i++)
        {
            var weight = MathF.Exp(-i * i / 14f);
            sum += tracks.FeetAt(lead, time + (i * 0.125)) * weight;
            weights += weight;
        }

        return sum / weights;
    }

    // Where the lens is sharp while the focus goes from one subject to the next; null where nobody asks for that.
    private static Func<double, float, Vector3>? Racked(
        IReadOnlyList<string> subjects, Composition composition, ITracks tracks)
    {
        var actors = subjects.Select(composition.ActorOf).Where(actor => actor >= 0).ToList();
        if (actors.Count < 2)
        {
            return null;
        }

        return (time, share) =>
        {
            // Each is held for as long as the pull to the next takes.
            var at = share * ((2 * actors.Count) - 1);
            var from = Math.Min((int)(at / 2), actors.Count - 1);
            var to = Math.Min(from + 1, actors.Count - 1);
            return Vector3.Lerp(
                tracks.EyesAt(actors[from], time), tracks.EyesAt(actors[to], time),
                Eased(Math.Clamp(at - (2 * from) - 1, 0, 1)));
        };
    }

    // An amount that nobody named goes by the distance: a push of a quarter of the way, whatever the shot's size.
    private static CameraMove[] Scaled(IReadOnlyList<CameraMove> moves, float distance) =>
        [
            .. moves.Select(
                move => move.Amount is not null ? move : move with { Amount = UsualAmount(move.Kind, distance) })
        ];

    private static double? UsualAmount(CameraMoveKind kind, float distance) => kind switch
    {
        CameraMoveKind.PushIn => 0.3 * distance,
        CameraMoveKind.PullBack => 0.4 * distance,
        CameraMoveKind.TruckLeft or CameraMoveKind.TruckRight => 0.25 * distance,
        CameraMoveKind.PedestalUp or CameraMoveKind.PedestalDown => 0.15 * distance,
        CameraMoveKind.CraneUp or CameraMoveKind.CraneDown => Math.Max(0.3 * distance, 0.8),
        CameraMoveKind.OrbitLeft or CameraMoveKind.OrbitRight => 35,
        CameraMoveKind.DollyZoom => 0.35 * distance,
        CameraMoveKind.WhipLeft or CameraMoveKind.WhipRight => 50,
        CameraMoveKind.Follow => 0,
        _ => null,
    };

    // Keeps the lead's eyes where they are in the frame while the camera moves, zooms and follows.
    private sealed class Kept
    {
        private readonly EyeTrack _eyes;
        private readonly Vector2 _from, _to;

        public Kept(EyeTrack eyes, double zero, ViewPoint start, (ViewPoint View, double Time)? composed)
        {
            _eyes = eyes;
            _from = Spot(start.Place, start.Turn, start.FocalLength, eyes.At(zero));
            _to = composed is { } later ? Spot(
                later.View.Place, later.View.Turn, later.View.FocalLength, eyes.At(later.Time)) : _from;
        }

        public Quaternion Turned(Vector3 place, Quaternion turn, float lens, double time, float share)
        {
            var eyes = _eyes.At(time);
            var wanted = Vector2.Lerp(_from, _to, share) / lens;
            for (var pass = 0; pass < 3; pass++)
            {
                var seen = Vector3.Transform(eyes - place, Quaternion.Conjugate(turn));
                if (seen.Z > -0.05f)
                {
                    return turn;
                }

                var yaw = MathF.Atan(wanted.X) - MathF.Atan2(seen.X, -seen.Z);
                var pitch = MathF.Atan2(seen.Y, -seen.Z) - MathF.Atan(wanted.Y);
                turn = Quaternion.Normalize(
                    turn * Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw) * Quaternion.CreateFromAxisAngle(
                        Vector3.UnitX, pitch));
            }

            return turn;
        }

        // Right and up on the film, in mm.
        private static Vector2 Spot(Vector3 place, Quaternion turn, float lens, Vector3 eyes)
        {
            var seen = Vector3.Transform(eyes - place, Quaternion.Conjugate(turn));
            return seen.Z > -0.05f ? Vector2.Zero : new Vector2(seen.X, seen.Y) * (lens / -seen.Z);
        }
    }
}
