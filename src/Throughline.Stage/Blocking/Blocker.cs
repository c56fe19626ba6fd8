using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>
/// Places the subjects of a scene in a set: the main one at the mark or where the scene says, the others by their
/// relations, crowds as crowds, all clear of each other; and gives each beat its time and its way.
/// </summary>
public sealed partial class Blocker
{
    private readonly Scene _scene;
    private readonly Floor _floor;
    private readonly Routes _routes;
    private readonly Func<Subject, Body> _bodyOf;
    private readonly Func<Subject, Beat, float?> _speedOf;
    private readonly List<Actor> _actors = [];
    private readonly Dictionary<string, int> _firstOf = new(StringComparer.Ordinal);

    private Blocker(Scene scene, SetModel set, Func<Subject, Body> bodyOf, Func<Subject, Beat, float?> speedOf)
    {
        _scene = scene;
        _floor = new Floor(set);
        _routes = new Routes(_floor);
        _bodyOf = bodyOf;
        _speedOf = speedOf;
    }

    /// <summary>Blocks a scene.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="set">Its set, built.</param>
    /// <param name="bodyOf">The size of a subject.</param>
    /// <param name="speedOf">Usual speed of a subject's beat in metres a second; null when its action stays in
    /// place.</param>
    public static IReadOnlyList<Actor> Block(
        Scene scene, SetModel set, Func<Subject, Body> bodyOf, Func<Subject, Beat, float?> speedOf)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(set);
        var blocker = new Blocker(Embraced(Seated(scene, bodyOf, speedOf), bodyOf), set, bodyOf, speedOf);
        blocker.PlaceAll();
        blocker.MoveAll();
        return blocker._actors;
    }

    private void PlaceAll()
    {
        var waiting = Enumerable.Range(0, _scene.Subjects.Count).ToList();
        while (waiting.Count > 0)
        {
            // Whoever stands to somebody not placed yet waits; a circle is broken at its first.
            var next = waiting.FindIndex(i => !Awaits(_scene.Subjects[i], waiting));
            var subject = waiting[Math.Max(next, 0)];
            waiting.RemoveAt(Math.Max(next, 0));
            Place(subject);
        }

        InOrder();
    }

    // Whoever waited was placed late; from here on actors stand in the scene's order, the main subject first.
    private void InOrder()
    {
        var order = Enumerable.Range(0, _actors.Count)
            .OrderBy(i => _actors[i].SubjectNumber).ThenBy(i => _actors[i].Number).ToArray();
        var now = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            now[order[i]] = i;
        }

        var actors = order.Select(i => _actors[i] with
        {
            Carriage = _actors[i].Carriage is { } carriage ? carriage with { Actor = now[carriage.Actor] } : null,
        }).ToList();
        _actors.Clear();
        _actors.AddRange(actors);
        foreach (var name in _firstOf.Keys.ToList())
        {
            _firstOf[name] = now[_firstOf[name]];
        }
    }

    // The main subject, or whoever stands there already.
    private Actor? Main =>
        _firstOf.TryGetValue(_scene.Subjects[0].Id, out var main) && main < _actors.Count
            ? _actors[main]
            : _actors.FirstOrDefault();

    // What stands to nobody waits for the main subject, about which it is placed, unless that one stands to it.
    private bool Awaits(Subject subject, List<int> waiting) => (subject != _scene.Subjects[0] && waiting.Contains(0) && subject.Place?.To is null && RiddenBy(subject) is null
            && !NeedsOf(_scene.Subjects[0]).Contains(subject.Id) && !NeedsOf(_scene.Subjects[0]).Any(
                name => _scene.Subjects.Any(one => one.Id == name && NeedsOf(one).Contains(subject.Id))))
        || NeedsOf(subject)
            .Any(name => name is not null && name != subject.Id && waiting.Exists(i => _scene.Subjects[i].Id == name));

    // Whom a subject's place depends on.
    private string?[] NeedsOf(Subject subject) =>
        [subject.Place?.To, subject.Place?.And, RiddenBy(subject), WorkOf(subject)?.Id, HearthOf(subject)?.Id];

    // Who drives a car is in it; a car that drives past a house is not on the house, nor is who rides to the mill on
    // the mill.
    private string? RiddenBy(Subject subject) =>
        _bodyOf(subject).Alive
        && subject.Beats.FirstOrDefault(beat => beat.Action is "ride" or "surf" or "drive" or "sail")
            is { Course: Course.To, Toward: { } name }
        && _scene.Subjects.FirstOrDefault(one => one.Id == name) is { } mount && Carries(_bodyOf(mount))
            ? name
            : null;

    // Whatever is no building.
    private static bool Carries(Body body) =>
        body.Alive || body.Element is not Element.Ground || body.Height < 4 || body.Anchors.ContainsKey("seat")
        || body.Anchors.ContainsKey(Deck);

    private void Place(int number)
    {
        var subject = _scene.Subjects[number];
        var body = Bathing(subject, Perched(subject, _bodyOf(subject)));
        var dice = Dice.Of(_scene.Seed, 100 + number);
        _firstOf.TryAdd(subject.Id, _actors.Count);
        var carrier = RiddenBy(subject) is { } mount && _firstOf.TryGetValue(
            mount, out var index) && mount != subject.Id ? index : (int?)null;
        var centre = Wish(subject, body, number, ref dice);
        var crowd = MathF.Sqrt(subject.Count) * Math.Max(body.Radius * 2.6f, 0.5f);
        if (subject.Count > 6 && !body.Alive && number > 0 && subject.Place?.At is null && Main is { } before)
        {
            // A field of flowers is behind who stands in it: nothing grows before a face.
            centre = OnFloor(new Vector3(before.Start.X, 0, before.Start.Z - (crowd * 1.5f) - 1), body, ref dice);
        }

        var bank = AtBank(subject, body);
        for (var i = 0; i < subject.Count; i++)
        {
            var gathered = Gathered(subject, body, i) ?? (i == 0 ? bank : null);
            var own = HasOwnPlace(subject, body);
            var wish = own && i > 0 ? Wish(subject, body, number, ref dice) : centre;
            if (!own && (i > 0 || subject.Count > 2))
            {
                // A sunflower's order, loosened: even, never in rank and file.
                var turn = (i * 2.39996f) + dice.Between(-0.4f, 0.4f);
                var reach = crowd * MathF.Sqrt((i + 0.3f) / subject.Count) * dice.Between(0.85f, 1.25f);
                wish += new Vector3(reach * 1.4f * MathF.Sin(turn), 0, reach * MathF.Cos(turn));
                wish.Y += body.Element == Element.Air ? dice.Between(-0.5f, 0.5f) * Math.Min(crowd, 6) : 0;
            }

            var exact = own || subject.Place?.At is not null || Spanning(body) is not null || IsKnockedAt(subject, body)
                || subject.Place is { Relation: Relation.On or Relation.Under or Relation.Inside or Relation.HeldBy };
            if (i % 2 == 1 && !own && PairApart(subject, body) is { } apart)
            {
                // On what the other one stands on, such as a ring.
                var other = _actors[^1].Start;
                var step = other.Y - _floor.HeightAt(other.X, other.Z, body.Element);
                (wish, exact) = (other + new Vector3(apart, 0, 0.06f), true);
                wish.Y = _floor.HeightAt(wish.X, wish.Z, body.Element) + step;
            }

            (wish, exact) = gathered is { } stand ? (stand.Place, true) : (wish, exact);
            var place = exact ? wish : _floor.NearestFree(wish, body.Radius, body.Element);
            if (!exact && carrier is null && body.Element is Element.Ground or Element.Water)
            {
                _floor.Take(place, body.Radius);
            }

            _actors.Add(new Actor
            {
                Subject = subject,
                Number = i,
                SubjectNumber = number + 1,
                Seed = (long)SplitMix.Mix((ulong)_scene.Seed + ((ulong)number << 32) + (ulong)i),
                Body = body,
                Start = place,
                Heading = subject.Place?.Facing ?? gathered?.Heading ?? (own ? null : PairHeading(subject, body, i))
                    ?? SeatHeading(subject, body, place)
                    ?? DrawnHeading(subject, body, place) ?? Spanning(body)?.Heading
                        ?? (StandsFarOff(body) is null ? null : (float?)0) ?? MetHeading(subject, body, place) ?? Facing(subject, body, place, number, ref dice),
                Carriage = CarriageOf(
                    subject, carrier is { } first ? first + Math.Min(i, _actors[first].Subject.Count - 1) : null, i),
            });
        }
    }

    // A bird that is fed, or does something else than fly, is down on the ground for it.
    private Body Perched(Subject subject, Body body)
    {
        var isFed = _scene.Subjects.Any(
            other => Opening(other).Any(beat => beat.Action == "feed" && beat.Toward == subject.Id));
        return body is { Alive: true, Element: Element.Air, Height: > 0.1f } && (isFed || subject.Beats.Count > 0 || subject.Place?.Relation is Relation.On)
            && subject.Place?.Relation is not Relation.Above
                && subject.Beats.All(beat => _speedOf(subject, beat) is null)
                ? body with { Element = Element.Ground } : body;
    }

    // Who does nothing but swim is at the water's surface, if there is some, and does not walk on its bed.
    private Body Bathing(Subject subject, Body body) =>
        body is { Alive: true, Element: Element.Ground } && _floor.Set.Water is not null && subject.Beats.Count > 0
            && subject.Beats.All(beat => beat.Together || beat.Action == "swim")
                ? body with { Element = Element.Water } : body;

    private Carriage? CarriageOf(Subject subject, int? carrier, int number)
    {
        if (subject.Place is { Relation: Relation.HeldBy, To: { } holder }
            && _firstOf.TryGetValue(holder, out var hand))
        {
            // Of several, each has its own holder as far as there are holders.
            var holders = _actors[hand].Subject.Count;
            return new Carriage(hand + Math.Min(number, holders - 1), Vector3.Zero, InHand: true);
        }

        if (carrier is null && OnDeck(subject) is { } deck)
        {
            // Along the rail, looking out over it.
            var rail = _actors[deck].Body.Anchors[Deck] + new Vector3(
                0, 0, 0.8f * (number % 2 == 0 ? -number : number + 1));
            return new Carriage(deck, rail, InHand: false, Stands: true, Heading: rail.X < 0 ? -62 : 62);
        }

        if (carrier is not { } index)
        {
            return null;
        }

        var body = _actors[index].Body;
        if (body.Anchors.TryGetValue(Deck, out var stand) && !body.Anchors.ContainsKey("seat"))
        {
            return new Carriage(index, stand, InHand: false, Stands: true);
        }

        // Without a saddle one sits in the middle of the back, and on somebody's shoulders.
        var seat = body is { Alive: true, IsLong: false } ? new Vector3(0, body.Height * 0.83f, -body.Height * 0.065f)
            : body.Anchors.TryGetValue("seat", out var place) ? place
            : new Vector3(0, body.Height * 0.6f, 0);
        var before = _actors.Count(
            actor => actor.Carriage is { InHand: false, Stands: false } other && other.Actor == index);
        return new Carriage(index, Passenger(body, seat, before), InHand: false, Drives: before == 0);
    }

    // Who comes later sits beside the first where the seat is off the middle, else behind, as far as it reaches, and
    // then before.
    private static Vector3 Passenger(Body body, Vector3 seat, int number)
    {
        var isWide = MathF.Abs(seat.X) > 0.15f;
        var (row, pitch) = (isWide ? number / 2 : number, body.Alive ? 0.42f : 0.85f);
        var rows = Math.Max((int)((body.Depth + seat.Z - 0.55f) / pitch), body.Alive ? 1 : 0);
        var along = row <= rows ? -row : row - rows;
        return seat + new Vector3(isWide && number % 2 == 1 ? -2 * seat.X : 0, 0, along * pitch);
    }

    // What afloat somebody stands on, rather than sits.
    private int? OnDeck(Subject subject) =>
        subject.Place is { Relation: Relation.On or Relation.Inside, To: { } name }
            && name != subject.Id && _firstOf.TryGetValue(name, out var ship)
        && _actors[ship].Body is { Element: not Element.Ground } body && body.Anchors.ContainsKey(Deck) ? ship : null;

    // People look past the camera at a friendly angle; company looks at the main subject; things face the audience.
    private float Facing(Subject subject, Body body, Vector3 place, int number, ref Dice dice)
    {
        if (!body.Alive && body.Anchors.TryGetValue(Deck, out var deck) && deck.X != 0
            && _scene.Subjects.Any(other => other.Place?.To == subject.Id && other.Enters is null))
        {
            // Broadside, so that who stands at the rail is seen.
            return (deck.X < 0 ? 90 : -90) + dice.Between(-14, 14);
        }

        if (!body.Alive && body.Anchors.TryGetValue("seat", out var stool) && new Vector2(stool.X, stool.Z).Length() > 0.5f
            && _scene.Subjects.Any(
                other => other.Place is { Relation: Relation.On } sitting && sitting.To == subject.Id))
        {
            // A piano in profile, so that the face of who plays it is seen.
            return 100 + dice.Between(-8, 8);
        }

        if (body is { Alive: false, IsLarge: false } or { Alive: false, Element: not Element.Ground } && body.Depth > body.Radius * 1.5f)
        {
            // What is longer than wide shows its side.
            return (dice.Next() < 0.5f ? -1 : 1) * dice.Between(48, 66);
        }

        if (!body.Alive)
        {
            return subject.Count > 1 ? dice.Between(-40, 40) : dice.Between(-22, 22);
        }

        if (number > 0 && Main is { Body.Alive: true } main && subject.Count == 1)
        {
            var to = main.Start - place;
            return (MathF.Atan2(to.X, to.Z) * 180 / MathF.PI * 0.6f) + dice.Between(-8, 8);
        }

        var side = place.X > 0.2f ? -1 : place.X < -0.2f ? 1 : dice.Next() < 0.5f ? -1 : 1;
        return side * dice.Between(18, 38);
    }
}
