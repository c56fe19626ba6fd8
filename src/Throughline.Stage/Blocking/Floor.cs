using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Blocking;

/// <summary>The floor of a set while actors are placed on it: what is ground, what is water, what is taken.</summary>
internal sealed class Floor(SetModel set)
{
    private readonly List<Vector3> _taken = [.. set.Obstacles];

    /// <summary>The set.</summary>
    public SetModel Set => set;

    /// <summary>Height on which something of <paramref name="element"/> rests.</summary>
    public float HeightAt(float x, float z, Element element)
    {
        var ground = set.Ground.HeightAt(x, z);
        return element switch
        {
            Element.Water when set.Water is { } water => Math.Max(water.Level, ground),
            Element.Deep when set.Water is { } water => Math.Max(ground + 0.3f, water.Level - 1.2f),
            _ => ground,
        };
    }

    /// <summary>Whether the ground there lies under water.</summary>
    public bool IsWater(float x, float z) => set.Water is { } water
        && x >= water.From.X && x <= water.To.X && z >= water.From.Y && z <= water.To.Y
        && set.Ground.HeightAt(x, z) < water.Level - 0.05f;

    /// <summary>Whether a body may stand there.</summary>
    public bool IsFree(float x, float z, float radius, Element element)
    {
        var wet = IsWater(x, z);
        if (set.Water is not null
            && ((element == Element.Ground && wet) || (element is Element.Water or Element.Deep && !wet)))
        {
            return false;
        }

        if (element == Element.Ground && set.Ground.NormalAt(x, z).Y < 0.7f)
        {
            return false;
        }

        // Walls are no obstacles of their own: in a room one stands where cameras may.
        if (set.Indoors
            && (x < set.CameraLow.X || x > set.CameraHigh.X || z < set.CameraLow.Z || z > set.CameraHigh.Z))
        {
            return false;
        }

        foreach (var one in _taken)
        {
            var (dx, dz) = (x - one.X, z - one.Y);
            var apart = radius + one.Z;
            if ((dx * dx) + (dz * dz) < apart * apart)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The free place nearest to <paramref name="wish"/>, on rings about it; the wish itself when there is none.
    /// </summary>
    public Vector3 NearestFree(Vector3 wish, float radius, Element element)
    {
        const int Directions = 16;
        if (element == Element.Air || IsFree(wish.X, wish.Z, radius, element))
        {
            return OnFloor(wish, element);
        }

        for (var ring = 1; ring <= 60; ring++)
        {
            var reach = ring * Math.Max(0.35f, radius * 0.4f);
            for (var i = 0; i < Directions; i++)
            {
                // Behind and beside before in front, so that nobody is pushed into the lens.
                var turn = ((i + 1) / 2 * (i % 2 == 0 ? 1 : -1) * (MathF.Tau / Directions)) + MathF.PI;
                var (x, z) = (wish.X + (reach * MathF.Sin(turn)), wish.Z + (reach * MathF.Cos(turn)));
                if (IsFree(x, z, radius, element))
                {
                    return OnFloor(new Vector3(x, 0, z), element);
                }
            }
        }

        return OnFloor(wish, element);
    }

    /// <summary>Notes that a body stands there.</summary>
    public void Take(Vector3 place, float radius) => _taken.Add(new Vector3(place.X, place.Z, radius));

    private Vector3 OnFloor(Vector3 place, Element element) =>
        element == Element.Air ? place : place with { Y = HeightAt(place.X, place.Z, element) };
}
