using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Where a subject is wished to be.</content>
public sealed partial class Blocker
{
    // Metres by which those between whom the focus goes are farther apart than they would stand else.
    private const float FocusApart = 2.2f;

    private Vector3 Wish(Subject subject, Body body, int number, ref Dice dice)
    {
        var place = subject.Place;
        if (place?.At is { } given)
        {
            return new Vector3(
                given.X, _floor.HeightAt(given.X, given.Y, body.Element) + Altitude(body, ref dice), given.Y);
        }

        if (StandsFarOff(body) is { } far)
        {
            return far;
        }

        if (place?.To is { } name && name != subject.Id)
        {
            if (_firstOf.TryGetValue(name, out var other))
            {
                if (body.Anchors.ContainsKey("cloud") && place.Relation is not (Relation.Behind or Relation.On))
                {
                    return Drifting(_actors[other], body, ref dice);
                }

                var at = Related(place, _actors[other], body, ref dice);
                return place.Relation == Relation.On && HandledBy(subject, body) is { } hands
                    ? NearEdge(_actors[other], at.Y, hands, body)
                    : at + OverEdge(subject, _actors[other], body) + Apart(subject, _actors[other], at);
            }

            if (Anchor(name) is { } anchor)
            {
                return ByAnchor(place.Relation, anchor, body, ref dice);
            }
        }

        if (WorkOf(subject) is { Place.At: { } spot } work)
        {
            return AtWork(subject, body, spot, _bodyOf(work), work.Place.Facing ?? 0);
        }

        if (Spanning(body) is { } span)
        {
            return span.Place;
        }

        if (place is { Relation: Relation.FarFrom })
        {
            return OnFloor(new Vector3(dice.Between(-12, 12), 0, -Math.Max(25, body.Height * 3)), body, ref dice);
        }

        if (number == 0 && !_floor.Set.Indoors && HangsInTheSky(subject, body))
        {
            return new Vector3(dice.Between(-10, 10), Math.Max(_floor.HeightAt(0, -80, Element.Ground), 0) + 12, -80);
        }

        return number > 0 && Main is { } main ? Company(main, subject, body, ref dice) : Lead(subject, body, ref dice);
    }

    /// <summary>
    /// Where what is walked over spans the set's stream, its ends on the banks; null where nothing flows.
    /// </summary>
    private (Vector3 Place, float Heading)? Spanning(Body body)
    {
        if (!body.Anchors.ContainsKey("over1") || _floor.Set.Water is not { Flow: > 0 } stream
            || !_floor.Set.Anchors.TryGetValue("water", out var place))
        {
            return null;
        }

        var bank = Math.Max(
            _floor.Set.Ground.HeightAt(place.X, place.Z + body.Radius),
            _floor.Set.Ground.HeightAt(place.X, place.Z - body.Radius));
        return (place with { Y = bank }, stream.Heading + 8);
    }

    // The main subject stands on the mark, or at the water's edge when it has to do with what swims there; a large
    // thing so far behind the mark that the camera sees it whole.
    private Vector3 Lead(Subject subject, Body body, ref Dice dice)
    {
        if (body.Element is Element.Water or Element.Deep)
        {
            return NearestWater(new Vector3(0, 0, -Math.Max(4, body.Radius * 2)), body, ref dice);
        }

        if (body.Alive && body.Element == Element.Ground
            && _scene.Subjects.Any(other => other != subject && Swims(subject, other)) && WatersEdge(body) is { } edge)
        {
            return edge;
        }

        return OnFloor(new Vector3(0, 0, body.Radius > 3 ? -body.Radius : 0), body, ref dice);
    }

    // Whether another lives in the water and is small enough to be met from the shore, and the two are there together.
    private bool Swims(Subject subject, Subject other) =>
        _bodyOf(other) is { Alive: true, Element: Element.Water, Height: < 2.5f }
        && (other.Place?.To is null || other.Place.To == subject.Id) && subject.Place is null && other.Enters is null;

    // Dry ground a step from the nearest water before the mark.
    private Vector3? WatersEdge(Body body)
    {
        Vector3? best = null;
        var least = float.MaxValue;
        for (var degrees = -70; degrees <= 70; degrees += 10)
        {
            var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
            var way = new Vector3(sin, 0, -cos);
            for (var reach = 1f; reach < 24; reach += 0.5f)
            {
                var wet = way * reach;
                if (_floor.IsWater(wet.X, wet.Z))
                {
                    var dry = way * Math.Max(reach - 0.6f - body.Radius, 0);
                    var cost = reach * (1 + (MathF.Abs(degrees) / 45f));
                    (best, least) = cost < least ? (dry, cost) : (best, least);
                    break;
                }
            }
        }

        return best is { } edge ? edge with { Y = _floor.HeightAt(edge.X, edge.Z, body.Element) } : null;
    }

    // The others: people next to the main subject, animals near it, small things at its feet, large ones behind it to a
    // side.
    private Vector3 Company(Actor main, Subject subject, Body body, ref Dice dice)
    {
        var side = dice.Next() < 0.5f ? -1 : 1;
        if (Met(main, subject, body, side) is { } met)
        {
            return met;
        }

        if (subject.Count > 4 && body.Element == Element.Ground && main.Body.Element == Element.Ground
            && Opening(main.Subject).Any(beat => beat.Action == "feed" && beat.Toward == subject.Id))
        {
            // A flock that is fed crowds about one's feet, nearer to the audience.
            var reach = main.Body.Radius + (MathF.Sqrt(subject.Count) * Math.Max(body.Radius * 2.6f, 0.5f)) + 0.3f;
            return OnFloor(main.Start + new Vector3(side * reach, 0, 0.12f * reach), body, ref dice);
        }

        if (body.Element is Element.Water or Element.Deep)
        {
            var off = body.Alive && body.Height < 2.5f && main.Body.Element == Element.Ground
                ? new Vector3(side * 0.8f, 0, -1.4f - body.Radius)
                : new Vector3(side * 3, 0, -6);
            return NearestWater(main.Start + off, body, ref dice);
        }

        if (main.Body.Radius > 3 * body.Radius && main.Body.Alive && body.Alive && body.Height < main.Body.Height)
        {
            // Somebody small beside something huge stands before it, where the picture gets its scale from.
            return OnFloor(
                main.Start + new Vector3(
                    side * main.Body.Radius * 0.45f, 0, (main.Body.Radius * 0.75f) + (body.Radius * 2) + 1),
                body, ref dice);
        }

        if (HangsInTheSky(subject, body))
        {
            // A moon is far behind all, and high.
            return main.Start + new Vector3(side * dice.Between(14, 30), dice.Between(15, 24), -dice.Between(55, 75));
        }

        if (body.Anchors.ContainsKey("cloud"))
        {
            return Drifting(main, body, ref dice);
        }

        if (body.Element == Element.Air)
        {
            return OnFloor(main.Start + new Vector3(side * dice.Between(1, 4), 0, -dice.Between(2, 8)), body, ref dice);
        }

        if (body.Height > 3 && !body.Alive)
        {
            var away = (body.Height * 1.1f) + body.Radius + 4;
            return OnFloor(main.Start + new Vector3(side * (body.Radius + (away * 0.32f)), 0, -away), body, ref dice);
        }

        var gap = main.Body.Radius + body.Radius + (body.Alive ? 0.55f : 0.35f);
        if (subject.Count > 2)
        {
            gap += subject.Count > 4 ? 2.5f : 1;
        }

        return OnFloor(
            main.Start + new Vector3(
                side * gap, 0,
                body.Alive ? -dice.Between(0, 0.5f) - (subject.Count > 4 ? 3 : subject.Count > 2 ? 1.6f : 0) : dice.Between(-0.3f, 0.4f)),
            body, ref dice);
    }

    // Those between whom the focus goes are not sharp at once.
    private Vector3 Apart(Subject subject, Actor other, Vector3 at)
    {
        var way = (at - other.Start) with { Y = 0 };
        return _scene.Camera.Focus.Contains(subject.Id) && _scene.Camera.Focus.Contains(other.Subject.Id) && way.Length() > 0.1f
            ? Vector3.Normalize(way) * FocusApart : Vector3.Zero;
    }

    // Smoke drifts behind whoever is seen in it.
    private Vector3 Drifting(Actor who, Body body, ref Dice dice) => OnFloor(
        who.Start + new Vector3(dice.Between(-0.4f, 0.4f), 0, -who.Body.Radius - 1.1f), body, ref dice);

    // A rainbow stands on the ground, behind all that one sees.
    private static Vector3? StandsFarOff(Body body) =>
        body.Anchors.ContainsKey("ground") ? new Vector3(0, -body.Height * 0.1f, -95) : null;

    private static readonly string[] _takers = ["seat", "inside", "door", "grip", "deck"];

    // Of what is in the air, does nothing and takes nobody along.
    private static bool HangsInTheSky(Subject subject, Body body) =>
        body.IsOfTheSky && subject.Beats.Count == 0
            && !_takers.Any(body.Anchors.ContainsKey);

    private Vector3 Related(Placing place, Actor other, Body body, ref Dice dice)
    {
        var (at, size) = (other.Start, other.Body);
        var gap = size.Radius + body.Radius + 0.25f;
        var side = dice.Next() < 0.5f ? -1 : 1;
        var turn = Matrix4x4.CreateRotationY(other.Heading * MathF.PI / 180);
        Vector3 Of(string anchor, Vector3 usual) =>
            at + Vector3.Transform(size.Anchors.TryGetValue(anchor, out var found) ? found : usual, turn);
        switch (place.Relation)
        {
            case Relation.On when OnTop(size):
                return Of(Deck, default);
            case Relation.On when body.Alive && size.Anchors.ContainsKey("seat"):
                return other.Subject.Count > 1 ? OwnSeat(other.Subject) : Of("seat", default) + BesideOthers(
                    other, body, turn);
            case Relation.On when other.Body.Alive && !body.Alive && body.Height > size.Height:
                // What comes down on somebody, such as confetti, stands on the ground about that one.
                return OnFloor(at, body, ref dice);
            case Relation.On:
                return Upon(
                    Of("top", new Vector3(0, size.Height, 0)), new Vector2(size.Radius, size.Depth), turn, body);
            case Relation.Inside or Relation.Between when other.Subject.Count > 6 && !size.Alive:
                // In a field of sunflowers nothing grows before one's face.
                var field = _actors.Where(actor => actor.Subject.Id == other.Subject.Id).Select(actor => actor.Start)
                    .ToList();
                return OnFloor(
                    new Vector3(field.Average(one => one.X), 0, field.Max(one => one.Z) + gap), body, ref dice);
            case Relation.Inside when body.Alive && size is { Alive: false, Height: > 2.2f }
                && !size.Anchors.ContainsKey("inside") && !size.Anchors.ContainsKey("seat"):
                // A house is closed: who is in it is seen at its door.
                return OnFloor(
                    Of("door", new Vector3(0, 0, size.Depth))
                        + Vector3.Transform(new Vector3(0, 0, body.Radius + 0.5f), turn), body, ref dice);
            case Relation.Inside:
                return body.Alive && IsSeat(size, Relation.Inside)
                    ? Of("seat", default) + BesideOthers(other, body, turn)
                    : Of("inside", new Vector3(0, 0.02f, 0));
            case Relation.Under:
                return size.Element == Element.Air || size.Height > 1.2f
                    ? OnFloor(at + new Vector3(0, 0, Math.Min(0.4f, size.Radius * 0.2f)), body, ref dice)
                    : Of("under", Vector3.Zero);
            case Relation.InFrontOf when body.Alive
                && other.Body.Alive && !size.IsLong && size.Height < body.Height * 2:
                // Before somebody is face to face, seen from the side.
                return OnFloor(at + new Vector3(side * (gap + 0.3f), 0, 0.1f), body, ref dice);
            case Relation.Behind when body.Alive && size.Height > body.Height * 0.6f && size.Radius < 1.5f:
                // Behind somebody is still to be seen.
                return OnFloor(at + new Vector3(side * (body.Radius + size.Radius) * 0.9f, 0, -gap), body, ref dice);
            case Relation.Behind:
                return OnFloor(at + new Vector3(side * 0.4f * size.Radius, 0, -gap), body, ref dice);
            case Relation.InFrontOf:
                return OnFloor(
                    at + new Vector3(side * 0.3f * size.Radius, 0, gap + (size.Height > 3 ? 1.5f : 0)), body, ref dice);
            case Relation.Above when !body.Alive && other.Body.Alive && body.Height < 4:
                // A kite flies before the wind, where a glance finds it.
                return at + new Vector3(side * 1.5f, size.Height + 0.5f, -0.7f);
            case Relation.Above:
                return at + new Vector3(0, size.Height + Math.Max(1.2f, body.Height), 0);
            case Relation.FarFrom:
                return OnFloor(
                    at + new Vector3(side * dice.Between(6, 12), 0, -Math.Max(20, body.Height * 2.5f)), body, ref dice);
            case Relation.Between when place.And is { } and
                && (_firstOf.TryGetValue(and, out var second) ? _actors[second].Start : Anchor(and)) is { } far:
                return OnFloor((at + far) / 2, body, ref dice);
            case Relation.Around when IsDrawnUp(body, size):
                return DrawnUp(place, other, body, turn);
            case Relation.Around:
                var about = dice.Between(0, MathF.Tau);
                return OnFloor(at + (new Vector3(MathF.Sin(about), 0, MathF.Cos(about)) * (gap + 1)), body, ref dice);
            case Relation.HeldBy:
                return at + new Vector3(0.3f, size.EyeHeight * 0.6f, 0.2f);
            case Relation.Beside or Relation.Near when !body.Alive
                && !size.IsLarge && at.Y > _floor.HeightAt(at.X, at.Z, Element.Ground) + 0.2f:
                // What stands on a table has its neighbour there too.
                return at + new Vector3(side * (size.Radius + body.Radius + 0.05f), 0, dice.Between(-0.04f, 0.04f));
            default:
                return OnFloor(at + new Vector3(side * gap, 0, dice.Between(-0.3f, 0.3f)), body, ref dice);
        }
    }

    private static bool OnTop(Body size) => size.Anchors.ContainsKey(Deck) && !size.Anchors.ContainsKey("seat");

    // The first sits in the middle; who comes later to its one side, then to its other, as far as the seat reaches.
    private Vector3 BesideOthers(Actor seat, Body body, Matrix4x4 turn)
    {
        var sitters = _actors.Count(
            actor => actor.Subject.Place is { Relation: Relation.On or Relation.Inside } place
                && place.To == seat.Subject.Id);
        var side = sitters == 0 ? 0 : (sitters % 2 == 1 ? 1 : -1) * ((sitters + 1) / 2) * Math.Max(
            body.Radius * 2, 0.5f);
        return Vector3.Transform(
            new Vector3(Math.Clamp(side, -seat.Body.Radius * 0.75f, seat.Body.Radius * 0.75f), 0, 0), turn);
    }

    private Vector3 ByAnchor(Relation relation, Vector3 anchor, Body body, ref Dice dice)
    {
        var shift = relation switch
        {
            Relation.Behind => new Vector3(0, 0, -1.5f - body.Radius),
            Relation.InFrontOf => new Vector3(0, 0, 1 + body.Radius),
            Relation.Beside => new Vector3(anchor.X > 0 ? -0.8f - body.Radius : 0.8f + body.Radius, 0, 0.2f),
            Relation.Near =>
                new Vector3(anchor.X > 0 ? -0.5f - body.Radius : 0.5f + body.Radius, 0, 0.5f + body.Radius),
            Relation.FarFrom => new Vector3(0, 0, -20),
            _ => Vector3.Zero,
        };
        return relation is Relation.On or Relation.Inside
            && shift == Vector3.Zero && anchor.Y > _floor.HeightAt(anchor.X, anchor.Z, body.Element) + 0.05f
            ? Upon(anchor, body)
            : OnFloor(Ashore(anchor + shift, body), body, ref dice);
    }

    // What is by the sea stands on the shore, not on the ground of the sea.
    private Vector3 Ashore(Vector3 place, Body body)
    {
        var steps = body.Element == Element.Ground && _floor.IsWater(place.X, place.Z) ? (int)(place.Length() * 2) : 0;
        for (var i = 1; i <= steps; i++)
        {
            var dry = place * (1 - (i / (float)steps));
            if (!_floor.IsWater(dry.X, dry.Z))
            {
                return dry;
            }
        }

        return place;
    }

    /// <summary>A named place of the set, or the middle of a way of that name.</summary>
    private Vector3? Anchor(string name) =>
        _floor.Set.Anchors.TryGetValue(name, out var anchor) ? anchor
        : _floor.Set.Ways.TryGetValue(name, out var way) ? NearestOf(way, Vector3.Zero)
        : null;

    private static Vector3 NearestOf(IReadOnlyList<Vector3> line, Vector3 place)
    {
        // Ways are long; the part near the mark is the part that is seen.
        var best = line[0];
        for (var i = 0; i + 1 < line.Count; i++)
        {
            var along = line[i + 1] - line[i];
            var share = Math.Clamp(Vector3.Dot(place - line[i], along) / Math.Max(along.LengthSquared(), 1e-6f), 0, 1);
            var point = line[i] + (along * share);
            if (Vector3.DistanceSquared(point, place) < Vector3.DistanceSquared(best, place))
            {
                best = point;
            }
        }

        return best;
    }

    private Vector3 OnFloor(Vector3 place, Body body, ref Dice dice) =>
        place with { Y = _floor.HeightAt(place.X, place.Z, body.Element) + Altitude(body, ref dice) };

    private static float Altitude(Body body, ref Dice dice) =>
        body.Element == Element.Air ? 1.6f + (body.Radius * 2) + dice.Between(0.5f, 2.5f) : 0;

    private Vector3 NearestWater(Vector3 wish, Body body, ref Dice dice)
    {
        for (var ring = 0; ring < 60; ring++)
        {
            for (var i = 0; i < 12; i++)
            {
                var turn = MathF.PI + ((i + 1) / 2 * (i % 2 == 0 ? 1 : -1) * (MathF.Tau / 12));
                var place = wish + (new Vector3(MathF.Sin(turn), 0, MathF.Cos(turn)) * (ring * 1.5f));
                if (_floor.IsWater(place.X, place.Z) && _floor.IsFree(place.X, place.Z, body.Radius, body.Element)
                    && (ring > 45 || IsOpen(place, body)))
                {
                    return OnFloor(place, body, ref dice);
                }
            }
        }

        return OnFloor(wish, body, ref dice);
    }

    // What is large swims in open water, not in a nook between rocks: all about it is water, and on the way to it from
    // the audience no hill.
    private bool IsOpen(Vector3 place, Body body)
    {
        var room = body.Element == Element.Deep ? Math.Max(body.Radius * 4, 9) : Math.Max(body.Radius * 2.5f, 1.6f);
        for (var i = 0; i < 8; i++)
        {
            var (sin, cos) = MathF.SinCos(i * MathF.Tau / 8);
            if (!_floor.IsWater(place.X + (sin * room), place.Z + (cos * room)))
            {
                return false;
            }
        }

        var level = _floor.Set.Water!.Level;
        return Enumerable.Range(1, 8).All(
            step => _floor.Set.Ground.HeightAt(place.X, place.Z + (step * body.Radius)) < level + (body.Height * 2));
    }
}
