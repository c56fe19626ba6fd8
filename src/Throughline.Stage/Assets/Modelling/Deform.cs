using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Changes the shape of a form.</summary>
internal static class Deform
{
    /// <summary>Scales X and Z over the height, from 1 at the bottom to these at the top.</summary>
    public static void Taper(Form form, float x, float z)
    {
        var (low, high) = form.Bounds();
        var height = Math.Max(1e-5f, high.Y - low.Y);
        foreach (ref var vertex in form.Vertices)
        {
            var t = (vertex.Place.Y - low.Y) / height;
            vertex.Place *= new Vector3(1 + ((x - 1) * t), 1, 1 + ((z - 1) * t));
        }
    }

    /// <summary>Turns about Y over the height.</summary>
    public static void Twist(Form form, float degrees)
    {
        var (low, high) = form.Bounds();
        var height = Math.Max(1e-5f, high.Y - low.Y);
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place = Vector3.Transform(
                vertex.Place, Matrix4x4.CreateRotationY(degrees * MathF.PI / 180 * (vertex.Place.Y - low.Y) / height));
        }
    }

    /// <summary>Bows what stands upright towards -X, along an arc of <paramref name="degrees"/>.</summary>
    public static void Bend(Form form, float degrees)
    {
        var (low, high) = form.Bounds();
        var height = high.Y - low.Y;
        var angle = degrees * MathF.PI / 180;
        if (height < 1e-5f || MathF.Abs(angle) < 1e-4f)
        {
            return;
        }

        var radius = height / angle;
        foreach (ref var vertex in form.Vertices)
        {
            var (sin, cos) = MathF.SinCos((vertex.Place.Y - low.Y) / radius);
            var out1 = radius + vertex.Place.X;
            vertex.Place = new((out1 * cos) - radius, low.Y + (out1 * sin), vertex.Place.Z);
        }
    }

    /// <summary>Moves vertices by smooth noise, as what is made by hand is never quite straight.</summary>
    public static void Jitter(Form form, float reach, float size, long seed)
    {
        foreach (ref var vertex in form.Vertices)
        {
            var at = vertex.Place / size;
            vertex.Place += new Vector3(
                ValueNoise.At(at, seed), ValueNoise.At(at, seed + 1), ValueNoise.At(at, seed + 2)) * reach;
        }
    }

    /// <summary>Darkens or lightens over the height: linear factors at the bottom and the top.</summary>
    public static void Shade(Form form, float bottom, float top)
    {
        var (low, high) = form.Bounds();
        var height = Math.Max(1e-5f, high.Y - low.Y);
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Tint *= bottom + ((top - bottom) * (vertex.Place.Y - low.Y) / height);
        }
    }

    /// <summary>
    /// Lets light fall on it as on a ball of its size: loose leaves and blades then read as one soft mass.
    /// </summary>
    public static void Plump(Form form)
    {
        var (low, high) = form.Bounds();
        var middle = Vector3.Lerp(low, high, 0.5f) with { Y = low.Y + (0.35f * (high.Y - low.Y)) };
        var half = Vector3.Max((high - low) / 2, new Vector3(1e-4f));
        foreach (ref var vertex in form.Vertices)
        {
            var out1 = (vertex.Place - middle) / half;
            vertex.Normal = out1.LengthSquared() < 1e-6f ? Vector3.UnitY : Vector3.Normalize(out1);
        }
    }

    /// <summary>Turns the form round when its triangles face inwards; for closed forms.</summary>
    public static Form Outwards(Form form)
    {
        var volume = 0f;
        var vertices = form.Vertices;
        foreach (ref var triangle in form.Triangles)
        {
            volume += Vector3.Dot(
                vertices[triangle.A].Place, Vector3.Cross(vertices[triangle.B].Place, vertices[triangle.C].Place));
        }

        return volume < 0 ? form.Flip() : form;
    }
}
