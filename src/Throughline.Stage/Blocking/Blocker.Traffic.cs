using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>What passes on a street besides whom the shot is about keeps its lane: one row each way, one behind the
/// other at one speed, so timed that nobody who crosses is met.</content>
public sealed partial class Blocker
{
    // From the middle of a street to the middle of a lane, and half of what a vehicle takes of one, metres.
    private const float Lane = 1.25f;
    private const float HalfWide = 1.2f;

    // Metres between one vehicle's tail and the next one's nose, and by which who walks is missed.
    private const float TailGap = 4;
    private const float Missed = 0.5f;

    private void Traffic()
    {
        if (!_floor.Set.Ways.TryGetValue("street", out var street) || street.Count < 2)
        {
            return;
        }

        var passing = Enumerable.Range(0, _actors.Count).Where(i => IsTraffic(_actors[i])).ToList();
        var points = Routes.Even(street);
        var nearest = Array.IndexOf(points, points.MinBy(point => Vector3.DistanceSquared(point, Vector3.Zero)));
        foreach (var side in new[] { 0, 1 })
        {
            var row = passing.Where((_, k) => k % 2 == side).ToList();
            if (row.Count > 0)
            {
                var way = side == 0 == (points[0].Z < points[^1].Z) ? points : [.. points.Reverse()];
                InLane(row, way, way == points ? nearest : points.Length - 1 - nearest);
            }
        }
    }

    private bool IsTraffic(Actor actor) =>
        actor is { SubjectNumber: > 1, Carriage: null, Body: { Alive: false, Element: Element.Ground, Height: > 1 } }
        && actor.Subject is { Place: null, Beats: [{ Toward: null, From: null or 0, Course: Course.To } beat] }
        && _speedOf(actor.Subject, beat) is not null && actor.Beats is [{ Way.Count: > 1 }];

    // A row of vehicles: the first is half way past the mark in the middle of the shot, and the row is moved back or
    // on as a whole until it meets nobody.
    private void InLane(List<int> row, Vector3[] middle, int mark)
    {
        var speed = row.Min(i => _speedOf(_actors[i].Subject, _actors[i].Beats[0].Beat)!.Value * _actors[i].Beats[0].Beat.Pace);
        var seconds = (float)_scene.Seconds;
        var back = new float[row.Count];
        for (var k = 1; k < row.Count; k++)
        {
            back[k] = back[k - 1] + _actors[row[k - 1]].Body.Depth + _actors[row[k]].Body.Depth + TailGap;
        }

        var start = (mark * Routes.Step) - (speed * seconds / 2);
        var shift = Enumerable.Range(0, 81).Select(i => (i + 1) / 2 * (i % 2 == 0 ? 1f : -1f))
            .FirstOrDefault(by => row.Select((actor, k) => (actor, k)).All(
                one => Misses(_actors[one.actor], middle, start + by - back[one.k], speed)));
        for (var k = 0; k < row.Count; k++)
        {
            var (actor, from) = (_actors[row[k]], start + shift - back[k]);
            var beat = actor.Beats[0];
            var steps = Math.Max((int)(speed * (beat.To - beat.From) / Routes.Step), 2);
            var way = Enumerable.Range(0, steps + 1).Select(i => InLane(middle, from + (i * Routes.Step))).ToArray();
            var ahead = way[1] - way[0];
            _actors[row[k]] = actor with
            {
                Start = way[0],
                Heading = MathF.Atan2(ahead.X, ahead.Z) * 180 / MathF.PI,
                Beats = [beat with { Way = way }],
            };
        }
    }

    private bool Misses(Actor vehicle, Vector3[] middle, float from, float speed)
    {
        for (var time = 0f; time <= (float)_scene.Seconds; time += 0.25f)
        {
            var metres = from + (speed * time);
            var (place, front) = (InLane(middle, metres), InLane(middle, metres + 0.5f));
            var ahead = Vector3.Normalize((front - place) with { Y = 0 });
            foreach (var other in _actors)
            {
                if (other.Body.Element != Element.Ground || other.Carriage is not null || IsTraffic(other))
                {
                    continue;
                }

                var off = PlaceAt(other, time) - place;
                var (along, across) = (Vector3.Dot(off, ahead), (off.X * ahead.Z) - (off.Z * ahead.X));
                var size = Math.Min(other.Body.Radius, other.Body.Alive ? 0.6f : 4) + Missed;
                if (MathF.Abs(across) < HalfWide + size && MathF.Abs(along) < vehicle.Body.Depth + size)
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Where somebody is at a time, going evenly.
    private Vector3 PlaceAt(Actor actor, float time)
    {
        var place = actor.Start;
        foreach (var beat in actor.Beats.Where(beat => beat.Way.Count > 1 && beat.From <= time))
        {
            var speed = (_speedOf(actor.Subject, beat.Beat) ?? 1) * beat.Beat.Pace;
            var metres = (float)(Math.Min(time, beat.To) - beat.From) * speed;
            place = beat.Way[Math.Clamp((int)MathF.Round(metres / Routes.Step), 0, beat.Way.Count - 1)];
        }

        return place;
    }

    // A place so far along the middle of a street, to the right of it as one drives; beyond its ends straight on.
    private Vector3 InLane(Vector3[] middle, float metres)
    {
        var at = Math.Clamp((int)MathF.Floor(metres / Routes.Step), 0, middle.Length - 2);
        var ahead = Vector3.Normalize((middle[at + 1] - middle[at]) with { Y = 0 });
        var place = middle[at] + (ahead * (metres - (at * Routes.Step))) + (new Vector3(-ahead.Z, 0, ahead.X) * Lane);
        return place with { Y = _floor.HeightAt(place.X, place.Z, Element.Ground) };
    }
}
