using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>
/// A line to go along: smooth, measured, with the heading at every metre. Beyond its ends it runs straight on.
/// </summary>
internal sealed class Way
{
    private const int MostPoints = 6000;

    private readonly Vector3[] _places;
    private readonly float[] _headings;
    private readonly float _step;

    private Way(Vector3[] places, float[] headings, float step)
    {
        _places = places;
        _headings = headings;
        _step = step;
    }

    /// <summary>Metres.</summary>
    public float Length => _step * (_places.Length - 1);

    /// <summary>A way through points.</summary>
    /// <param name="points">At least two places, metres.</param>
    /// <param name="level">Whether heights do not count.</param>
    /// <param name="heading">Where the traveller faces when it sets off, degrees; null when it is under way.</param>
    /// <param name="turn">Metres within which it comes round to the way's own heading.</param>
    public static Way Of(IReadOnlyList<Vector3> points, bool level, float? heading, float turn)
    {
        var line = points.Select(point => level ? point with { Y = 0 } : point).ToList();
        for (var pass = 0; pass < 2 && line.Count > 2; pass++)
        {
            line = Cut(line);
        }

        var length = 0f;
        for (var i = 1; i < line.Count; i++)
        {
            length += Vector3.Distance(line[i - 1], line[i]);
        }

        var count = Math.Clamp((int)MathF.Ceiling(length / 0.05f), 2, MostPoints);
        var step = length / count;
        var places = new Vector3[count + 1];
        var (at, passed) = (0, 0f);
        for (var i = 0; i <= count; i++)
        {
            while (at < line.Count - 2 && passed + Vector3.Distance(line[at], line[at + 1]) < i * step)
            {
                passed += Vector3.Distance(line[at], line[at + 1]);
                at++;
            }

            var part = Math.Max(Vector3.Distance(line[at], line[at + 1]), 1e-6f);
            places[i] = Vector3.Lerp(line[at], line[at + 1], Math.Clamp(((i * step) - passed) / part, 0, 1));
        }

        var headings = Headings(places, Math.Max(1, (int)(0.25f / Math.Max(step, 1e-4f))));
        if (heading is { } start)
        {
            var off = Nearest(start - headings[0]);
            for (var i = 0; i <= count && i * step < turn; i++)
            {
                var share = 1 - (i * step / turn);
                headings[i] += off * share * share * (3 - (2 * share));
            }
        }

        return new Way(places, headings, step);
    }

    /// <summary>Turning on the spot as a way whose length is what the feet travel.</summary>
    public static Way Turn(Vector3 place, float from, float to, float radius)
    {
        const int Count = 32;
        var headings = new float[Count + 1];
        for (var i = 0; i <= Count; i++)
        {
            headings[i] = from + ((to - from) * i / Count);
        }

        var length = MathF.Abs(to - from) * MathF.PI / 180 * radius;
        return new Way([.. Enumerable.Repeat(place, Count + 1)], headings, Math.Max(length, 1e-3f) / Count);
    }

    /// <summary>Place and heading after some metres.</summary>
    public (Vector3 Place, float Heading) At(float metres)
    {
        var last = _places.Length - 1;
        if (metres <= 0)
        {
            return (_places[0] + (Direction(0, 1) * metres), _headings[0]);
        }

        if (metres >= Length)
        {
            return (_places[last] + (Direction(last - 1, last) * (metres - Length)), _headings[last]);
        }

        var at = metres / _step;
        var i = Math.Min((int)at, last - 1);
        var share = at - i;
        return (Vector3.Lerp(_places[i], _places[i + 1], share), _headings[i]
            + (share * (_headings[i + 1] - _headings[i])));
    }

    /// <summary>The angle between -180 and 180 that turns as far.</summary>
    public static float Nearest(float degrees) => degrees - (360 * MathF.Round(degrees / 360));

    private Vector3 Direction(int from, int to)
    {
        var way = _places[to] - _places[from];
        return way.LengthSquared() < 1e-12f ? Vector3.Zero : Vector3.Normalize(way);
    }

    // Chaikin 1974: corners cut at a quarter, ends kept.
    private static List<Vector3> Cut(List<Vector3> line)
    {
        var cut = new List<Vector3> { line[0] };
        for (var i = 0; i < line.Count - 1; i++)
        {
            cut.Add(Vector3.Lerp(line[i], line[i + 1], i == 0 ? 0.5f : 0.25f));
            cut.Add(Vector3.Lerp(line[i], line[i + 1], 0.75f));
        }

        cut.Add(line[^1]);
        return cut;
    }

    private static float[] Headings(Vector3[] places, int reach)
    {
        var headings = new float[places.Length];
        var before = 0f;
        for (var i = 0; i < places.Length; i++)
        {
            var way = places[Math.Min(i + reach, places.Length - 1)] - places[Math.Max(i - reach, 0)];
            var flat = (way.X * way.X) + (way.Z * way.Z);
            var heading = flat < 1e-10f ? before : MathF.Atan2(way.X, way.Z) * 180 / MathF.PI;
            headings[i] = i == 0 ? heading : before + Nearest(heading - before);
            before = headings[i];
        }

        return headings;
    }
}
