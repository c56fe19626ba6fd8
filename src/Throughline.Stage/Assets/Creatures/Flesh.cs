using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// A smooth union of bodies as a field: below 0 inside. Neighbours melt into each other by a quadratic blend.
/// Source: the polynomial smooth minimum, I. Quilez 2013.
/// </summary>
internal sealed class Flesh
{
    private readonly List<FleshBody> _bodies = [];
    private readonly List<FleshBody> _carved = [];

    /// <summary>The bodies that add.</summary>
    public IReadOnlyList<FleshBody> Bodies => _bodies;

    /// <summary>The bodies that are cut out.</summary>
    public IReadOnlyList<FleshBody> Carved => _carved;

    /// <summary>Adds bodies.</summary>
    public void Add(params ReadOnlySpan<FleshBody> bodies)
    {
        foreach (var body in bodies)
        {
            (body.Carve ? _carved : _bodies).Add(body);
        }
    }

    /// <summary>Distance to the surface, metres; too small a figure far away.</summary>
    public float Distance(Vector3 point) => Distance(point, _bodies, _carved);

    /// <summary>The same over a choice of bodies.</summary>
    public static float Distance(Vector3 point, List<FleshBody> bodies, List<FleshBody> carved)
    {
        var distance = float.MaxValue;
        foreach (var body in bodies)
        {
            var other = body.Distance(point);
            var melt = Math.Max(body.Blend - Math.Abs(distance - other), 0);
            distance = Math.Min(distance, other) - (melt > 0 ? melt * melt / (4 * body.Blend) : 0);
        }

        foreach (var body in carved)
        {
            var other = -body.Distance(point);
            var melt = Math.Max(body.Blend - Math.Abs(distance - other), 0);
            distance = Math.Max(distance, other) + (melt > 0 ? melt * melt / (4 * body.Blend) : 0);
        }

        return distance;
    }

    /// <summary>Direction in which the distance grows fastest, not of unit length.</summary>
    public static Vector3 Slope(Vector3 point, float step, List<FleshBody> bodies, List<FleshBody> carved) => new Vector3(
        Distance(point + new Vector3(step, 0, 0), bodies, carved) - Distance(
            point - new Vector3(step, 0, 0), bodies, carved),
        Distance(point + new Vector3(0, step, 0), bodies, carved) - Distance(
            point - new Vector3(0, step, 0), bodies, carved),
        Distance(point + new Vector3(0, 0, step), bodies, carved)
            - Distance(point - new Vector3(0, 0, step), bodies, carved)) / (2 * step);

    /// <summary>
    /// Where a ray from outside first meets the surface, or null within <paramref name="reach"/> metres.
    /// </summary>
    public Vector3? Meet(Vector3 from, Vector3 direction, float reach)
    {
        var way = 0f;
        for (var i = 0; i < 96 && way < reach; i++)
        {
            var distance = Distance(from + (direction * way));
            if (distance < 1e-4f)
            {
                return from + (direction * way);
            }

            way += distance * 0.8f;
        }

        return null;
    }

    /// <summary>Unit normal of the field at a point.</summary>
    public Vector3 NormalAt(Vector3 point, float step) => Vector3.Normalize(Slope(point, step, _bodies, _carved));
}
