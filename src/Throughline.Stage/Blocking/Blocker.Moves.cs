using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>What actors do and where they go.</content>
public sealed partial class Blocker
{
    private const float Farthest = 160;

    // Ways are a little longer than their time, so that nobody runs out of way before the beat ends.
    private const float Spare = 1.15f;

    private void MoveAll()
    {
        _marks = [.. _actors.Select(actor => actor.Start)];
        for (var i = 0; i < _actors.Count; i++)
        {
            _actors[i] = Moved(
                Turned(_actors[i]) is { } heading ? _actors[i] with { Heading = heading } : _actors[i], i);
        }

        // Who is chased runs first.
        for (var i = 0; i < _actors.Count; i++)
        {
            _actors[i] = After(_actors[i]) ?? _actors[i];
        }

        // A mount goes where its rider is told to go.
        for (var i = 0; i < _actors.Count; i++)
        {
            if (_actors[i].Carriage is { InHand: false } carriage && _actors[carriage.Actor].Subject.Beats.Count == 0)
            {
                _actors[carriage.Actor] = Ridden(_actors[i], _actors[carriage.Actor]);
            }
        }

        Traffic();
    }

    private Actor Ridden(Actor rider, Actor mount)
    {
        var beats = rider.Subject.Beats.Select(beat => beat.Action is "ride" or "surf" or "drive" or "sail" or "fly"
            ? beat with
            {
                Action =
                    mount.Body.Element switch { Element.Air => "fly", Element.Water => "sail", _ => mount.Subject.Asset == rider.Subject.Asset ? "walk" : MountAction(beat, mount) },
                Toward = beat.Toward == mount.Subject.Id ? null : beat.Toward,
            }
            : beat).ToList();
        return Moved(mount with { Subject = mount.Subject with { Beats = beats } }, _actors.IndexOf(mount));
    }

    private static string MountAction(Beat beat, Actor mount) =>
        !mount.Body.Alive ? "drive" : beat.Pace > 1.25f ? "run" : "walk";

    private Actor Moved(Actor actor, int index)
    {
        actor = Afloat(actor);
        var beats = actor.Subject.Beats;
        if (beats.Count == 0 || actor.Carriage is not null)
        {
            return actor with { Beats = Still(actor) };
        }

        if (BarOf(actor) is { } bar)
        {
            return Over(actor, bar);
        }

        if (LeaderOf(actor, index) is { } leader)
        {
            return Along(actor, index, leader);
        }

        var dice = Dice.Of(_scene.Seed, 5000 + index);
        var times = BeatTimes.Of(beats, 0, (double)_scene.Seconds, beat => _speedOf(actor.Subject, beat) is not null);
        var blocked = new List<BlockedBeat>();
        var place = actor.Start;
        var heading = actor.Heading;
        for (var i = 0; i < beats.Count; i++)
        {
            var (beat, (from, to)) = (beats[i], times[i]);
            var target = TargetOf(beat, actor, out var targetActor);
            Vector3[] way = [], over = [];
            // Of what goes together, one goes somewhere.
            var first = beats.Take(i + 1).ToList().FindLastIndex(one => !one.Together);
            var goes = blocked.Skip(Math.Max(first, 0)).All(one => one.Way.Count == 0);
            if (goes && UpLadder(beat, targetActor, actor) is { Length: > 0 } rungs)
            {
                way = rungs;
                actor = first <= 0 ? actor with { Start = way[0] with { Y = actor.Start.Y }, Heading = _actors[targetActor!.Value].Heading + 180 } : actor;
            }
            else if (goes && IntoPuddle(beat, actor, place, targetActor) is { Length: > 0 } hop)
            {
                (way, place) = (hop, hop[^1]);
            }
            else if (goes && _speedOf(actor.Subject, beat) is { } speed && to > from)
            {
                var length = Math.Min(
                    (float)(speed * beat.Pace * (to - from) * Spare) + 0.5f, Math.Min(
                        Farthest, actor.Body.Element == Element.Ground && actor.Body.Radius < 2
                            ? _floor.Set.Stage * 4
                            : Farthest));
                var free = first <= 0 && from <= 0 && actor.Subject.Place?.At is null;
                over = targetActor is { } crossed && beat.Course is Course.Through or Course.Along or Course.Past
                    ? OverOf(_actors[crossed])
                    : [];
                way = over.Length > 0 && actor.Body.Element == Element.Ground && free ? Crossing(over, length) : WayOf(
                    beat, actor, place, heading, target, targetActor, length, free, ref dice);
                if (way.Length > 1)
                {
                    way = beat.Action == "leap" && actor.Body.Element == Element.Deep ? Leaping(way, actor) : way;
                    if (first <= 0)
                    {
                        actor = actor with { Start = way[0] };
                    }

                    place = way[^1];
                    var last = way[^1] - way[^2];
                    heading = MathF.Atan2(last.X, last.Z) * 180 / MathF.PI;
                    if (first <= 0)
                    {
                        var step = way[1] - way[0];
                        actor = actor with { Heading = MathF.Atan2(step.X, step.Z) * 180 / MathF.PI };
                    }
                }
            }

            blocked.Add(
                new BlockedBeat
                {
                    Beat = beat,
                    From = from,
                    To = to,
                    Way = way,
                    Over = over,
                    Target = target,
                    TargetActor = targetActor,
                });
        }

        return actor with { Beats = blocked };
    }

    // The way over a bridge: its anchors over1, over2, ... in the world; empty for what nobody walks over.
    private static Vector3[] OverOf(Actor bridge)
    {
        var turn = Matrix4x4.CreateRotationY(bridge.Heading * MathF.PI / 180) * Matrix4x4.CreateTranslation(
            bridge.Start);
        return [.. Enumerable.Range(1, 40).TakeWhile(i => bridge.Body.Anchors.ContainsKey(FormattableString.Invariant($"over{i}")))
            .Select(i => Vector3.Transform(bridge.Body.Anchors[FormattableString.Invariant($"over{i}")], turn))];
    }

    // Onto it, over it and off it again, as far as the time allows; the middle of the way is the middle of the shot.
    private Vector3[] Crossing(Vector3[] over, float length)
    {
        var (first, last) = (over[0], over[^1]);
        var ahead = Vector3.Normalize((last - first) with { Y = 0 });
        var line = new List<Vector3> { first - (ahead * 40) };
        line.AddRange(over);
        line.Add(last + (ahead * 40));
        var points = Routes.Even(line);
        var steps = Math.Clamp((int)(length / Routes.Step), 2, points.Length - 1);
        var from = (points.Length - 1 - steps) / 2;
        var way = points[from..(from + steps + 1)];
        var edge = (ahead * Vector3.Distance(first, last) / 2) + first;
        for (var i = 0; i < way.Length; i++)
        {
            var beyond = MathF.Abs(Vector3.Dot(way[i] - edge, ahead)) > Vector3.Distance(first, last) / 2;
            way[i].Y = beyond ? _floor.HeightAt(way[i].X, way[i].Z, Element.Ground) : way[i].Y;
        }

        return way;
    }

    // Who lives in the water leaps out of it: arcs over the surface, one after the other, each in its own time.
    private Vector3[] Leaping(Vector3[] way, Actor actor)
    {
        if (_floor.Set.Water is not { } water)
        {
            return way;
        }

        var (size, come) = (Math.Max(actor.Body.Radius, 0.5f), actor.Number * 0.37f);
        for (var i = 0; i < way.Length; i++)
        {
            come += i == 0 ? 0 : Vector3.Distance(way[i], way[i - 1] with { Y = way[i].Y }) / (size * 7);
            way[i].Y = water.Level + (size * 1.25f * MathF.Sin(come * MathF.Tau)) - (size * 0.35f);
        }

        return way;
    }

    // Steeply down out of the sky, and level just above the ground at last.
    private Vector3[] Stoop(Vector3 place, Body body, float length, Vector3 side)
    {
        const int Steps = 24;
        var (run, fall) = (0.7f * length, Math.Min(0.5f * length, 20));
        var ahead = Vector3.Normalize(side);
        var way = new Vector3[Steps + 1];
        for (var i = 0; i <= Steps; i++)
        {
            var share = i / (float)Steps;
            way[i] = place + (ahead * (run * (share - 0.75f)));
            way[i].Y = _floor.HeightAt(way[i].X, way[i].Z, Element.Ground) + (body.Radius * 1.5f) + 0.8f
                + (fall * MathF.Pow(1 - share, 1.6f));
        }

        return way;
    }

    private IReadOnlyList<BlockedBeat> Still(Actor actor) => !actor.Body.Alive && actor.Carriage is null
        ? []
        : [.. Carried(actor).DefaultIfEmpty(new Beat { Action = "idle" }).Select(beat =>
            new BlockedBeat
            {
                Beat = beat,
                From = 0,
                To = (double)_scene.Seconds,
                Target = TargetOf(beat, actor, out var number),
                TargetActor = number,
            })];

    // A duck that only waits does so swimming, slowly: it has no ground to stand on.
    private Actor Afloat(Actor actor)
    {
        if (actor.Body is not { Alive: true, Element: Element.Water } || actor.Carriage is not null
            || !_floor.IsWater(actor.Start.X, actor.Start.Z))
        {
            return actor;
        }

        var drift = new Beat { Action = "swim", Pace = 0.3f };
        return actor with
        {
            Subject = actor.Subject with
            {
                Beats = actor.Subject.Beats.Count == 0 ? [drift]
                    : [
                        .. actor.Subject.Beats.Select(
                            beat => _speedOf(actor.Subject, beat) is null
                                ? drift with { From = beat.From, To = beat.To, Together = beat.Together }
                                : beat)
                    ],
            },
        };
    }

    // Who is carried keeps the seat: what else is done is done there, and where to go is the carrier's business.
    private IEnumerable<Beat> Carried(Actor actor) => actor.Carriage is not { InHand: false }
        ? actor.Subject.Beats
        : actor.Subject.Beats.Where(
            (beat, i) => i == 0 || (_speedOf(actor.Subject, beat) is null && !_postures.Contains(beat.Action)))
            .Select((beat, i) => i == 0 ? beat : beat with { Together = true });

    private Vector3? TargetOf(Beat beat, Actor actor, out int? number)
    {
        number = PartnerOf(actor, beat);
        if (number is { } partner)
        {
            return _actors[partner].Start + new Vector3(0, _actors[partner].Body.EyeHeight, 0);
        }

        if (beat.Toward is not { } toward)
        {
            return null;
        }

        if (_firstOf.TryGetValue(toward, out var other) && !ReferenceEquals(_actors[other].Subject, actor.Subject))
        {
            number = other;
            return _actors[other].Start + new Vector3(0, _actors[other].Body.EyeHeight, 0);
        }

        return Anchor(toward) ?? DirectionOf(toward) switch
        {
            { } direction => actor.Start + (direction * 8) + new Vector3(0, actor.Body.EyeHeight, 0),
            null => null,
        };
    }

    private static Vector3? DirectionOf(string toward) => toward switch
    {
        "left" => -Vector3.UnitX,
        "right" => Vector3.UnitX,
        "camera" or "forward" => Vector3.UnitZ,
        "away" or "back" => -Vector3.UnitZ,
        "up" => Vector3.Normalize(new Vector3(0.3f, 1, -0.3f)),
        "down" => Vector3.Normalize(new Vector3(0.3f, -1, 0)),
        _ => null,
    };

    private Vector3[] WayOf(
        Beat beat, Actor actor, Vector3 place, float heading, Vector3? target, int? targetActor, float length,
        bool free, ref Dice dice)
    {
        var body = actor.Body;
        if (beat.Action == "dive" && body.Element == Element.Air && free)
        {
            return Stoop(targetActor is { } prey ? _actors[prey].Start : place, body, length, Side(ref dice));
        }

        if (beat.Action == "leap")
        {
            return Centred(place, new Vector3(dice.Next() < 0.5f ? -1 : 1, 0, 0.12f), length, free, body);
        }

        if (beat.Toward is { } name && _floor.Set.Ways.TryGetValue(name, out var named)
            && beat.Course is not (Course.From or Course.Around))
        {
            return _routes.Along(
                named, length, free ? Vector3.Zero : place, free, free ? Side(ref dice) : Ahead(heading), body);
        }

        if (targetActor is not null || (target is not null && DirectionOf(beat.Toward!) is null))
        {
            var reach = targetActor is { } number ? _actors[number].Body.Radius : 0.3f;
            var level = body.Element == Element.Air
                && targetActor is { } perch && _actors[perch].Body.Element == Element.Ground && beat.Course == Course.To
                ? _actors[perch].Start.Y + (_actors[perch].Body.Height * 0.95f) : place.Y;
            return Aimed(
                beat, body, place, Ahead(heading), target!.Value with { Y = level }, level == place.Y ? reach : -0.3f,
                targetActor is { } aim ? _actors[aim].Start.Y + _actors[aim].Body.Height : target.Value.Y, length, free,
                ref dice);
        }

        if (beat.Course == Course.Around
            || (beat.Toward is null && body.Element == Element.Air && actor.Subject.Place is null && length > 12))
        {
            // Round the main subject, or the mark when it is the main subject itself.
            var centre = actor.SubjectNumber == 1 && free ? place : _actors[0].Start with { Y = place.Y };
            var radius = Math.Max(body.Radius * 3, body.Element == Element.Air ? dice.Between(4, 7) : 2.5f);
            if (actor.SubjectNumber == 1 && free && body is { Element: Element.Air, Height: > 0.2f })
            {
                // Whom the shot is about wheels wide: once round takes its six seconds.
                radius = Math.Max(radius, (_speedOf(actor.Subject, beat) ?? 0) * beat.Pace);
            }

            var begin = dice.Between(0, 360);
            var sign = dice.Next() < 0.5f ? 1 : -1;
            return free ? _routes.Around(centre, radius, begin, sign * length, body) : Onward(
                centre, place, Ahead(heading), length, body);
        }

        if (beat.Toward is { } word && DirectionOf(word) is { } direction)
        {
            var slant = direction.Z == 0 && direction.Y == 0 ? new Vector3(0, 0, 0.12f) : new Vector3(
                dice.Between(-0.15f, 0.15f), 0, 0);
            return Centred(place, direction + slant, length, free, body);
        }

        if (!free)
        {
            return _routes.Straight(place, Ahead(heading), length, body);
        }

        // Nothing said: along the set's own way where there is one near, else across the stage and a little towards the
        // audience.
        if (body.Element == Element.Ground && actor.Subject.Count <= 6 && Nearest(place) is { } line)
        {
            return _routes.Along(line, length, place, centred: true, Side(ref dice), body);
        }

        return Centred(
            place, new Vector3(dice.Next() < 0.5f ? -1 : 1, 0, dice.Between(0.1f, 0.3f)), length, free, body);
    }

    private static Vector3 Ahead(float heading)
    {
        var (sin, cos) = MathF.SinCos(heading * MathF.PI / 180);
        return new Vector3(sin, 0, cos);
    }

    private static Vector3 Side(ref Dice dice) => new(dice.Next() < 0.5f ? -1 : 1, 0, 0.2f);

    // On round a centre from where one is, the way one faces.
    private Vector3[] Onward(Vector3 centre, Vector3 place, Vector3 ahead, float length, Body body)
    {
        var off = place - centre;
        var begin = MathF.Atan2(off.X, off.Z) * 180 / MathF.PI;
        var sign = Vector3.Dot(new Vector3(off.Z, 0, -off.X), ahead) >= 0 ? 1 : -1;
        return _routes.Around(centre, Math.Max(new Vector2(off.X, off.Z).Length(), 0.5f), begin, sign * length, body);
    }

    private Vector3[] Aimed(
        Beat beat, Body body, Vector3 place, Vector3 ahead, Vector3 target, float reach, float tall, float length,
        bool free, ref Dice dice)
    {
        var stop = reach + body.Radius + 0.35f;
        switch (beat.Course)
        {
            case Course.Around:
                var radius = Math.Max(stop + 0.8f, body.Element == Element.Air ? dice.Between(3.5f, 7) : 1.6f);
                var begin = MathF.Atan2(place.X - target.X, place.Z - target.Z) * 180 / MathF.PI;
                var sign = dice.Next() < 0.5f ? 1 : -1;
                return free ? _routes.Around(target, radius, begin, sign * length, body) : Onward(
                    target, place, ahead, length, body);
            case Course.From:
                var off = place - target;
                return _routes.Straight(place, off.LengthSquared() < 0.01f ? Vector3.UnitX : off, length, body);
            case Course.Through or Course.Past when free && Offing(target, stop, tall, body) is { } offing:
                var outward = offing - target;
                return Centred(
                    offing, new Vector3(outward.Z, 0, -outward.X) * (dice.Next() < 0.5f ? -1 : 1), length, true, body);
            case Course.Through or Course.Past:
                var side = beat.Course == Course.Past ? new Vector3(0, 0, stop) : Vector3.Zero;
                var across = free ? new Vector3(dice.Next() < 0.5f ? -1 : 1, 0, 0.1f) : Vector3.Normalize(
                    target - place + new Vector3(1e-3f, 0, 0));
                return free ? Centred(target + side, across, length, true, body) : _routes.Straight(
                    place, target + side - place, length, body);
            default:
                var to = target - place;
                if (free)
                {
                    // It arrives as its beat ends: it starts as far away as it gets in that time.
                    // What flies comes in along the picture, a little from above.
                    to = body.Element == Element.Air ? to with { Y = -0.18f * new Vector2(to.X, to.Z).Length() } : to;
                    var from = new Vector2(to.X, to.Z).Length() > stop + 0.5f
                        ? Vector3.Normalize(to)
                        : Vector3.Normalize(new Vector3(dice.Next() < 0.5f ? 1 : -1, 0, -0.2f));
                    var end = target - (from * stop);
                    return _routes.Walk(end - (from * Indoors(end, -from, Math.Min(length, 14))), end, body);
                }

                var distance = Math.Min(length, to.Length() - stop);
                return distance < 0.2f ? [] : _routes.Straight(place, to, distance, body);
        }
    }

    // How far one can go from a place before one comes to the wall of a room.
    private float Indoors(Vector3 place, Vector3 way, float length)
    {
        var set = _floor.Set;
        while (set.Indoors && length > 1 && place + (way * length) is var far
            && (far.X < set.CameraLow.X || far.X > set.CameraHigh.X || far.Z < set.CameraLow.Z || far.Z > set.CameraHigh.Z))
        {
            length -= 0.25f;
        }

        return length;
    }

    // Where what floats passes something on land: on the nearest water about it. Null when the way is wet as it is.
    private Vector3? Offing(Vector3 target, float stop, float tall, Body body)
    {
        if (_floor.Set.Water is not { } water || body.Element is not (Element.Water or Element.Deep)
            || _floor.IsWater(target.X, target.Z + stop))
        {
            return null;
        }

        // On open water first, and so far off that a tower is seen whole beyond: a cove is no place to sail past it.
        var off = Math.Max(stop, 3.6f * Math.Max(tall - water.Level, 0));
        return Wet(off, (2.5f * body.Radius) + 9) ?? Wet(stop, 0);

        Vector3? Wet(float least, float open)
        {
            for (var reach = least; reach < least + 90; reach += 2)
            {
                for (var step = 0; step < 24; step++)
                {
                    // Towards the audience first.
                    var (sin, cos) = MathF.SinCos((step + 1) / 2 * (step % 2 == 0 ? 1 : -1) * MathF.PI / 12);
                    var way = new Vector3(sin, 0, cos);
                    var (near, far) = (target + (way * reach), target + (way * (reach + (2 * body.Radius) + 2)));
                    if (_floor.IsWater(near.X, near.Z) && _floor.IsWater(far.X, far.Z) && IsWide(far, open))
                    {
                        return far;
                    }
                }
            }

            return null;
        }
    }

    private bool IsWide(Vector3 place, float open) => open <= 0 || Enumerable.Range(0, 12).All(i =>
    {
        var (sin, cos) = MathF.SinCos(i * MathF.Tau / 12);
        return _floor.IsWater(place.X + (open * sin), place.Z + (open * cos));
    });

    // Half of the way before the place and half behind, so that the middle of the shot finds the actor on its mark.
    private Vector3[] Centred(Vector3 place, Vector3 direction, float length, bool free, Body body)
    {
        var unit = Vector3.Normalize(direction);
        return _routes.Straight(free ? place - (unit * (length / 2)) : place, unit, length, body);
    }

    private IReadOnlyList<Vector3>? Nearest(Vector3 place)
    {
        IReadOnlyList<Vector3>? best = null;
        var nearest = 36f;
        foreach (var way in _floor.Set.Ways.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value))
        {
            if (way.Count > 1 && Vector3.DistanceSquared(NearestOf(way, place), place) is var distance
                && distance < nearest)
            {
                (best, nearest) = (way, distance);
            }
        }

        return best;
    }
}
