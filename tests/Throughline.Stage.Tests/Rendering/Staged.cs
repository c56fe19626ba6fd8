using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

/// <summary>Simple things and frames for tests of the renderer.</summary>
internal static class Staged
{
    /// <summary>Nothing but the light on a surface: no lens, no grain, no tints.</summary>
    public static Look Bare { get; } = new()
    {
        Name = "bare",
        Wrap = 0,
        Rim = 0,
        Occlusion = 0,
        Bloom = 0,
        Focus = 0,
        Vignette = 0,
        Grain = 0,
        Shine = 0,
        Shafts = 0,
        ShadowSoftness = 0.005f,
    };

    /// <summary>A sun, and no other light.</summary>
    public static Lighting SunOnly(Vector3 toSun) => new()
    {
        SunDirection = Vector3.Normalize(toSun),
        Sun = Vector3.One,
        Zenith = Vector3.Zero,
        Horizon = Vector3.Zero,
        SunHorizon = Vector3.Zero,
        Ground = Vector3.Zero,
        Fog = Vector3.Zero,
        FogDensity = 0,
        SkyLight = 0,
        Clouds = 0,
        SunSize = 0,
    };

    public static Material Grey(float value = 0.5f) =>
        new() { Kind = MaterialKind.Smoke, Roughness = 1, Colour = new(value) };

    /// <summary>A frame seen from a place along -Z.</summary>
    public static SceneFrame Frame(Vector3 eye, Lighting light, params ReadOnlySpan<Instance> instances)
    {
        var pose = new CameraPose(eye, Quaternion.Identity, 36);
        var frame = new SceneFrame
        {
            Camera = new ViewCamera { Pose = pose, PoseBefore = pose },
            Lighting = light,
            FrameTime = 1 / 24.0,
        };
        frame.Instances.AddRange(instances);
        return frame;
    }

    public static Instance At(Mesh mesh, Material material, Vector3 place, int subject = 0) => new()
    {
        Mesh = mesh,
        Materials = [material],
        Place = Matrix4x4.CreateTranslation(place),
        PlaceBefore = Matrix4x4.CreateTranslation(place),
        Subject = subject,
    };

    /// <summary>Triangles with the normals of their faces.</summary>
    public static Mesh Facets(params ReadOnlySpan<Vector3> corners)
    {
        var mesh = new Mesh(corners.Length, corners.Length / 3);
        var radius = 0f;
        for (var i = 0; i < corners.Length; i++)
        {
            var first = i / 3 * 3;
            var normal = Vector3.Normalize(
                Vector3.Cross(corners[first + 1] - corners[first], corners[first + 2] - corners[first]));
            (mesh.X[i], mesh.Y[i], mesh.Z[i]) = (corners[i].X, corners[i].Y, corners[i].Z);
            (mesh.NormalX[i], mesh.NormalY[i], mesh.NormalZ[i]) = (normal.X, normal.Y, normal.Z);
            mesh.Indices[i] = i;
            radius = MathF.Max(radius, corners[i].Length());
        }

        mesh.Radius = radius;
        return mesh;
    }

    /// <summary>A square that faces +Z.</summary>
    public static Mesh Square(float half) =>
        Facets(
            new(-half, -half, 0), new(half, -half, 0), new(half, half, 0), new(-half, -half, 0), new(half, half, 0),
            new(-half, half, 0));

    /// <summary>A square that faces +Y.</summary>
    public static Mesh Floor(float half) =>
        Facets(
            new(-half, 0, half), new(half, 0, half), new(half, 0, -half), new(-half, 0, half), new(half, 0, -half),
            new(-half, 0, -half));

    /// <summary>A ball with smooth normals.</summary>
    public static Mesh Ball(float radius, int rings = 48)
    {
        var across = (2 * rings) + 1;
        var mesh = new Mesh((rings + 1) * across, 4 * rings * rings) { Radius = radius };
        var t = 0;
        for (var i = 0; i <= rings; i++)
        {
            for (var k = 0; k < across; k++)
            {
                var (a, b) = (MathF.PI * i / rings, MathF.PI * k / rings);
                var n = new Vector3(MathF.Sin(a) * MathF.Cos(b), MathF.Cos(a), MathF.Sin(a) * MathF.Sin(b));
                var at = (i * across) + k;
                (mesh.NormalX[at], mesh.NormalY[at], mesh.NormalZ[at]) = (n.X, n.Y, n.Z);
                (mesh.X[at], mesh.Y[at], mesh.Z[at]) = (n.X * radius, n.Y * radius, n.Z * radius);
                if (i < rings && k < 2 * rings)
                {
                    foreach (var corner in (ReadOnlySpan<int>)[at, at + 1, at + across + 1, at, at + across + 1, at + across])
                    {
                        mesh.Indices[t++] = corner;
                    }
                }
            }
        }

        return mesh;
    }

    public static Picture Draw(SceneFrame frame, PixelSize size, PassBuffers? passes = null, Look? look = null)
    {
        using var renderer = new SceneRenderer(size, look ?? Bare, RenderQuality.Usual);
        var picture = new Picture(size.Width, size.Height);
        renderer.Render(frame, picture, passes);
        return picture;
    }

    /// <summary>What the developer makes of light: the curve's formula in double.</summary>
    public static double Developed(double light)
    {
        var x = light * 0.4;
        var tone = x * ((2.35 * x) + 0.10) / ((x * ((2.30 * x) + 0.62)) + 0.14);
        return Colour.FromLight(Math.Clamp(tone, 0, 1)) * 255;
    }
}
