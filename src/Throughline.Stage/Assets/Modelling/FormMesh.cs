using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Turns a <see cref="Form"/> into a <see cref="Mesh"/>: normals, hard edges, tints, sway.</summary>
internal static class FormMesh
{
    private const float SameNormal = 0.9995f;

    /// <summary>The mesh.</summary>
    /// <param name="form">What was modelled.</param>
    /// <param name="sways">Whether the wind moves it.</param>
    public static Mesh Of(Form form, bool sways)
    {
        var vertices = form.Vertices;
        var triangles = form.Triangles;
        var faces = new Vector3[triangles.Length];
        var (first, around) = Corners(vertices.Length, triangles);
        for (var t = 0; t < triangles.Length; t++)
        {
            var a = vertices[triangles[t].A].Place;
            faces[t] = Vector3.Cross(vertices[triangles[t].B].Place - a, vertices[triangles[t].C].Place - a);
        }

        var places = new List<int>(vertices.Length);
        var normals = new List<Vector3>(vertices.Length);
        var corners = new List<int>(3 * triangles.Length);
        var slots = new List<byte>(triangles.Length);
        var made = new List<int>[vertices.Length];
        Span<int> three = stackalloc int[3];
        for (var t = 0; t < triangles.Length; t++)
        {
            if (faces[t].LengthSquared() < 1e-16f)
            {
                continue;
            }

            (three[0], three[1], three[2]) = (triangles[t].A, triangles[t].B, triangles[t].C);
            foreach (var vertex in three)
            {
                var normal = vertices[vertex].Normal;
                if (normal == Vector3.Zero)
                {
                    normal = NormalAt(
                        faces, around.AsSpan(first[vertex], first[vertex + 1] - first[vertex]), t, triangles[t].Crease);
                }

                corners.Add(Corner(made[vertex] ??= [], vertex, normal, places, normals));
            }

            slots.Add(triangles[t].Slot);
        }

        return Fill(form, sways, places, normals, corners, slots);
    }

    // For each vertex the triangles about it, one after another.
    private static (int[] First, int[] Around) Corners(int vertices, ReadOnlySpan<FormTriangle> triangles)
    {
        var first = new int[vertices + 1];
        foreach (var triangle in triangles)
        {
            first[triangle.A + 1]++;
            first[triangle.B + 1]++;
            first[triangle.C + 1]++;
        }

        for (var v = 0; v < vertices; v++)
        {
            first[v + 1] += first[v];
        }

        var next = first.AsSpan(0, vertices).ToArray();
        var around = new int[3 * triangles.Length];
        for (var t = 0; t < triangles.Length; t++)
        {
            around[next[triangles[t].A]++] = t;
            around[next[triangles[t].B]++] = t;
            around[next[triangles[t].C]++] = t;
        }

        return (first, around);
    }

    // Larger faces weigh more, so that a bevelled edge leaves its faces flat.
    private static Vector3 NormalAt(Vector3[] faces, ReadOnlySpan<int> around, int own, float crease)
    {
        var direction = Vector3.Normalize(faces[own]);
        var least = MathF.Cos(crease * MathF.PI / 180);
        var sum = Vector3.Zero;
        foreach (var face in around)
        {
            var length = faces[face].Length();
            if (length > 1e-12f && Vector3.Dot(faces[face] / length, direction) >= least)
            {
                sum += faces[face];
            }
        }

        var size = sum.Length();
        return size > 1e-12f && float.IsFinite(size) ? sum / size : direction;
    }

    private static int Corner(List<int> made, int vertex, Vector3 normal, List<int> places, List<Vector3> normals)
    {
        foreach (var candidate in made)
        {
            if (Vector3.Dot(normals[candidate], normal) > SameNormal)
            {
                return candidate;
            }
        }

        places.Add(vertex);
        normals.Add(normal);
        made.Add(places.Count - 1);
        return places.Count - 1;
    }

    private static Mesh Fill(
        Form form, bool sways, List<int> places, List<Vector3> normals, List<int> corners, List<byte> slots)
    {
        var vertices = form.Vertices;
        var (low, high) = form.Bounds();
        var height = Math.Max(1e-4f, high.Y - Math.Max(0, low.Y));
        var mesh = new Mesh(places.Count, slots.Count);
        var tints = new uint[places.Count];
        var sway = sways ? new float[places.Count] : null;
        var plain = true;
        for (var v = 0; v < places.Count; v++)
        {
            ref var vertex = ref vertices[places[v]];
            (mesh.X[v], mesh.Y[v], mesh.Z[v]) = (vertex.Place.X, vertex.Place.Y, vertex.Place.Z);
            (mesh.NormalX[v], mesh.NormalY[v], mesh.NormalZ[v]) = (normals[v].X, normals[v].Y, normals[v].Z);
            tints[v] = Tints.Pack(vertex.Tint);
            plain &= tints[v] == Tints.White;
            if (sway is not null)
            {
                var share = Math.Clamp(vertex.Place.Y / height, 0, 1);
                sway[v] = vertex.Sway >= 0 ? vertex.Sway : share * share;
            }
        }

        corners.CopyTo(mesh.Indices);
        slots.CopyTo(mesh.Slots);
        mesh.Tints = plain ? null : tints;
        mesh.Sway = sway;
        mesh.Centre = (low + high) / 2;
        foreach (ref var vertex in vertices)
        {
            mesh.Radius = Math.Max(mesh.Radius, Vector3.Distance(mesh.Centre, vertex.Place));
        }

        return mesh;
    }
}
