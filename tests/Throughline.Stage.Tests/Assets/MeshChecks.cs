using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Assets;

/// <summary>What every mesh promises.</summary>
internal static class MeshChecks
{
    public static void IsSound(Mesh mesh, int materials)
    {
        var against = 0;
        for (var v = 0; v < mesh.Vertices; v++)
        {
            var place = new Vector3(mesh.X[v], mesh.Y[v], mesh.Z[v]);
            Assert.True(float.IsFinite(place.LengthSquared()));
            Assert.InRange(new Vector3(mesh.NormalX[v], mesh.NormalY[v], mesh.NormalZ[v]).Length(), 0.99f, 1.01f);
            Assert.InRange(Vector3.Distance(place, mesh.Centre), 0, mesh.Radius * 1.001f + 1e-5f);
            Assert.True(mesh.Sway is null || mesh.Sway[v] is >= 0 and <= 1);
        }

        for (var t = 0; t < mesh.Triangles; t++)
        {
            Assert.InRange(mesh.Slots[t], 0, materials - 1);
            var (a, b, c) = (mesh.Indices[3 * t], mesh.Indices[(3 * t) + 1], mesh.Indices[(3 * t) + 2]);
            Assert.InRange(Math.Max(a, Math.Max(b, c)), 0, mesh.Vertices - 1);
            var face = Vector3.Cross(Place(b) - Place(a), Place(c) - Place(a));
            var normal = new Vector3(mesh.NormalX[a], mesh.NormalY[a], mesh.NormalZ[a]);
            against += face.Length() > 1e-9f && Vector3.Dot(Vector3.Normalize(face), normal) < -0.2f ? 1 : 0;
        }

        // Blades are lit from above on both sides, so one side in two is against its normal; nothing else is.
        Assert.InRange(against, 0, mesh.Sway is null ? 0.03f * mesh.Triangles : 0.75f * mesh.Triangles);

        Vector3 Place(int v) => new(mesh.X[v], mesh.Y[v], mesh.Z[v]);
    }
}
