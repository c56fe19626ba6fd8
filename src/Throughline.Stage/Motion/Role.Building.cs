using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <content>From beats to pieces.</content>
public sealed partial class Role
{
    private const float SpotTurn = 75;
    private const float TurnSpeed = 200;

    private ActionText? _posture;

    private void Build(IReadOnlyList<TimedBeat> beats)
    {
        var place = _ground.Start;
        var heading = _ground.Heading;
        if (_ground.Before is { } before)
        {
            (place, heading) = before.PlaceAt(_ground.BeforeSeconds);
            _posture = before._posture;
        }

        var at = From;
        foreach (var beat in beats.OrderBy(beat => beat.From))
        {
            if (beat.From > at + 0.05)
            {
                Stand(at, ref place, ref heading, null);
            }

            // Only the last may leave the stage at full speed; what goes before it comes to a stand.
            var last = beat == beats[^1];
            Beat(last ? beat : beat with { Arrives = true }, Math.Max(beat.From, at), ref place, ref heading);
            at = Math.Max(at, beat.To);
        }

        if (beats.Count == 0)
        {
            Stand(at, ref place, ref heading, null);
        }
        else if (beats.MaxBy(beat => beat.To) is { Way.Count: > 1 } final
            && _pieces[^1] is { Way: not null, EaseOut: > 0 } arrived)
        {
            Stand(arrived.Arrival, ref place, ref heading, final.Target);
        }
    }

    private void Stand(double from, ref Vector3 place, ref float heading, Vector3? target)
    {
        var idle = _actions.Resolve("idle", Creature.Family)
            ?? throw new InvalidOperationException($"There is no action 'idle' for the family {Creature.Family}.");
        Add(Plain(idle, from, place, heading, null) with { Target = target }, ref place, ref heading);
    }

    private void Beat(TimedBeat beat, double from, ref Vector3 place, ref float heading)
    {
        var action = _actions.Resolve(beat.Action, Creature.Family);
        if (action is null)
        {
            Stand(from, ref place, ref heading, beat.Target);
            return;
        }

        var under = !beat.SetsOff && _pieces.Count == 0;
        var end = beat.To;
        var way = WayOf(beat, action, place, heading, end - from);
        if (action.Turns && way is null)
        {
            var aim = beat.Target is { } target && Flat(target - place) > 0.01f
                ? heading + Way.Nearest(Bearing(target - place) - heading)
                : heading + (beat.Action == "turn" ? 150 : 0);
            from = TurnTo(aim, from, end, ref place, ref heading);
        }

        if (way is null || action.Travel is ActionTravel.None)
        {
            from = HopOf(action, beat) is { } hop && !action.Climbs && Flat(hop - place) > 0.01f
                ? TurnTo(heading + Way.Nearest(Bearing(hop - place) - heading), from, end, ref place, ref heading)
                : from;
            Add(Plain(action, from, place, heading, beat), ref place, ref heading);
            return;
        }

        if (!under && action.Travel == ActionTravel.Ground)
        {
            var off = Way.Nearest(Bearing(way[1] - way[0]) - heading);
            if (MathF.Abs(off) > SpotTurn)
            {
                from = TurnTo(heading + (off * 0.75f), from, from + (0.4 * (end - from)), ref place, ref heading);
            }
        }

        Add(Travelling(action, beat, way, from, end, under, place, heading), ref place, ref heading);
    }

    // Where who jumps comes down.
    private static Vector3? HopOf(ActionText action, TimedBeat? beat) =>
        action.Travel == ActionTravel.None && beat is { Way: [_, var to] } ? to : null;

    private IReadOnlyList<Vector3>? WayOf(
        TimedBeat beat, ActionText action, Vector3 place, float heading, double seconds)
    {
        if (action.Travel == ActionTravel.None)
        {
            return null;
        }

        if (beat.Way.Count > 1)
        {
            // From where it is, if the way begins nearby but not there.
            var gap = Vector3.Distance(beat.Way[0] with { Y = 0 }, place with { Y = 0 });
            return gap > 0.05f && _pieces.Count > 0 ? [place, .. beat.Way.Skip(gap < 1 ? 1 : 0)] : beat.Way;
        }

        if (beat.Target is not null || action.Travel == ActionTravel.Carried
            || ActionLibrary.SpeedOf(action, Creature) is not { } speed)
        {
            return null;
        }

        var (sin, cos) = MathF.SinCos(heading * MathF.PI / 180);
        return [place, place + (new Vector3(sin, 0, cos) * (float)(speed * beat.Pace * seconds))];
    }

    // Turns on the spot; returns when it is done.
    private double TurnTo(float aim, double from, double end, ref Vector3 place, ref float heading)
    {
        var off = aim - heading;
        if (MathF.Abs(off) < 8 || end - from < 0.2)
        {
            return from;
        }

        var seconds = Math.Min(MathF.Abs(off) / TurnSpeed + 0.25, end - from);
        if (_rig.Legs.Length == 0 || _actions.Resolve("walk", Creature.Family) is not { } walk
            || walk.Clips[Creature.Family].Gait is not { } gait)
        {
            var spin = Plain(_actions.Resolve("idle", Creature.Family)!, from, place, heading, null) with
            {
                Way = Way.Turn(place, heading, aim, 1),
                Arrival = from + seconds,
                LastStep = Way.Turn(place, heading, aim, 1).Length,
                EaseOut = 0.01f,
            };
            Add(spin, ref place, ref heading);
            heading = aim;
            return from + seconds;
        }

        var radius = 0.45f * _rig.LegLength;
        var way = Way.Turn(place, heading, aim, radius);
        var steps = Math.Max(1, MathF.Round(MathF.Abs(off) / 70));
        var stride = way.Length / steps;
        var ease = Math.Min(0.5f * way.Length, 0.35f * stride);
        var piece = Plain(walk, from, place, heading, null) with
        {
            Way = way,
            Arrival = from + seconds,
            FirstStep = -ease,
            LastStep = way.Length + ease,
            EaseIn = ease,
            EaseOut = ease,
            Stride = stride,
            Energy = 0.35f,
            Phase = gait.Duty,
        };
        Add(piece, ref place, ref heading);
        heading = aim;
        return from + seconds;
    }

    private Piece Travelling(
        ActionText action, TimedBeat beat, IReadOnlyList<Vector3> points, double from, double end, bool under,
        Vector3 place, float heading)
    {
        var level = action.Travel == ActionTravel.Ground || action.Travel == ActionTravel.Carried;
        var draft = Plain(action, from, place, heading, beat);
        var turn = under ? 0 : Math.Min(0.6f * Span(points), 0.8f * _rig.LegLength * 2);
        var way = Way.Of(points, level, under ? null : heading, Math.Max(turn, 0.01f));
        var usual = Math.Max((ActionLibrary.SpeedOf(action, Creature) ?? 1) * beat.Pace * draft.Pace, 0.05f);
        var seconds = Math.Max(end - from, 0.1);
        var length = way.Length;
        var gait = draft.Clip.Gait;

        // Stride and easing depend on the speed, and the speed on the easing: two rounds settle it.
        var (easeIn, easeOut, stride, arrives) = (0f, 0f, 1f, beat.Arrives);
        for (var round = 0; round < 3; round++)
        {
            var speed = (float)((length + easeIn + easeOut) / seconds);
            if (speed < 0.8f * usual && beat.Way.Count > 1)
            {
                speed = 0.9f * usual;
                arrives = true;
            }

            stride = gait is null ? Math.Max(speed, 0.2f) * draft.Clip.Seconds : StrideOf(gait, action, speed);
            var ease = action.Travel is ActionTravel.Air or ActionTravel.Water
                ? 0.6f * Math.Min(speed, length)
                : 0.5f * stride;
            easeIn = under ? 0 : Math.Min(ease, 0.49f * length);
            easeOut = arrives ? Math.Min(ease, 0.49f * length) : 0;
            // A walk from stand to stand has time for every foot to step.
            stride = easeIn > 0 && easeOut > 0 ? Math.Min(stride, (length + easeIn + easeOut) / 1.15f) : stride;
            seconds = arrives ? Math.Min(seconds, (length + easeIn + easeOut) / speed) : seconds;
        }

        return draft with
        {
            Way = way,
            Arrival = from + seconds,
            FirstStep = -easeIn,
            LastStep = length + easeOut,
            EaseIn = easeIn,
            EaseOut = easeOut,
            Stride = stride,
            Phase = PhaseOf(action, under, stride),
        };
    }

    // Stride grows with speed as of animals of all sizes: Alexander 1976, doi:10.1038/261129a0.
    private float StrideOf(Gait gait, ActionText action, float speed)
    {
        var usual = Math.Max(ActionLibrary.SpeedOf(action, Creature) ?? speed, 0.05f);
        return gait.Stride * _rig.StrideShare * _rig.LegLength * Math.Clamp(MathF.Pow(speed / usual, 0.6f), 0.5f, 1.7f);
    }

    // A shot that goes on with the same walk goes on with the same foot.
    private float PhaseOf(ActionText action, bool under, float stride)
    {
        if (_pieces.Count > 0 || !under)
        {
            return 0;
        }

        if (_ground.Before is { } before && before.PieceAt(_ground.BeforeSeconds) is { Way: not null } piece
            && piece.Action.Name == action.Name)
        {
            return piece.Phase + (piece.StepsAt(_ground.BeforeSeconds) / piece.Stride);
        }

        return _drift.Toss(90, 0);
    }

    private Piece Plain(ActionText action, double from, Vector3 place, float heading, TimedBeat? beat)
    {
        // Full hands have no other way to do it.
        var clip = Creature.Held.Count > 0 ? action.Clips[Creature.Family] : action.ClipOf(
            Creature.Family, _drift.Toss(91, _pieces.Count));
        var manner = _actions.MannerOf(beat?.Manner);
        var mood = _actions.MannerOf(Creature.Mood);
        var keeps = action.Upper && _posture is not null;
        var channels = clip.Curves.Select(curve => curve.Channel).SelectMany(_map.Slots).ToHashSet();
        var under = beat is { SetsOff: false } && _pieces.Count == 0 && _ground.Before is null;
        var layers = LayersOf(action, beat?.With ?? []);
        var taken = layers.SelectMany(layer => layer.Curves).Select(curve => curve.Slot).ToHashSet();
        var hop = HopOf(action, beat);
        var draft = new Piece
        {
            Hop = hop,
            From = from,
            Action = action,
            Clip = clip,
            Curves = [.. CurvesOf(clip.Curves).Where(curve => !taken.Contains(curve.Slot))],
            Layers = layers,
            Speaks = layers.Select(layer => layer.Action.Speaks).Append(action.Speaks).Max(),
            Points = action.Points || layers.Any(layer => layer.Action.Points),
            Gaze = layers.Select(layer => layer.Action.Gaze).Append(action.Gaze).Min(),
            Posture = keeps
                ? [.. _posture!.Clips[Creature.Family].Curves.SelectMany(curve => _map.Slots(curve.Channel)
                    .Where(slot => !channels.Contains(slot) && !taken.Contains(slot))
                        .Select(slot => (slot, PartsOf(slot), curve.Curve.At(1))))]
                : [],
            Adds = [
                .. (manner?.Adds ?? []).Concat(mood?.Adds ?? []).SelectMany(
                    add => _map.Slots(add.Channel).Select(slot => (slot, PartsOf(slot), add.Value)))
            ],
            Energy = (manner?.Energy ?? 1) * (mood?.Energy ?? 1),
            Pace = (beat?.Pace ?? 1) * (manner?.Pace ?? 1) * MathF.Sqrt(mood?.Pace ?? 1),
            // What a shot opens with has long begun, for everybody at a time of their own: a crowd is not in step. What
            // is done once is what the shot is about.
            Ahead = !under || hop is not null || (!clip.Loop && !action.Hold) ? 0
                : clip.Loop ? clip.Seconds * _drift.Toss(92, 0)
                : clip.Seconds,
            Place = action.Climbs && hop is not null ? beat!.Way[0] : place,
            Heading = heading,
            Target = beat?.Target,
            Seat = beat?.Seat ?? (keeps && _pieces.Count > 0 ? _pieces[^1].Seat : null),
            Fade = _posture is not null && !keeps && !action.Hold ? 0.9f : 0.45f,
        };
        if (!action.Upper)
        {
            _posture = action.Hold ? action : null;
        }

        return draft;
    }

    // What goes at the same time moves what nothing before it needs. It may replace what the action itself merely does
    // besides.
    private List<PieceLayer> LayersOf(ActionText action, IReadOnlyList<string> names)
    {
        var layers = new List<PieceLayer>();
        var used = action.Uses;
        foreach (var name in names)
        {
            if (_actions.Resolve(name, Creature.Family) is not { } other || other.Uses == BodyParts.None
                || (other.Uses & used) != 0)
            {
                continue;
            }

            var clip = other.Clips[Creature.Family];
            var free = ~used;
            layers.Add(
                new(
                    other, clip, [
                        .. CurvesOf(
                            clip.Curves.Where(
                                curve => (ChannelParts.Of(curve.Channel) & ~free) == 0
                                    && ChannelParts.Of(curve.Channel) != BodyParts.Legs))
                    ]));
            used |= other.Uses;
        }

        return layers;
    }

    private IEnumerable<(int Slot, int Parts, Curve Curve)> CurvesOf(
        IEnumerable<(string Channel, Curve Curve)> curves) =>
        curves.SelectMany(curve => _map.Slots(curve.Channel).Select(slot => (slot, PartsOf(slot), curve.Curve)));

    // Bones and offsets have three numbers, faces and freedom one.
    private int PartsOf(int slot) =>
        slot >= _map.Face || (slot >= _map.Feet && slot < _map.Tilts && (slot - _map.Feet) % 4 == 3) ? 1 : 3;

    private void Add(Piece piece, ref Vector3 place, ref float heading)
    {
        var scratch = NewScratch();
        var first = _pieces.Count == 0;
        if (first ? _ground.Before is not null : piece.From > _pieces[^1].From)
        {
            var old = NewScratch();
            if (first)
            {
                var before = _ground.Before!;
                if (before._map.Count != _map.Count)
                {
                    throw new ArgumentException("The role before is of a creature with other bones.");
                }

                var last = before.PieceAt(_ground.BeforeSeconds);
                before.Evaluate(last, _ground.BeforeSeconds, old);
                Fade(last, _ground.BeforeSeconds, old);
            }
            else
            {
                Evaluate(_pieces[^1], piece.From, old);
                Fade(_pieces[^1], piece.From, old);
            }

            Evaluate(piece, piece.From, scratch);
            piece.Offset = [.. old.Channels.Zip(scratch.Channels, (a, b) => a - b)];
            piece.FeetOffset = [
                .. old.Feet.Zip(
                    scratch.Feet, (a, b) => (a.Ball - b.Ball, a.Pitch - b.Pitch, Way.Nearest(a.Heading - b.Heading)))
            ];
            piece.RootOffset = (old.Place - scratch.Place, Way.Nearest(old.Heading - scratch.Heading));
        }

        if (!first && piece.From <= _pieces[^1].From)
        {
            _pieces.RemoveAt(_pieces.Count - 1);
        }

        _pieces.Add(piece);
        place = piece.Hop ?? place;
        if (piece.Way is { } way)
        {
            (place, heading) = way.At(piece.BodyAt(piece.LastStep));
            place = piece.Action.Travel is ActionTravel.Air or ActionTravel.Water
                ? place
                : place with { Y = _ground.HeightAt(place.X, place.Z) };
        }
    }

    private static float Bearing(Vector3 way) => MathF.Atan2(way.X, way.Z) * 180 / MathF.PI;

    private static float Flat(Vector3 way) => (way.X * way.X) + (way.Z * way.Z);

    private static float Span(IReadOnlyList<Vector3> points)
    {
        var length = 0f;
        for (var i = 1; i < points.Count; i++)
        {
            length += Vector3.Distance(points[i - 1], points[i]);
        }

        return length;
    }
}
