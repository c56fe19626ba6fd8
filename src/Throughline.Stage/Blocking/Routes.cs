using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Blocking;

/// <summary>
/// The ways actors go: lines of places on the floor, about half a metre apart, that keep clear of obstacles.
/// </summary>
internal sealed class Routes(Floor floor)
{
    /// <summary>Metres between the places of a way.</summary>
    public const float Step = 0.5f;

    private const float Clearance = 0.15f;

    /// <summary>A straight way of <paramref name="length"/> metres from <paramref name="start"/>.</summary>
    public Vector3[] Straight(Vector3 start, Vector3 direction, float length, Body body)
    {
        var flat = Vector3.Normalize(
            (direction with { Y = body.Element == Element.Air ? direction.Y : 0 }) + new Vector3(0, 0, 1e-6f));
        return Walk(start, start + (flat * length), body);
    }

    /// <summary>A straight way between two places.</summary>
    public Vector3[] Walk(Vector3 start, Vector3 end, Body body)
    {
        var count = Math.Clamp((int)MathF.Ceiling(Vector3.Distance(start, end) / Step), 1, 2000);
        var way = new Vector3[count + 1];
        for (var i = 0; i <= count; i++)
        {
            way[i] = Vector3.Lerp(start, end, i / (float)count);
        }

        return Settle(way, body);
    }

    /// <summary>A way of <paramref name="length"/> metres along a line of the set.</summary>
    /// <param name="line">The line.</param>
    /// <param name="length">Metres.</param>
    /// <param name="place">Where it begins or, when <paramref name="centred"/>, where half of it is done; the nearest
    /// point of the line is taken.</param>
    /// <param name="centred">Whether <paramref name="place"/> is its middle.</param>
    /// <param name="heading">Which way it goes: the direction of the line that agrees better.</param>
    /// <param name="body">Who goes.</param>
    public Vector3[] Along(
        IReadOnlyList<Vector3> line, float length, Vector3 place, bool centred, Vector3 heading, Body body)
    {
        var points = Even(line);
        var nearest = Nearest(points, place);
        if (Vector3.Dot(points[Math.Min(nearest + 1, points.Length - 1)] - points[Math.Max(nearest - 1, 0)], heading) < 0)
        {
            Array.Reverse(points);
            nearest = points.Length - 1 - nearest;
        }

        var steps = Math.Clamp((int)(length / Step), 1, points.Length - 1);
        var first = Math.Clamp(centred ? nearest - (steps / 2) : nearest, 0, points.Length - 1 - steps);
        var way = points[first..(first + steps + 1)];
        if (!centred)
        {
            way = [place, .. way.SkipWhile(point => Flat(point - place) < Step * Step)];
        }

        return way.Length < 2 ? [] : Settle(way, body);
    }

    /// <summary>
    /// An arc of <paramref name="length"/> metres about <paramref name="centre"/>, anticlockwise seen from above when
    /// positive.
    /// </summary>
    public Vector3[] Around(Vector3 centre, float radius, float startDegrees, float length, Body body)
    {
        var count = Math.Clamp((int)MathF.Ceiling(MathF.Abs(length) / Step), 2, 2000);
        var way = new Vector3[count + 1];
        for (var i = 0; i <= count; i++)
        {
            var turn = (startDegrees * MathF.PI / 180) + (length / radius * i / count);
            way[i] = centre + new Vector3(radius * MathF.Sin(turn), 0, radius * MathF.Cos(turn));
        }

        return Settle(way, body);
    }

    private static int Nearest(Vector3[] points, Vector3 place)
    {
        var nearest = 0;
        for (var i = 1; i < points.Length; i++)
        {
            if (Flat(points[i] - place) < Flat(points[nearest] - place))
            {
                nearest = i;
            }
        }

        return nearest;
    }

    private static float Flat(Vector3 way) => (way.X * way.X) + (way.Z * way.Z);

    /// <summary>A line anew, with places <see cref="Step"/> apart.</summary>
    public static Vector3[] Even(IReadOnlyList<Vector3> line)
    {
        var points = new List<Vector3> { line[0] };
        for (var i = 1; i < line.Count; i++)
        {
            var (from, to) = (line[i - 1], line[i]);
            var parts = Math.Clamp((int)MathF.Ceiling(Vector3.Distance(from, to) / Step), 1, 2000);
            for (var part = 1; part <= parts; part++)
            {
                points.Add(Vector3.Lerp(from, to, part / (float)parts));
            }
        }

        return [.. points];
    }

    /// <summary>
    /// A way out of obstacles, then smooth, then on the floor, in place. What lives in the air keeps its height.
    /// </summary>
    public Vector3[] Settle(Vector3[] way, Body body)
    {
        if (body.Element == Element.Air)
        {
            return way;
        }

        for (var i = 0; i < way.Length; i++)
        {
            way[i] = Clear(way[i], body);
        }

        for (var pass = 0; pass < 3; pass++)
        {
            var before = way[0];
            for (var i = 1; i < way.Length - 1; i++)
            {
                var here = way[i];
                way[i] = Clear((before + here + here + way[i + 1]) / 4, body);
                before = here;
            }
        }

        for (var i = 0; i < way.Length; i++)
        {
            way[i].Y = floor.HeightAt(way[i].X, way[i].Z, body.Element);
        }

        return body.Element is Element.Water or Element.Deep ? Afloat(way) : way;
    }

    // What swims or floats goes no farther than the water does: the longest part of the way that is wet.
    private Vector3[] Afloat(Vector3[] way)
    {
        if (floor.Set.Water is null)
        {
            return way;
        }

        var (best, from) = (0..0, 0);
        for (var i = 0; i <= way.Length; i++)
        {
            if (i < way.Length && floor.IsWater(way[i].X, way[i].Z))
            {
                continue;
            }

            best = i - from > best.End.Value - best.Start.Value ? from..i : best;
            from = i + 1;
        }

        return best.End.Value - best.Start.Value >= 2 ? way[best] : way;
    }

    private Vector3 Clear(Vector3 place, Body body)
    {
        foreach (var one in floor.Set.Obstacles)
        {
            var (dx, dz) = (place.X - one.X, place.Z - one.Y);
            var apart = MathF.Sqrt((dx * dx) + (dz * dz));
            var wanted = Math.Min(body.Radius, 0.6f) + one.Z + Clearance;
            if (apart < wanted)
            {
                var (ux, uz) = apart > 1e-3f ? (dx / apart, dz / apart) : (0f, 1f);
                place = place with { X = one.X + (ux * wanted), Z = one.Y + (uz * wanted) };
            }
        }

        return place;
    }
}
