using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Who sits about a fire, who drinks from a river, who jumps into a puddle: where they are is decided by what
/// they have come to.</content>
public sealed partial class Blocker
{
    // Where one, two, three sit on one side of a fire, degrees from behind it: so that nobody is hidden by it or by
    // another, and nobody turns the back to the audience.
    private static readonly float[][] _ring = [[64], [40, 88], [26, 54, 92]];

    // From the rim of a fire to who sits at it, metres, and how much more there is for each neighbour.
    private const float Warm = 0.35f, Elbow = 0.4f;

    // How an animal that drinks is turned, degrees: in profile first, then as the bank allows.
    private static readonly float[] _drinking =
        [-100, 100, -80, 80, -120, 120, -60, 60, -140, 140, -40, 40, 160, 180, 0];

    /// <summary>Whether somebody jumps into it: water that lies on the ground.</summary>
    internal static bool IsPuddle(Body body) => body is { Alive: false, IsWet: true, Height: < 0.1f };

    // What several sit, stand or talk about: a fire, a well.
    private Subject? HearthOf(Subject subject)
    {
        if (subject.Enters is not null || subject.Place is { Relation: not (Relation.Around or Relation.Beside or Relation.Near) }
            || _bodyOf(subject) is not { Alive: true, Head: null, Element: Element.Ground }
            || subject.Beats.Any(beat => _speedOf(subject, beat) is not null))
        {
            return null;
        }

        var name = subject.Place?.To ?? Opening(subject)
            .FirstOrDefault(beat => _regard.Contains(beat.Action) && beat.Toward is not null)?.Toward;
        return _scene.Subjects.FirstOrDefault(one => one.Id == name) is { Count: 1 } hearth && hearth != subject
            && _bodyOf(hearth) is { Alive: false, Element: Element.Ground, Height: < 1.6f, Radius: > 0.3f and < 1.5f } body
            && !body.Anchors.ContainsKey("seat") ? hearth : null;
    }

    // Where one of several sits about what they have come to; null for who is alone there.
    private (Vector3 Place, float Heading)? Gathered(Subject subject, Body body, int number)
    {
        if (HearthOf(subject) is not { } hearth || !_firstOf.TryGetValue(hearth.Id, out var first))
        {
            return null;
        }

        var all = _scene.Subjects.Where(one => HearthOf(one) == hearth).ToList();
        var mine = all.TakeWhile(one => one != subject).Sum(one => one.Count) + number;
        var count = all.Sum(one => one.Count);
        if (count is < 2 or > 6)
        {
            return null;
        }

        // By turns to the left and to the right.
        var side = _ring[((count + 1 - (mine % 2)) / 2) - 1];
        var turn = (mine % 2 == 0 ? -1 : 1) * side[mine / 2];
        var centre = _actors[first];
        var (sin, cos) = MathF.SinCos(turn * MathF.PI / 180);
        var place = centre.Start + (new Vector3(sin, 0, -cos) * (centre.Body.Radius + body.Radius + Warm + (Elbow * (side.Length - 1))));
        return (OnGround(place, body), -turn);
    }

    /// <summary>
    /// Where an animal stands that drinks from the set's own water, its feet dry and its mouth above the water; null for
    /// who drinks nothing or finds no bank.
    /// </summary>
    private (Vector3 Place, float Heading)? AtBank(Subject subject, Body body)
    {
        if (body is not { Alive: true, Head: not null, Element: Element.Ground } || _floor.Set.Water is null
            || subject.Place is not null || subject.Enters is not null
            || Opening(subject).FirstOrDefault() is not { Action: "drink" } drink
            || (drink.Toward is { } name && _scene.Subjects.Any(one => one.Id == name)))
        {
            return null;
        }

        (Vector3, float)? best = null;
        var least = float.MaxValue;
        for (var degrees = -60; degrees <= 60; degrees += 12)
        {
            var way = -Ahead(-degrees);
            for (var reach = 0f; reach < 30; reach += 0.3f)
            {
                var place = way * reach;
                if (_floor.IsWater(place.X, place.Z))
                {
                    break;
                }

                for (var i = 0; i < _drinking.Length; i++)
                {
                    var ahead = Ahead(_drinking[i]);
                    var (mouth, toes) = (place + (ahead * body.Radius * 0.85f), place + (ahead * body.Radius * 0.5f));

                    // Where the bank is steep, who stands across it is head over heels in the water.
                    var steep = MathF.Abs(GroundAt(toes) - GroundAt(place - (ahead * body.Radius * 0.6f))) / body.Radius;
                    var cost = (reach * (1 + (MathF.Abs(degrees) / 45f))) + (0.5f * i) + (40 * Math.Max(steep - 0.1f, 0));
                    if (cost < least && _floor.IsWater(mouth.X, mouth.Z) && !_floor.IsWater(toes.X, toes.Z))
                    {
                        (best, least) = ((OnGround(place, body), _drinking[i]), cost);
                    }
                }
            }
        }

        return best;
    }

    // Up a ladder's rungs on the side of its foot, as high as hands still have something to hold; empty for what has
    // none.
    private Vector3[] UpLadder(Beat beat, int? target, Actor actor)
    {
        // How far before its rungs one climbs, and how high the feet are on the first, metres.
        const float Off = 0.2f, First = 0.3f;
        if (beat.Action != "climb" || target is not { } number || _actors[number] is not { Body.Alive: false } ladder
            || !ladder.Body.Anchors.TryGetValue("foot", out var foot) || !ladder.Body.Anchors.TryGetValue("top", out var top))
        {
            return [];
        }

        var turn = Matrix4x4.CreateRotationY(ladder.Heading * MathF.PI / 180);
        Vector3 At(float height) => ladder.Start + Vector3.Transform(
            Vector3.Lerp(foot, top, height / top.Y) + new Vector3(0, 0, Off), turn);
        var most = Math.Max(top.Y - (0.95f * actor.Body.Height), First + 0.3f);
        return [At(First), At(most)];
    }

    private float GroundAt(Vector3 place) => _floor.HeightAt(place.X, place.Z, Element.Ground);

    // How long a jump takes from the run up to the run on.
    private const double JumpSeconds = 1.2;

    // From the rim of a puddle into its middle.
    private Vector3[] IntoPuddle(Beat beat, Actor actor, Vector3 place, int? target) =>
        beat.Action == "jump" && target is { } number && IsPuddle(_actors[number].Body)
            && Vector3.Distance(place, _actors[number].Start) is > 0.2f and < 4 && actor.Body.Element == Element.Ground
            ? [place, _actors[number].Start with { Y = place.Y }]
            : [];

    // What somebody on the ground jumps over: a fence, a log; null for what nobody gets over, or who does nothing else.
    private Actor? BarOf(Actor actor)
    {
        if (actor is not { Carriage: null, Body: { Alive: true, Element: Element.Ground } }
            || actor.Subject is not { Count: 1, Beats: [{ Action: "jump", From: null or 0 } beat] }
            || actor.Subject.Place?.At is not null || beat.Course is not (Course.Through or Course.Along)
            || beat.Toward is not { } name
            || !_firstOf.TryGetValue(name, out var number))
        {
            return null;
        }

        var bar = _actors[number];
        return bar is { Body: { Alive: false, Element: Element.Ground, IsWet: false }, Carriage: null, Beats.Count: 0 }
            && bar.Body.Height > 0.15f && bar.Body.Height < actor.Body.Height ? bar : null;
    }

    // Runs up to it, jumps over it and runs on; the middle of the jump is over its middle.
    private Actor Over(Actor actor, Actor bar)
    {
        var (own, seconds) = (actor.Subject.Beats[0], (double)_scene.Seconds);
        var run = own with { Action = "run", Toward = null, Course = Course.To };
        var speed = (_speedOf(actor.Subject, run) ?? 3) * run.Pace;
        var turn = Matrix4x4.CreateRotationY(bar.Heading * MathF.PI / 180);
        var across = Vector3.Transform(Vector3.UnitZ, turn);
        across *= Vector3.Dot(actor.Start - bar.Start, across) > 0 ? -1 : 1;
        var half = actor.Body.Radius + bar.Body.Depth + 0.25f;
        var (off, down) = (bar.Start - (across * half), bar.Start + (across * half));
        var (up, landed) = ((0.5 * seconds) - (JumpSeconds / 2), (0.5 * seconds) + (JumpSeconds / 2));
        if (up < 0.3)
        {
            return actor;
        }

        var before = _routes.Walk(off - (across * (float)(speed * up)), off, actor.Body);
        var after = _routes.Walk(down, down + (across * (float)(speed * up)), actor.Body);
        return actor with
        {
            Start = before[0],
            Heading = MathF.Atan2(across.X, across.Z) * 180 / MathF.PI,
            Beats =
            [
                new BlockedBeat { Beat = run, From = 0, To = up, Way = before },
                new BlockedBeat { Beat = own, From = up, To = landed, Way = [before[^1], after[0]] },
                new BlockedBeat { Beat = run, From = landed, To = seconds, Way = after },
            ],
        };
    }
}
