using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Who goes along with whom: a girl and her dog, three riders, two who walk side by side.</content>
public sealed partial class Blocker
{
    private Vector3[] _marks = [];

    // One of several, or one placed beside somebody, who is to do the same: that one leads. Flocks in the air go as
    // they like.
    private int? LeaderOf(Actor actor, int index)
    {
        if (actor.Body.Element is not (Element.Ground or Element.Water) || actor.Subject.Place?.At is not null
            || PairBeat(actor.Subject, actor.Body) is not null)
        {
            return null;
        }

        for (var i = 0; i < index; i++)
        {
            var other = _actors[i];
            var together = other.SubjectNumber == actor.SubjectNumber
                || IsBeside(actor.Subject, other.Subject) || IsBeside(other.Subject, actor.Subject)
                || (actor.Subject.Place is null && other.SubjectNumber == 1 && DoSame(actor.Subject, other.Subject));
            if (together && other.Number == 0 && other.Carriage is null && other.Body.Element == actor.Body.Element
                && SameWay(actor.Subject, other.Subject))
            {
                return i;
            }
        }

        return null;
    }

    // Who chases somebody that moves goes the same way, a few lengths behind; null for who does not.
    private Actor? After(Actor actor)
    {
        if (actor.Carriage is not null || actor.Subject.Place?.At is not null
            || actor.Subject.Beats is not [{ Action: "chase", Toward: { } name, From: null or 0 } own]
            || !_firstOf.TryGetValue(name, out var first) || _actors[first].Body.Element != actor.Body.Element
            || _actors[first] is not { Beats: [{ Way.Count: > 1, From: 0 } led, ..] } prey)
        {
            return null;
        }

        var gap = (2 * Math.Max(prey.Body.Radius, 0.15f)) + (2 * actor.Body.Radius) + (0.9f * actor.Number);
        var back = Vector3.Normalize((led.Way[0] - led.Way[1]) with { Y = 0 });
        var behind = Math.Max((int)MathF.Ceiling(gap / Routes.Step), 1);
        var way = Enumerable.Range(0, behind).Select(i => led.Way[0] + (back * ((behind - i) * Routes.Step)))
            .Concat(led.Way).Take(Math.Max(led.Way.Count, 2)).ToArray();
        var settled = _routes.Settle(way, actor.Body);
        return actor with
        {
            Start = settled[0],
            Heading = MathF.Atan2(-back.X, -back.Z) * 180 / MathF.PI,
            Beats = [
                led with
                {
                    Beat = own with { Pace = own.Pace * Slowed(actor.Subject, own, prey.Subject, led.Beat) },
                    Way = settled,
                    Over = [],
                    Target = null,
                    TargetActor = first,
                }
            ],
        };
    }

    private static bool IsBeside(Subject one, Subject other) =>
        one.Place is { Relation: Relation.Beside or Relation.Near or Relation.Behind or Relation.InFrontOf } place
            && place.To == other.Id;

    private bool SameWay(Subject one, Subject other) => one.Beats.Count == other.Beats.Count && one.Beats.Zip(other.Beats).All(pair =>
        pair.First.Toward == pair.Second.Toward
            && pair.First.Course == pair.Second.Course && pair.First.Course != Course.Around
        && _speedOf(one, pair.First) is null == _speedOf(other, pair.Second) is null);

    private static bool DoSame(Subject one, Subject other) =>
        one.Beats.Select(beat => beat.Action).SequenceEqual(
            other.Beats.Select(beat => beat.Action), StringComparer.Ordinal);

    // The leader's way, as far beside it as their marks are apart, at the leader's speed.
    private Actor Along(Actor actor, int index, int leader)
    {
        var lead = _actors[leader];
        var apart = Abreast(lead, actor, _marks[index] - _marks[leader]);
        var beats = lead.Beats.Zip(actor.Subject.Beats, (led, own) => led with
        {
            Beat = own with { Pace = own.Pace * Slowed(actor.Subject, own, lead.Subject, led.Beat) },
            Way = led.Way.Count > 1 ? _routes.Settle([.. led.Way.Select(place => place + apart)], actor.Body) : [],
        }).ToList();
        if (beats.Count == 0 || beats[0].Way.Count < 2)
        {
            return actor with { Beats = beats };
        }

        var ahead = beats[0].Way[1] - beats[0].Way[0];
        return actor with
        {
            Beats = beats,
            Start = beats[0].Way[0],
            Heading = MathF.Atan2(ahead.X, ahead.Z) * 180 / MathF.PI,
        };
    }

    // Two go side by side, not one after the other: the second is farther from the audience.
    private static Vector3 Abreast(Actor lead, Actor actor, Vector3 apart)
    {
        if (actor.Subject.Count > 2 || lead.Subject.Count > 2
            || lead.Beats.FirstOrDefault(beat => beat.Way.Count > 1) is not { } first)
        {
            return apart;
        }

        var way = Vector3.Normalize((first.Way[^1] - first.Way[0]) with { Y = 0 });
        var across = new Vector3(way.Z, 0, -way.X);
        across *= MathF.Abs(across.Z) < 0.3f ? MathF.Sign(Vector3.Dot(across, apart) + 1e-4f) : -MathF.Sign(across.Z);
        var gap = Math.Max(lead.Body.Radius, actor.Body.Radius) + 0.35f;
        return (across * gap) + (way * Math.Clamp(Vector3.Dot(apart, way), -0.3f * gap, 0.3f * gap));
    }

    private float Slowed(Subject one, Beat own, Subject other, Beat led) =>
        _speedOf(one, own) is { } speed && _speedOf(other, led) is { } wanted ? wanted * led.Pace / Math.Max(
            speed * own.Pace, 0.05f) : 1;
}
