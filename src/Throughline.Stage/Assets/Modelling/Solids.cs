using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Forms with straight or turned sides. Unless said otherwise they stand on the origin.</summary>
internal static class Solids
{
    /// <summary>A box; <paramref name="bevel"/> breaks its edges.</summary>
    public static Form Box(Vector3 size, float bevel)
    {
        var form = new Form();
        var half = size / 2;
        bevel = Math.Clamp(bevel, 0, 0.45f * Math.Min(size.X, Math.Min(size.Y, size.Z)));
        if (bevel <= 0)
        {
            Span<int> eight = stackalloc int[8];
            for (var i = 0; i < 8; i++)
            {
                eight[i] = form.Add(
                    new((i & 1) == 0 ? -half.X : half.X, (i & 2) == 0 ? 0 : size.Y, (i & 4) == 0 ? -half.Z : half.Z));
            }

            form.Quad(eight[4], eight[5], eight[7], eight[6]);
            form.Quad(eight[1], eight[0], eight[2], eight[3]);
            form.Quad(eight[5], eight[1], eight[3], eight[7]);
            form.Quad(eight[0], eight[4], eight[6], eight[2]);
            form.Quad(eight[6], eight[7], eight[3], eight[2]);
            form.Quad(eight[0], eight[1], eight[5], eight[4]);
            return form;
        }

        // Each corner has three vertices, one for each face: index = 3 × corner + axis.
        for (var i = 0; i < 8; i++)
        {
            var sign = new Vector3((i & 1) == 0 ? -1 : 1, (i & 2) == 0 ? -1 : 1, (i & 4) == 0 ? -1 : 1);
            for (var axis = 0; axis < 3; axis++)
            {
                var inset = new Vector3(bevel);
                inset[axis] = 0;
                form.Add((sign * (half - inset)) + new Vector3(0, half.Y, 0));
            }
        }

        for (var axis = 0; axis < 3; axis++)
        {
            var (u, v) = (1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3));
            for (var side = 0; side < 2; side++)
            {
                var corner = side << axis;
                var (a, b, c,
                    d) = (At(corner, axis), At(corner | u, axis), At(corner | u | v, axis), At(corner | v, axis));
                if (side == 1)
                {
                    form.Quad(a, b, c, d);
                }
                else
                {
                    form.Quad(d, c, b, a);
                }
            }

            // The edges along this axis, between the faces of the two other axes.
            var (first, second) = ((axis + 1) % 3, (axis + 2) % 3);
            for (var edge = 0; edge < 4; edge++)
            {
                var corner = ((edge & 1) << first) | ((edge >> 1) << second);
                var (low, high) = (corner, corner | (1 << axis));
                var outwards = ((edge & 1) == 1) == ((edge >> 1) == 1);
                var (a, b, c, d) = (At(low, first), At(low, second), At(high, second), At(high, first));
                if (outwards)
                {
                    form.Quad(a, b, c, d);
                }
                else
                {
                    form.Quad(d, c, b, a);
                }
            }
        }

        for (var i = 0; i < 8; i++)
        {
            var positive = int.PopCount(i) % 2 == 1;
            form.Triangle(At(i, 0), At(i, positive ? 1 : 2), At(i, positive ? 2 : 1));
        }

        return form.Crease(60);

        static int At(int corner, int axis) => (3 * corner) + axis;
    }

    /// <summary>
    /// A profile of radius and height turned about Y, from the bottom up; ends of some radius are closed, but for a
    /// profile that ends where it began: a ring.
    /// </summary>
    public static Form Lathe(ReadOnlySpan<Vector2> profile, int segments)
    {
        var form = new Form();
        var rings = new int[profile.Length][];
        for (var i = 0; i < profile.Length; i++)
        {
            rings[i] = Ring(form, profile[i].X, profile[i].Y, segments);
            if (i > 0)
            {
                Join(form, rings[i - 1], rings[i]);
            }
        }

        if (profile[0] != profile[^1])
        {
            Cap(form, rings[0], profile[0].Y, false);
            Cap(form, rings[^1], profile[^1].Y, true);
        }

        return form.Crease(40);
    }

    /// <summary>A ball or ellipsoid about the origin.</summary>
    public static Form Ball(Vector3 radius, int segments)
    {
        var rings = Math.Max(3, segments / 2);
        Span<Vector2> profile = stackalloc Vector2[rings + 1];
        for (var i = 0; i <= rings; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI * i / rings);
            profile[i] = new(i == 0 || i == rings ? 0 : sin, -cos);
        }

        var form = Lathe(profile, segments).Crease(180);
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place *= radius;
        }

        return form;
    }

    /// <summary>A ring about Y, centred on the origin.</summary>
    public static Form Torus(float radius, float thickness, int segments, int sides)
    {
        var form = new Form();
        for (var i = 0; i < segments; i++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * i / segments);
            for (var j = 0; j < sides; j++)
            {
                var (up, outwards) = MathF.SinCos(2 * MathF.PI * j / sides);
                var reach = radius + (thickness * outwards);
                form.Add(new(cos * reach, thickness * up, sin * reach));
            }
        }

        for (var i = 0; i < segments; i++)
        {
            for (var j = 0; j < sides; j++)
            {
                var (next, over) = ((i + 1) % segments, (j + 1) % sides);
                form.Quad((i * sides) + j, (i * sides) + over, (next * sides) + over, (next * sides) + j);
            }
        }

        return form.Crease(80);
    }

    /// <summary>
    /// An outline pushed from -depth/2 to depth/2 along Z; <paramref name="bevel"/> breaks the edges of both faces.
    /// </summary>
    public static Form Extrude(Vector2[] outline, float depth, float bevel)
    {
        var form = new Form();
        var flat = Outline.Triangulate(outline);
        var inner = bevel > 0 ? Outline.Inset(outline, bevel) : outline;
        var (front, back) = (new int[outline.Length], new int[outline.Length]);
        var (foreEdge, backEdge) = (front, back);
        for (var i = 0; i < outline.Length; i++)
        {
            front[i] = form.Add(new(inner[i], depth / 2));
            back[i] = form.Add(new(inner[i], -depth / 2));
        }

        if (bevel > 0)
        {
            (foreEdge, backEdge) = (new int[outline.Length], new int[outline.Length]);
            for (var i = 0; i < outline.Length; i++)
            {
                foreEdge[i] = form.Add(new(outline[i], (depth / 2) - bevel));
                backEdge[i] = form.Add(new(outline[i], (-depth / 2) + bevel));
            }
        }

        foreach (var (a, b, c) in flat)
        {
            form.Triangle(front[a], front[b], front[c]);
            form.Triangle(back[a], back[c], back[b]);
        }

        for (var i = 0; i < outline.Length; i++)
        {
            var next = (i + 1) % outline.Length;
            form.Quad(backEdge[i], backEdge[next], foreEdge[next], foreEdge[i]);
            if (bevel > 0)
            {
                form.Quad(foreEdge[i], foreEdge[next], front[next], front[i]);
                form.Quad(back[i], back[next], backEdge[next], backEdge[i]);
            }
        }

        return form.Crease(bevel > 0 ? 50 : 30);
    }

    /// <summary>
    /// A roof over a rectangle: the ridge runs along X, <paramref name="hip"/> 0 (gables) to 1 (a point) slants its
    /// ends.
    /// </summary>
    /// <param name="size">Width, height of the ridge over the eaves, depth.</param>
    /// <param name="hip">How far the ends slant.</param>
    /// <param name="thick">Thickness of the eaves.</param>
    /// <param name="sag">How far the middle of the ridge hangs, metres.</param>
    /// <param name="flare">How far the slopes curve in below the ridge, 0 to 0.5.</param>
    public static Form Roof(Vector3 size, float hip, float thick, float sag, float flare)
    {
        var form = new Form();
        const int Across = 4;
        const int Along = 6;
        var half = size / 2;
        var top = new int[Along + 1, (2 * Across) + 1];
        for (var i = 0; i <= Along; i++)
        {
            for (var j = 0; j <= 2 * Across; j++)
            {
                var rise = 1 - MathF.Abs((j / (float)Across) - 1);
                var along = (2f * i / Along) - 1;
                var x = along * half.X * (1 - (hip * rise));
                var y = (rise * size.Y) - (flare * size.Y * rise * (1 - rise)) - (sag * rise * (1 - (along * along)));
                top[i, j] = form.Add(new(x, y + thick, half.Z - (size.Z * j / (2 * Across))));
            }
        }

        for (var i = 0; i < Along; i++)
        {
            for (var j = 0; j < 2 * Across; j++)
            {
                form.Quad(top[i, j], top[i + 1, j], top[i + 1, j + 1], top[i, j + 1]);
            }
        }

        // Underside: flat, or the slopes again a thickness lower so that gables look like boards.
        var under = new int[Along + 1, (2 * Across) + 1];
        for (var i = 0; i <= Along; i++)
        {
            for (var j = 0; j <= 2 * Across; j++)
            {
                under[i, j] = form.Add(form.Vertices[top[i, j]].Place - new Vector3(0, thick, 0));
            }
        }

        for (var i = 0; i < Along; i++)
        {
            for (var j = 0; j < 2 * Across; j++)
            {
                form.Quad(under[i, j], under[i, j + 1], under[i + 1, j + 1], under[i + 1, j]);
            }

            form.Quad(under[i, 0], under[i + 1, 0], top[i + 1, 0], top[i, 0]);
            form.Quad(under[i + 1, 2 * Across], under[i, 2 * Across], top[i, 2 * Across], top[i + 1, 2 * Across]);
        }

        for (var j = 0; j < 2 * Across; j++)
        {
            form.Quad(under[0, j + 1], under[0, j], top[0, j], top[0, j + 1]);
            form.Quad(under[Along, j], under[Along, j + 1], top[Along, j + 1], top[Along, j]);
        }

        return form.Crease(30);
    }

    /// <summary>A ring of vertices, or one vertex on the axis.</summary>
    public static int[] Ring(Form form, float radius, float height, int segments)
    {
        if (radius <= 1e-5f)
        {
            return [form.Add(new(0, height, 0))];
        }

        var ring = new int[segments];
        for (var i = 0; i < segments; i++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * i / segments);
            ring[i] = form.Add(new(radius * sin, height, radius * cos));
        }

        return ring;
    }

    /// <summary>Joins two rings, the second above the first; one of them may be a point.</summary>
    public static void Join(Form form, int[] lower, int[] upper)
    {
        var segments = Math.Max(lower.Length, upper.Length);
        for (var i = 0; segments > 1 && i < segments; i++)
        {
            var next = (i + 1) % segments;
            form.Quad(
                lower[i % lower.Length], lower[next % lower.Length], upper[next % upper.Length],
                upper[i % upper.Length]);
        }
    }

    /// <summary>Closes a ring with a fan about its own middle.</summary>
    public static void Cap(Form form, int[] ring, float height, bool top)
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

        var centre = form.Add(middle with { Y = height });
        for (var i = 0; i < ring.Length; i++)
        {
            var next = ring[(i + 1) % ring.Length];
            form.Triangle(centre, top ? ring[i] : next, top ? next : ring[i]);
        }
    }
}
