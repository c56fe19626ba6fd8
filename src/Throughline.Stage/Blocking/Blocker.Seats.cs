using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Who is in a chair sits in it, whatever else is said, and who is on a horse rides it: to read in an armchair
/// is to sit and to read.</content>
public sealed partial class Blocker
{
    private static readonly HashSet<string> _postures =
        new(
            ["idle", "sit", "lie_down", "sleep", "ride", "surf", "drive", "sail", "stand_up", "dance", "jump", "climb", "fall"],
            StringComparer.Ordinal);

    // Where somebody stands on something that moves: a ship, a board.
    private const string Deck = "deck";

    // From the edge of a table to the middle of a chair at it, metres.
    private const float Knees = 0.2f;

    // Sides of a table in the order in which they are taken: one sits behind it and is seen whole, two sit face to face
    // across the picture.
    private static readonly Vector2[][] _sides =
    [
        [new(0, -1)],
        [new(-1, 0), new(1, 0)],
        [new(-1, 0), new(1, 0), new(0, -1)],
        [new(-1, 0), new(1, 0), new(-0.45f, -1), new(0.45f, -1)],
        [new(-1, 0), new(1, 0), new(-0.45f, -1), new(0.45f, -1), new(0.45f, 1)],
        [new(-1, 0), new(1, 0), new(-0.45f, -1), new(0.45f, -1), new(0.45f, 1), new(-0.45f, 1)],
    ];

    private static Scene Seated(Scene scene, Func<Subject, Body> bodyOf, Func<Subject, Beat, float?> speedOf) =>
        scene with { Subjects = [.. scene.Subjects.Select(subject => Seated(subject, scene, bodyOf, speedOf))] };

    private static Subject Seated(
        Subject subject, Scene scene, Func<Subject, Body> bodyOf, Func<Subject, Beat, float?> speedOf)
    {
        if (subject.Place is { Relation: Relation.HeldBy, To: { } bearer } && bearer != subject.Id
            && bodyOf(subject).Alive && scene.Subjects.FirstOrDefault(one => one.Id == bearer) is { } back
                && bodyOf(back) is { Alive: true } strong && strong.Height > bodyOf(subject).Height)
        {
            // Who is carried rides on the shoulders, and does nothing else.
            return subject with
            {
                Place = null,
                Beats = [new Beat { Action = "ride", Toward = bearer, Course = Course.To }],
            };
        }

        if (subject.Place is not { Relation: Relation.On or Relation.Inside, To: { } name } || name == subject.Id
            || scene.Subjects.FirstOrDefault(one => one.Id == name) is not { } seat
                || !IsSeat(bodyOf(seat), subject.Place.Relation) || !bodyOf(subject).Alive
            || (!bodyOf(seat).Alive && bodyOf(subject).Head is not null))
        {
            return subject;
        }

        // Several beats in order say themselves how they go; one is done sitting, and what comes after it keeps the
        // seat.
        var isMount = bodyOf(seat).Alive;
        var beats = subject.Beats.Where(beat => !(isMount && beat.Action == "sit")).ToList();
        var first = beats.Count == 0 ? 0 : 1 + beats.Skip(1).TakeWhile(beat => beat.Together).Count();
        if (beats.Any(beat => _postures.Contains(beat.Action) || speedOf(subject, beat) is not null))
        {
            return subject;
        }

        var posture = new Beat { Action = isMount ? "ride" : "sit", Toward = isMount ? name : null };
        return subject with
        {
            Place = isMount ? null : subject.Place,
            Beats = [
                posture, .. beats.Take(first).Select(beat => beat with { Together = true }), .. beats.Skip(first)
            ],
        };
    }

    // Who sits on a crate sits on its edge: there is room for the legs before it.
    private static Vector3 OverEdge(Subject subject, Actor other, Body body) =>
        subject.Place is { Relation: Relation.On } && body is { Alive: true, Head: null }
        && subject.Beats is [{ Action: "sit" }, ..] && other.Body is { Alive: false, Element: Element.Ground, Height: > 0.3f and < 2 }
        && !other.Body.Anchors.ContainsKey("seat")
            ? Vector3.Transform(
                new Vector3(0, 0, other.Body.Depth + 0.05f),
                Matrix4x4.CreateRotationY(other.Heading * MathF.PI / 180))
            : Vector3.Zero;

    private static bool IsSeat(Body body, Relation relation) =>
        body.Anchors.ContainsKey("seat")
            && !body.Anchors.ContainsKey(Deck) && (relation == Relation.On || !body.Anchors.ContainsKey("inside"));

    // Each of several who sit has a seat, each of several chairs a side of the table.
    private bool HasOwnPlace(Subject subject, Body body) =>
        subject.Place is { Relation: Relation.On or Relation.Around, To: { } name } && name != subject.Id
        && _firstOf.TryGetValue(name, out var other)
        && (subject.Place.Relation == Relation.On ? body.Alive
            && IsSeat(_actors[other].Body, Relation.On) : IsDrawnUp(body, _actors[other].Body));

    // The next free one of several seats.
    private Vector3 OwnSeat(Subject seats)
    {
        var taken = _actors.Count(
            actor => actor.Subject.Place is { Relation: Relation.On } place
                && place.To == seats.Id && actor.Body.Alive);
        return SeatOf(_actors[_firstOf[seats.Id] + Math.Min(taken, seats.Count - 1)]);
    }

    private static Vector3 SeatOf(Actor seat) =>
        seat.Start + Vector3.Transform(
            seat.Body.Anchors["seat"], Matrix4x4.CreateRotationY(seat.Heading * MathF.PI / 180));

    // Who sits on something sits as it stands; of several seats that is the one below.
    private float? SeatHeading(Subject subject, Body body, Vector3 place) =>
        body.Alive && subject.Place is { Relation: Relation.On or Relation.Inside, To: { } name }
            && _firstOf.TryGetValue(name, out var seat)
        && name != subject.Id && IsSeat(_actors[seat].Body, subject.Place.Relation)
            ? FacingOf(
                _actors.Where(actor => actor.Subject.Id == name)
                    .MinBy(actor => Vector3.DistanceSquared(SeatOf(actor), place))!) : null;

    // A seat faces as it stands; a stool before something, such as a piano's, faces that.
    private static float FacingOf(Actor seat) => seat.Body.Anchors["seat"] is var at
        && new Vector2(at.X, at.Z).Length() > 0.5f && seat.Body.Anchors.ContainsKey("grip") && !seat.Body.Alive
        && seat.Body.Element == Element.Ground && seat.Subject.Beats.Count == 0
        ? seat.Heading + (MathF.Atan2(-at.X, -at.Z) * 180 / MathF.PI) : seat.Heading;

    private static bool IsDrawnUp(Body seat, Body table) =>
        !seat.Alive && seat.Anchors.ContainsKey("seat") && !table.Alive && table.Anchors.ContainsKey("top");

    // A chair at its side of the table.
    private Vector3 DrawnUp(Placing place, Actor table, Body body, Matrix4x4 turn)
    {
        var number = _actors.Count(
            actor => actor.Subject.Place is { Relation: Relation.Around } other
                && other.To == place.To && IsDrawnUp(actor.Body, table.Body));
        var count = _scene.Subjects
            .Where(one => one.Place is { Relation: Relation.Around } other && other.To == place.To)
            .Sum(one => one.Count);
        var sides = _sides[Math.Clamp(count, 1, _sides.Length) - 1];
        var side = sides[Math.Min(number, sides.Length - 1)];
        var off = new Vector3(
            side.X * (table.Body.Radius + (MathF.Abs(side.X) == 1 ? Knees : 0)), 0,
            side.Y * (table.Body.Depth + (MathF.Abs(side.Y) == 1 ? Knees : 0)));
        var at = table.Start + Vector3.Transform(off, turn);
        return at with { Y = _floor.HeightAt(at.X, at.Z, Element.Ground) };
    }

    // Chairs face their table, straight from their side of it.
    private float? DrawnHeading(Subject subject, Body body, Vector3 place)
    {
        if (subject.Place is not { Relation: Relation.Around, To: { } name }
            || !_firstOf.TryGetValue(name, out var number) || !IsDrawnUp(body, _actors[number].Body))
        {
            return null;
        }

        var table = _actors[number];
        var off = Vector3.Transform(place - table.Start, Matrix4x4.CreateRotationY(-table.Heading * MathF.PI / 180));
        var isEnd = MathF.Abs(off.X) / Math.Max(table.Body.Radius, 0.1f) > MathF.Abs(off.Z) / Math.Max(
            table.Body.Depth, 0.1f);
        return table.Heading + (isEnd ? (off.X < 0 ? 90 : -90) : off.Z < 0 ? 0 : 180);
    }
}
