using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets.Staging;

/// <summary>Many copies of one plant as one mesh, so that a meadow is a few instances.</summary>
internal static class Merged
{
    /// <summary>One model of the copies, which are of one prop and so of the same materials.</summary>
    /// <param name="copies">Models, where each goes, and how light each is, 0 to 1.</param>
    public static Model Of(IReadOnlyList<(Model Model, Matrix4x4 Place, float Light)> copies)
    {
        var first = copies[0].Model;
        var mesh = new Mesh(
            copies.Sum(copy => copy.Model.Mesh.Vertices), copies.Sum(copy => copy.Model.Mesh.Triangles));
        var tints = new uint[mesh.Vertices];
        var sway = new float[mesh.Vertices];
        var (vertices, triangles) = (0, 0);
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var (model, place, light) in copies)
        {
            var part = model.Mesh;
            for (var v = 0; v < part.Vertices; v++)
            {
                var at = Vector3.Transform(new Vector3(part.X[v], part.Y[v], part.Z[v]), place);
                var normal = Vector3.Normalize(
                    Vector3.TransformNormal(new Vector3(part.NormalX[v], part.NormalY[v], part.NormalZ[v]), place));
                var to = vertices + v;
                (mesh.X[to], mesh.Y[to], mesh.Z[to]) = (at.X, at.Y, at.Z);
                (mesh.NormalX[to], mesh.NormalY[to], mesh.NormalZ[to]) = (normal.X, normal.Y, normal.Z);
                tints[to] = Dimmed(part.Tints?[v] ?? Modelling.Tints.White, light);
                sway[to] = part.Sway?[v] ?? 0;
                low = Vector3.Min(low, at);
                high = Vector3.Max(high, at);
            }

            for (var i = 0; i < part.Indices.Length; i++)
            {
                mesh.Indices[(3 * triangles) + i] = vertices + part.Indices[i];
            }

            part.Slots.CopyTo(mesh.Slots, triangles);
            vertices += part.Vertices;
            triangles += part.Triangles;
        }

        mesh.Tints = tints;
        mesh.Sway = first.Sway > 0 ? sway : null;
        mesh.Centre = (low + high) / 2;
        mesh.Radius = Vector3.Distance(low, high) / 2;
        return first with { Mesh = mesh, Low = low, High = high, Anchors = new Dictionary<string, Vector3>() };
    }

    private static uint Dimmed(uint tint, float light) =>
        (uint)((tint & 255) * light)
            | ((uint)(((tint >> 8) & 255) * light) << 8) | ((uint)(((tint >> 16) & 255) * light) << 16);
}
