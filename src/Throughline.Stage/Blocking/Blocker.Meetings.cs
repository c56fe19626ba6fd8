using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Somebody and what he does it to: hands reach what they work on, two who talk or embrace face each
/// other.</content>
public sealed partial class Blocker
{
    // What is done with hands is done at arm's length; what is done with eyes and voice, a few steps apart.
    private static readonly HashSet<string> _handwork =
        new(
            [
                "work", "pick_up", "eat", "drink", "knock", "feed", "kick", "pour", "hug", "kneel", "carry", "throw", "strike", "light", "give",
                "receive", "fight", "shake_hands", "stir", "climb", "dig"
            ],
            StringComparer.Ordinal);

    // How a house is turned at whose door somebody knocks, degrees: he is seen from the side.
    private const float Knocked = 76;

    // From where a door's anchor is to who reaches the door from there, metres: anchors are a step before doors.
    private const float Knock = -0.25f;

    private static readonly HashSet<string> _regard = new(
        ["look", "talk", "wave", "laugh", "point", "bow", "nod", "photograph", "cheer", "sit", "catch"], StringComparer.Ordinal);

    /// <summary>
    /// What a subject does in the scene's first shot: what it is told later changes nothing of where everybody began.
    /// </summary>
    public static IEnumerable<Beat> Opening(Subject subject) => subject.Beats.TakeWhile(beat => beat.From is null or 0);

    // What two do with each other.
    private static readonly HashSet<string> _mutual =
        new(["hug", "fight", "shake_hands"], StringComparer.Ordinal);

    // Who is embraced embraces back, who is fought fights; to embrace somebody much smaller one kneels down.
    private static Scene Embraced(Scene scene, Func<Subject, Body> bodyOf)
    {
        var subjects = scene.Subjects.ToList();
        for (var i = 0; i < subjects.Count; i++)
        {
            var at = subjects[i].Beats.ToList().FindIndex(beat => _mutual.Contains(beat.Action));
            var other = at < 0 ? -1 : subjects.FindIndex(
                one => one.Id == subjects[i].Beats[at].Toward && one != subjects[i]);
            if (other < 0 || bodyOf(subjects[other]) is not { Alive: true } body)
            {
                continue;
            }

            if (subjects[other].Beats.Count == 0 && subjects[i].Beats[at].From is null or 0)
            {
                subjects[other] = subjects[other] with
                {
                    Beats = [
                        new Beat { Action = subjects[i].Beats[at].Action, Toward = subjects[i].Id, Course = Course.At }
                    ],
                };
            }

            if (subjects[i].Beats[at].Action == "hug" && body.Height < bodyOf(subjects[i]).Height * 0.78f)
            {
                var hug = subjects[i].Beats[at];
                subjects[i] = subjects[i] with
                {
                    Beats = [
                        .. subjects[i].Beats.Take(at), hug with { Action = "kneel" },
                        hug with { Together = true, From = null, To = null }, .. subjects[i].Beats.Skip(at + 1)
                    ],
                };
            }
        }

        for (var i = 0; i < subjects.Count; i++)
        {
            subjects[i] = subjects[i] with { Beats = [.. subjects[i].Beats.Select(beat => Dropping(beat, subjects[i], subjects))] };
            Catching(i, subjects, bodyOf);
        }

        return scene with { Subjects = subjects };
    }

    // Who has nothing to drop drops himself.
    private static Beat Dropping(Beat beat, Subject subject, List<Subject> subjects) =>
        beat.Action == "drop" && subject.Traits.Holds.Count == 0
            && !subjects.Exists(one => one.Place is { Relation: Relation.HeldBy } place && place.To == subject.Id)
            ? beat with { Action = "fall", Toward = null }
            : beat;

    // To whom something is thrown catches it, and looks where it comes from.
    private static void Catching(int thrower, List<Subject> subjects, Func<Subject, Body> bodyOf)
    {
        if (subjects[thrower].Beats.FirstOrDefault(beat => beat.Action == "throw") is not { Toward: { } name } || subjects[thrower].Count > 1)
        {
            return;
        }

        var at = subjects.FindIndex(one => one.Id == name);
        if (at < 0 || at == thrower || bodyOf(subjects[at]) is not { Alive: true, Head: null })
        {
            return;
        }

        var catching = new Beat { Action = "catch", Toward = subjects[thrower].Id, Course = Course.At };
        var beats = subjects[at].Beats;
        subjects[at] = subjects[at] with
        {
            Beats = beats.Count == 0 ? [catching]
                : [
                    .. beats.Select(
                        beat => beat is { Action: "catch", Toward: null }
                            ? beat with { Toward = catching.Toward, Course = Course.At }
                            : beat)
                ],
        };
    }

    // Two who are named as one, a couple, two boxers, and do something with each other.
    private static Beat? PairBeat(Subject subject, Body body) =>
        body.Alive && subject.Count > 1
            ? Opening(subject).FirstOrDefault(beat => beat.Toward is null
                && (_mutual.Contains(beat.Action) || (beat.Action is "talk" or "bow" && subject.Count == 2)))
            : null;

    private static float? PairApart(Subject subject, Body body) =>
        PairBeat(subject, body) is { } beat ? Apart(beat.Action, body, body) ?? (body.Radius * 2) + 0.5f : null;

    // Face to face; who talks leaves the face some of its way to the audience.
    private static float? PairHeading(Subject subject, Body body, int number) =>
        PairBeat(subject, body) is not { } beat || number >= subject.Count - (subject.Count % 2) ? null
            : (number % 2 == 0 ? 1 : -1) * (_mutual.Contains(beat.Action) ? 88 : 58);

    // Whom the other of such two has to do with.
    private int? PartnerOf(Actor actor, Beat beat)
    {
        var other = actor.Number % 2 == 0 ? actor.Number + 1 : actor.Number - 1;
        return beat.Toward is null && PairBeat(actor.Subject, actor.Body)?.Action == beat.Action
            && _actors.FindIndex(one => one.SubjectNumber == actor.SubjectNumber && one.Number == other) is >= 0 and var at
                ? at : null;
    }

    /// <summary>
    /// The place of what the main subject is busy with: beside it in the picture, so that both are seen; null for what
    /// it is not.
    /// </summary>
    private Vector3? Met(Actor main, Subject subject, Body body, int side)
    {
        if (!main.Body.Alive || main.Body.Element != Element.Ground || body.Element != Element.Ground
            || main.Carriage is not null || subject.Count > 4)
        {
            return null;
        }

        var aim = Opening(main.Subject).LastOrDefault(beat => IsAt(beat, subject));
        var back = aim is null && Opening(subject).FirstOrDefault(
            beat => beat.Toward == main.Subject.Id) is { } other && _speedOf(subject, other) is null ? other : null;
        if ((aim ?? back) is not { } met || (aim is not null && _speedOf(main.Subject, aim) is not null))
        {
            return null;
        }

        if (IsKnockedAt(subject, body) && body.Anchors.TryGetValue("door", out var door))
        {
            // The house to a side, its door before who knocks: he is seen from the side of it.
            var turned = Matrix4x4.CreateRotationY(Knocked * MathF.PI / 180);
            var middle = main.Start - Vector3.Transform(door with { Y = 0 } + new Vector3(0, 0, Knock), turned);
            return OnGround(middle, body);
        }

        if (met.Action == "jump" && IsPuddle(body))
        {
            // A step from its rim, a little nearer to the audience than who jumps in.
            return OnGround(main.Start + new Vector3(side * (body.Radius + main.Body.Radius), 0, 0.25f), body);
        }

        var apart = Apart(met.Action, main.Body, body);
        if (apart is not { } reach)
        {
            return null;
        }

        // Nearly across the picture; what is low a little nearer to the camera, what is tall a little farther.
        var turn = body.Height > main.Body.Height ? -0.35f : 0.18f;
        var way = Vector3.Normalize(new Vector3(side, 0, turn));
        var place = main.Start + (way * reach);
        return OnGround(place, body);
    }

    // Whose hands are at a candle are at the table that it stands on.
    private bool IsAt(Beat beat, Subject subject) => beat.Toward == subject.Id
        || (beat.Toward is { } name && _handwork.Contains(beat.Action) && beat.Action != "throw" && _scene.Subjects.Any(
            one => one.Id == name && one.Place is { Relation: Relation.On } place && place.To == subject.Id));

    private Vector3 OnGround(Vector3 place, Body body) =>
        place with { Y = _floor.HeightAt(place.X, place.Z, body.Element) };

    // What somebody's hands are at as the scene opens, where that has its place already: who works goes there.
    private Subject? WorkOf(Subject subject) => subject.Place is null && subject.Enters is null
        && Opening(subject)
            .FirstOrDefault(beat => _handwork.Contains(beat.Action) && beat.Toward is not null) is { Toward: { } name }
        && Fixed(name, subject) is { } work && !_bodyOf(work).Alive ? work : null;

    // A house at whose door the main subject knocks: it is where its door is before him.
    private bool IsKnockedAt(Subject subject, Body body) =>
        body is { Alive: false, Height: > 2.2f } && body.Anchors.ContainsKey("door") && subject.Place is null && subject.Count == 1
        && Main is { Carriage: null } main && main.Subject != subject
        && Opening(main.Subject).Any(beat => beat.Action == "knock" && beat.Toward == subject.Id);

    // That has its place, or stands on what has.
    private Subject? Fixed(string name, Subject asking) => _scene.Subjects.FirstOrDefault(one => one.Id == name && one != asking) switch
    {
        { Place.At: not null } found => found,
        { Place: { Relation: Relation.On, To: { } under } } found when under != name => Fixed(under, found),
        _ => null,
    };

    // Before it, at arm's length; at a table behind it, where the face is seen, unless that stands with its back to a
    // wall.
    private Vector3 AtWork(Subject subject, Body body, Vector2 spot, Body work, float facing)
    {
        var reach = Apart(Opening(subject).First(beat => _handwork.Contains(beat.Action)).Action, body, work)
            ?? (body.Radius + work.Depth);
        var (sin, cos) = MathF.SinCos(facing * MathF.PI / 180);
        var ahead = new Vector2(sin, cos);
        var behind = spot - (ahead * (reach + 0.1f));
        var place = work.Anchors.ContainsKey("top") && work.Height is > 0.5f and < 1.2f && _floor.IsFree(
            behind.X, behind.Y, body.Radius, Element.Ground) ? behind : spot + (ahead * (reach + 0.1f));
        return new Vector3(place.X, _floor.HeightAt(place.X, place.Y, body.Element), place.Y);
    }

    private static float? Apart(string action, Body who, Body other)
    {
        var near = other.Alive ? other.Radius : other.Depth;
        return action is "hug" ? (who.Radius + near) * 0.62f
            : action is "fight" ? who.Radius + near + (0.26f * who.Height)
            : action is "light" ? (who.Radius * 0.6f) + near
            : action is "throw" ? who.Radius + near + (1.4f * who.Height)
            : action is "climb" ? (other.Alive || other.Height < 1.5f ? null : who.Radius + 0.12f)
            : action is "shake_hands" or "give" or "receive" && other.Alive ? who.Radius + near + (0.2f * who.Height)
            : _handwork.Contains(action) ? (who.Radius
                * 0.7f) + near + (other.Height < who.Height * 0.4f ? 0.32f : 0.2f)
            : !_regard.Contains(action) ? null
            : other.Alive && other.Height < who.Height * 2 ? who.Radius + near + 0.7f
            : other.Height < 3 ? who.Radius + near + 1.2f
            : null;
    }

    // Things turn their front to who works on them, people face whom they have to do with.
    private float? MetHeading(Subject subject, Body body, Vector3 place)
    {
        if (subject == _scene.Subjects[0] || subject.Count > 1 || Main is not { } main)
        {
            return null;
        }

        var aim = Opening(main.Subject).FirstOrDefault(
            beat => IsAt(beat, subject) && Apart(beat.Action, main.Body, body) is not null);
        var back = Opening(subject).FirstOrDefault(
            beat => beat.Toward == main.Subject.Id && Apart(beat.Action, body, main.Body) is not null);
        var facesMain = subject.Place is { Relation: Relation.InFrontOf } before
            && before.To == main.Subject.Id && body.Alive;
        if ((aim is null && back is null && !facesMain)
            || (aim is not null && !body.Alive && !_handwork.Contains(aim.Action)))
        {
            return null;
        }

        if (IsKnockedAt(subject, body))
        {
            return Knocked;
        }

        var to = main.Start - place;
        return to.LengthSquared() < 0.01f ? null : MathF.Atan2(to.X, to.Z) * 180 / MathF.PI * (body.Alive
            && aim?.Action is not "hug" ? 0.88f : 1);
    }

    /// <summary>An actor that has to do with another and stays where it is turns to that one.</summary>
    private float? Turned(Actor actor)
    {
        if (!actor.Body.Alive || actor.Carriage is not null || actor.Subject.Place?.Facing is not null
            || SeatHeading(actor.Subject, actor.Body, actor.Start) is not null)
        {
            return null;
        }

        var beat = actor.Subject.Beats.Count > 0 ? actor.Subject.Beats[0] : null;
        var name = beat?.Toward ?? (actor.Subject.Place is { Relation: Relation.InFrontOf } before ? before.To : null);
        if (name is null || !_firstOf.TryGetValue(name, out var other) || _actors[other].Subject == actor.Subject
            || (beat?.Toward is not null && !_handwork.Contains(beat.Action) && !_regard.Contains(beat.Action)
                && !(beat.Action == "jump" && IsPuddle(_actors[other].Body))))
        {
            return null;
        }

        if (beat?.Toward is null && !_actors[other].Body.Alive)
        {
            return null;
        }

        var to = _actors[other].Start - actor.Start;
        var bearing = MathF.Atan2(to.X, to.Z) * 180 / MathF.PI;

        // Hands need the whole body; a look leaves the face some of its way to the audience.
        return to.LengthSquared() < 0.01f ? null
            : beat is not null && (_handwork.Contains(beat.Action) || beat.Action == "jump") ? bearing
            : bearing * 0.8f;
    }
}
