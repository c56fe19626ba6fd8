using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Forms along a curve or from cross-sections.</summary>
internal static class Sweeps
{
    /// <summary>A round rod along a line; a radius of 0 at an end makes a point.</summary>
    /// <param name="line">Places and, in W, the radius.</param>
    /// <param name="sides">Vertices about it.</param>
    /// <param name="round">Whether the ends are half balls.</param>
    /// <param name="flat">Height over width of the section.</param>
    public static Form Tube(Vector4[] line, int sides, bool round, float flat = 1)
    {
        var form = new Form();
        var places = new List<Vector4>(line);
        if (round)
        {
            AddEnds(places);
        }

        var rings = new List<int[]>();
        var along = Along(places, 0);
        var side = Vector3.Normalize(Vector3.Cross(MathF.Abs(along.Y) < 0.9f ? Vector3.UnitY : Vector3.UnitX, along));
        for (var i = 0; i < places.Count; i++)
        {
            along = Along(places, i);
            side = Vector3.Normalize(side - (along * Vector3.Dot(side, along)));
            var up = Vector3.Cross(along, side);
            var (centre, radius) = (new Vector3(places[i].X, places[i].Y, places[i].Z), places[i].W);
            rings.Add(
                radius < 1e-5f ? [form.Add(centre)] : Section(
                    form, centre, side * radius, up * (radius * flat), sides));
        }

        for (var i = 1; i < rings.Count; i++)
        {
            Solids.Join(form, rings[i - 1], rings[i]);
        }

        Close(form, rings[0], false);
        Close(form, rings[^1], true);
        return form.Crease(round ? 80 : 50);
    }

    /// <summary>
    /// A body along Z from rounded sections: each is place on Z, height of its middle, half width, half height and
    /// squareness (2 an ellipse, 4 a rounded box).
    /// </summary>
    public static Form Loft(float[][] sections, int sides)
    {
        var form = new Form();
        var rings = new List<int[]>();
        foreach (var section in sections)
        {
            var (z, y, wide, high) = (section[0], section[1], section[2], section[3]);
            var power = 2 / (section.Length > 4 ? section[4] : 2);
            if (wide < 1e-4f && high < 1e-4f)
            {
                rings.Add([form.Add(new(0, y, z))]);
                continue;
            }

            var ring = new int[sides];
            for (var i = 0; i < sides; i++)
            {
                var (sin, cos) = MathF.SinCos(2 * MathF.PI * (i + 0.5f) / sides);
                ring[i] = form.Add(new(wide * Bend(cos, power), y + (high * Bend(sin, power)), z));
            }

            rings.Add(ring);
        }

        for (var i = 1; i < rings.Count; i++)
        {
            Solids.Join(form, rings[i - 1], rings[i]);
        }

        Close(form, rings[0], false);
        Close(form, rings[^1], true);
        return form.Crease(50);
    }

    /// <summary>
    /// A boat's hull along Z, open above, with a thickness: each section is place on Z, half width at the rim, height
    /// of the keel, height of the rim, and fullness (1 a V, 2 round, 4 a box).
    /// </summary>
    public static Form Hull(float[][] sections, float thick, int sides)
    {
        var form = new Form();
        var outer = new List<int[]>();
        var inner = new List<int[]>();
        foreach (var section in sections)
        {
            outer.Add(HullSection(form, section, 0, sides));
            inner.Add(HullSection(form, section, thick, sides));
        }

        for (var i = 1; i < outer.Count; i++)
        {
            for (var j = 0; j < sides; j++)
            {
                form.Quad(outer[i - 1][j], outer[i - 1][j + 1], outer[i][j + 1], outer[i][j]);
                form.Quad(inner[i - 1][j + 1], inner[i - 1][j], inner[i][j], inner[i][j + 1]);
            }

            form.Quad(inner[i - 1][0], outer[i - 1][0], outer[i][0], inner[i][0]);
            form.Quad(outer[i - 1][sides], inner[i - 1][sides], inner[i][sides], outer[i][sides]);
        }

        for (var j = 0; j < sides; j++)
        {
            form.Quad(outer[0][j + 1], outer[0][j], inner[0][j], inner[0][j + 1]);
            form.Quad(outer[^1][j], outer[^1][j + 1], inner[^1][j + 1], inner[^1][j]);
        }

        return form.Crease(45);
    }

    // From the left rim over the keel to the right rim.
    private static int[] HullSection(Form form, float[] section, float inwards, int sides)
    {
        var (z, wide, keel, rim) = (section[0], section[1], section[2], section[3]);
        var power = 1 / (section.Length > 4 ? section[4] : 2);
        var ring = new int[sides + 1];
        var half = Math.Max(0, wide - inwards);
        var bottom = Math.Min(rim, keel + (2 * inwards));
        for (var j = 0; j <= sides; j++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI * j / sides);
            var x = -half * MathF.Sign(cos) * MathF.Pow(MathF.Abs(cos), power);
            ring[j] = form.Add(new(x, rim - ((rim - bottom) * MathF.Pow(Math.Max(0, sin), power)), z));
        }

        return ring;
    }

    private static void AddEnds(List<Vector4> places)
    {
        const int Steps = 3;
        var (first, second, last, before) = (places[0], places[1], places[^1], places[^2]);
        var start = Vector3.Normalize(new Vector3(first.X - second.X, first.Y - second.Y, first.Z - second.Z));
        var end = Vector3.Normalize(new Vector3(last.X - before.X, last.Y - before.Y, last.Z - before.Z));
        for (var i = 1; i <= Steps; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI / 2 * i / Steps);
            places.Insert(
                0,
                new(new Vector3(first.X, first.Y, first.Z) + (start * sin * first.W), i == Steps ? 0 : first.W * cos));
            places.Add(new(new Vector3(last.X, last.Y, last.Z) + (end * sin * last.W), i == Steps ? 0 : last.W * cos));
        }
    }

    private static Vector3 Along(List<Vector4> places, int at)
    {
        var way = places[Math.Min(places.Count - 1, at + 1)] - places[Math.Max(0, at - 1)];
        var direction = new Vector3(way.X, way.Y, way.Z);
        return direction.LengthSquared() < 1e-12f ? Vector3.UnitY : Vector3.Normalize(direction);
    }

    private static int[] Section(Form form, Vector3 centre, Vector3 side, Vector3 up, int sides)
    {
        var ring = new int[sides];
        for (var i = 0; i < sides; i++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * i / sides);
            ring[i] = form.Add(centre + (side * cos) + (up * sin));
        }

        return ring;
    }

    private static void Close(Form form, int[] ring, bool end)
    {
        if (ring.Length < 3)
        {
            return;
        }

        var middle = Vector3.Zero;
        foreach (var vertex in ring)
        {
            middle += form.Vertices[vertex].Place / ring.Length;
        }

        var centre = form.Add(middle);
        for (var i = 0; i < ring.Length; i++)
        {
            var next = ring[(i + 1) % ring.Length];
            form.Triangle(centre, end ? ring[i] : next, end ? next : ring[i]);
        }
    }

    private static float Bend(float value, float power) => MathF.Sign(value) * MathF.Pow(MathF.Abs(value), power);
}
