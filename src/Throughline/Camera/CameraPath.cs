using System.Numerics;
using Throughline.Media.Video;

namespace Throughline.Camera;

/// <summary>
/// The camera's way through a shot, compiled from its moves: a pose for every instant. Moves add up: trucks, pedestals
/// and pushes in the axes of the camera at rest, then turns, and the whole rig is carried round the subject by orbits.
/// At the first frame the camera is at rest, whatever the moves, so that frame 0 is the given picture.
/// </summary>
public sealed class CameraPath
{
    private const double WhipSeconds = 0.6;

    private readonly CameraRig _rig;
    private readonly Track[] _tracks;
    private readonly Unrest _unrest;
    private readonly double _secondsPerFrame;
    private readonly double _length;

    private CameraPath(CameraRig rig, Track[] tracks, int frames, double secondsPerFrame)
    {
        _rig = rig;
        _tracks = tracks;
        _unrest = new Unrest(rig.Seed);
        _secondsPerFrame = secondsPerFrame;
        _length = (frames - 1) * secondsPerFrame;
        Frames = frames;
    }

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Whether the camera never leaves its rest.</summary>
    public bool IsStatic => _tracks.Length == 0;

    /// <summary>
    /// The shutter angle the moves ask for when the shot names none: 180 degrees for whips, which strobe without, else
    /// 0.
    /// </summary>
    public double UsualShutter =>
        Array.Exists(_tracks, t => t.Kind is CameraMoveKind.WhipLeft or CameraMoveKind.WhipRight) ? 180 : 0;

    /// <summary>The motion at the last frame.</summary>
    public CarriedMotion End => new()
    {
        Speeds = _tracks
            .GroupBy(t => t.Kind)
            .Select(g => (Kind: g.Key, Speed: g.Sum(t => t.Amount * t.Curve.EndSpeed(_length))))
            .Where(s => s.Speed != 0)
            .ToDictionary(s => s.Kind, s => s.Speed),
        Clock = _rig.Carried.Clock + _length,
    };

    /// <summary>Compiles <paramref name="moves"/> for a shot of <paramref name="frames"/> frames.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frames"/> is below 1.</exception>
    public static CameraPath Compile(IReadOnlyList<CameraMove> moves, int frames, FrameRate rate, CameraRig rig)
    {
        ArgumentNullException.ThrowIfNull(moves);
        ArgumentNullException.ThrowIfNull(rig);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var secondsPerFrame = (double)rate.Denominator / rate.Numerator;
        var length = (frames - 1) * secondsPerFrame;
        var tracks = moves.SelectMany(Simple).Where(m => m.Kind != CameraMoveKind.Static).Select(
            m => Lay(m, length, rig.Carried));
        return new CameraPath(rig, [.. tracks], frames, secondsPerFrame);
    }

    /// <summary>
    /// Whether any of the moves takes the camera from its place, so that near things move against far ones.
    /// </summary>
    public static bool Travels(IReadOnlyList<CameraMove> moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        return moves.SelectMany(Simple).Any(m => m.Kind is not (CameraMoveKind.Static
            or CameraMoveKind.PanLeft or CameraMoveKind.PanRight or CameraMoveKind.TiltUp or CameraMoveKind.TiltDown
            or CameraMoveKind.ZoomIn or CameraMoveKind.ZoomOut or CameraMoveKind.RollLeft or CameraMoveKind.RollRight
            or CameraMoveKind.WhipLeft or CameraMoveKind.WhipRight));
    }

    /// <summary>The pose at <paramref name="frame"/>, which may lie between frames; clamped to the shot.</summary>
    public CameraPose At(double frame)
    {
        var seconds = Math.Clamp(frame, 0, Frames - 1) * _secondsPerFrame;
        var sum = default(Sum);
        foreach (var track in _tracks)
        {
            sum.Add(track, seconds, this);
        }

        return sum.Pose(_rig);
    }

    /// <summary>The poses of all frames.</summary>
    public IEnumerable<CameraPose> Poses() => Enumerable.Range(0, Frames).Select(f => At(f));

    private static Track Lay(CameraMove move, double length, CarriedMotion carried)
    {
        var entry = CameraMoves.Of(move.Kind);
        var amount = move.Amount ?? entry.Usual;
        if (move.Kind is CameraMoveKind.ZoomIn or CameraMoveKind.ZoomOut)
        {
            amount = Math.Log(amount);
        }

        var from = (double)(move.From ?? 0);
        if (move.From is null && move.Kind is CameraMoveKind.WhipLeft or CameraMoveKind.WhipRight)
        {
            from = Math.Max(0, length - WhipSeconds);
        }

        var to = move.To is { } end ? Math.Min((double)end, length) : length;
        var speed = amount != 0 && carried.Speeds.TryGetValue(move.Kind, out var arriving) ? arriving / amount : 0;
        return new Track(move.Kind, amount, MoveCurve.Over(move.Ease ?? entry.UsualEase, from, to, speed));
    }

    // Gen-3's numbers are six of our moves; 10 is as far as a picture without a world behind it bears.
    private static IEnumerable<CameraMove> Simple(CameraMove move)
    {
        if (move.Six is not { } six)
        {
            return [move];
        }

        (CameraMoveKind Plus, CameraMoveKind Minus, double Value, double Unit)[] parts =
        [
            (CameraMoveKind.TruckRight, CameraMoveKind.TruckLeft, six.Horizontal, 0.1),
            (CameraMoveKind.PedestalUp, CameraMoveKind.PedestalDown, six.Vertical, 0.07),
            (CameraMoveKind.PanRight, CameraMoveKind.PanLeft, six.Pan, 3),
            (CameraMoveKind.TiltUp, CameraMoveKind.TiltDown, six.Tilt, 2),
            (CameraMoveKind.RollRight, CameraMoveKind.RollLeft, six.Roll, 4.5),
        ];
        var zoom = move with
        {
            Kind = six.Zoom >= 0 ? CameraMoveKind.ZoomIn : CameraMoveKind.ZoomOut,
            Amount = Math.Pow(1.1, Math.Abs(six.Zoom)),
            Six = null,
        };
        return parts
            .Where(p => p.Value != 0)
            .Select(
                p => move with
                {
                    Kind = p.Value > 0 ? p.Plus : p.Minus,
                    Amount = Math.Abs(p.Value) * p.Unit,
                    Six = null,
                })
            .Concat(six.Zoom == 0 ? [] : [zoom]);
    }

    private readonly record struct Track(CameraMoveKind Kind, double Amount, MoveCurve Curve);

    /// <summary>What all tracks amount to at one instant.</summary>
    private struct Sum
    {
        private double _x;
        private double _y;
        private double _forward;
        private double _pan;
        private double _tilt;
        private double _roll;
        private double _orbit;
        private double _crane;
        private double _zoom;
        private double _dollyZoom;

        public void Add(in Track track, double seconds, CameraPath path)
        {
            var amount = track.Amount * track.Curve.At(seconds);
            switch (track.Kind)
            {
                case CameraMoveKind.PushIn: _forward += amount; break;
                case CameraMoveKind.PullBack: _forward -= amount; break;
                case CameraMoveKind.TruckRight: _x += amount; break;
                case CameraMoveKind.TruckLeft: _x -= amount; break;
                case CameraMoveKind.PedestalUp: _y += amount; break;
                case CameraMoveKind.PedestalDown: _y -= amount; break;
                case CameraMoveKind.PanRight or CameraMoveKind.WhipRight: _pan += amount; break;
                case CameraMoveKind.PanLeft or CameraMoveKind.WhipLeft: _pan -= amount; break;
                case CameraMoveKind.TiltUp: _tilt += amount; break;
                case CameraMoveKind.TiltDown: _tilt -= amount; break;
                case CameraMoveKind.RollRight: _roll += amount; break;
                case CameraMoveKind.RollLeft: _roll -= amount; break;
                case CameraMoveKind.OrbitRight: _orbit += amount; break;
                case CameraMoveKind.OrbitLeft: _orbit -= amount; break;
                case CameraMoveKind.CraneUp: _crane += amount; break;
                case CameraMoveKind.CraneDown: _crane -= amount; break;
                case CameraMoveKind.ZoomIn: _zoom += amount; break;
                case CameraMoveKind.ZoomOut: _zoom -= amount; break;
                case CameraMoveKind.DollyZoom: _dollyZoom += amount; break;
                case CameraMoveKind.Handheld: Shake(path, seconds, track.Amount); break;
                case CameraMoveKind.Follow: Walk(path, seconds, amount); break;
            }
        }

        // Rotations in world order: the rig about the subject, then pan, tilt, roll of the camera on it.
        public readonly CameraPose Pose(CameraRig rig)
        {
            var subject = rig.Subject;
            var distance = -subject.Z;
            var forward = _forward + _dollyZoom;
            var local = new Vector3((float)_x, (float)(_y + _crane), (float)-forward);
            var look = _crane == 0 ? 0 : Math.Atan2(subject.Y - _crane, distance) - Math.Atan2(subject.Y, distance);
            var rotation = Quaternion.CreateFromAxisAngle(Vector3.UnitY, Radians(-_pan))
                * Quaternion.CreateFromAxisAngle(Vector3.UnitX, Radians(_tilt) + (float)look)
                * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Radians(-_roll));
            if (_orbit != 0)
            {
                var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, Radians(_orbit));
                local = subject + Vector3.Transform(local - subject, turn);
                rotation = turn * rotation;
            }

            var focal = rig.FocalLength * Math.Exp(_zoom);
            if (_dollyZoom != 0)
            {
                focal *= Math.Max(0.1, (distance - _dollyZoom) / distance);
            }

            return new CameraPose(local, rotation, (float)focal);
        }

        private static float Radians(double degrees) => (float)(degrees * Math.PI / 180);

        private void Shake(CameraPath path, double seconds, double strength)
        {
            _pan += strength * 0.35 * path.Wander(0, seconds);
            _tilt += strength * 0.30 * path.Wander(1, seconds);
            _roll += strength * 0.18 * path.Wander(2, seconds);
            _x += strength * 0.012 * path.Wander(3, seconds);
            _y += strength * 0.010 * path.Wander(4, seconds);
        }

        // 1.8 steps a second, one bob a step, one sway every two steps.
        private void Walk(CameraPath path, double seconds, double amount)
        {
            _forward += amount;
            var clock = path._rig.Carried.Clock;
            _y += 0.012 * (Bob(clock + seconds) - Bob(clock));
            _x += 0.010 * (Sway(clock + seconds) - Sway(clock));
            _pan += 0.15 * path.Wander(5, seconds);

            static double Bob(double t) => Math.Sin(2 * Math.PI * 1.8 * t);
            static double Sway(double t) => Math.Sin(2 * Math.PI * 0.9 * t);
        }
    }

    // Unrest relative to the shot's first frame, in phase with the shot before.
    private double Wander(int channel, double seconds) =>
        _unrest.At(channel, _rig.Carried.Clock + seconds) - _unrest.At(channel, _rig.Carried.Clock);
}
