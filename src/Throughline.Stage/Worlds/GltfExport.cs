using System.Numerics;
using System.Runtime.InteropServices;
using SharpGLTF.Schema2;
using Throughline.Stage.Rendering;
using Material = Throughline.Stage.Rendering.Material;
using Mesh = Throughline.Stage.Rendering.Mesh;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A world as binary glTF 2.0, for Blender and others: every mesh as posed at the first frame, what moves as a whole and the camera
/// animated through the shot, the sun as a light. Patterns are drawn in space and have no counterpart; surfaces carry their main colour.
/// </summary>
internal sealed class GltfExport
{
    private const float Still = 1e-4f;

    private readonly ModelRoot _model = ModelRoot.CreateModel();
    private readonly Dictionary<(Mesh, IReadOnlyList<Material>), SharpGLTF.Schema2.Mesh> _meshes = [];
    private readonly Dictionary<Material, SharpGLTF.Schema2.Material> _materials = [];

    /// <summary>The GLB file's bytes.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frames">Frames in the shot.</param>
    /// <param name="rate">Seconds from one frame to the next.</param>
    /// <param name="aspect">Width of the frame over its height.</param>
    public static byte[] Write(World world, int frames, double rate, float aspect)
    {
        var export = new GltfExport();
        export.Add(world, frames, rate, aspect);
        return export._model.WriteGLB().ToArray();
    }

    private void Add(World world, int frames, double step, float aspect)
    {
        var scene = _model.UseScene("scene");
        var animation = _model.CreateAnimation("shot");
        var (frame, costumes) = (new SceneFrame(), world.NewCostumes());
        world.Fill(0, frame, costumes);
        var nodes = new List<Node>();
        var first = new List<Matrix4x4>();
        foreach (var instance in frame.Instances)
        {
            var node = scene.CreateNode(instance.Subject == 0 ? "set" : world.Subjects[instance.Subject - 1]);
            node.Mesh = MeshOf(instance);
            node.LocalMatrix = instance.Place;
            nodes.Add(node);
            first.Add(instance.Place);
        }

        AddSun(scene, frame.Lighting);
        var ways = Ways(world, frame, costumes, nodes.Count, frames);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (ways[i].Any(place => Differs(place, first[i])))
            {
                Animate(animation, nodes[i], ways[i], frames, step);
            }
        }

        AddCamera(scene, animation, world, frames, step, aspect);
    }

    // Where each instance is at every other frame.
    private static Matrix4x4[][] Ways(World world, SceneFrame frame, object?[] costumes, int count, int frames)
    {
        var ways = Enumerable.Range(0, count).Select(_ => new Matrix4x4[Keys(frames)]).ToArray();
        for (var key = 0; key < Keys(frames); key++)
        {
            world.Fill(Math.Min(key * 2, frames - 1), frame, costumes);
            for (var i = 0; i < count; i++)
            {
                ways[i][key] = frame.Instances[i].Place;
            }
        }

        return ways;
    }

    private static int Keys(int frames) => (frames / 2) + 1;

    private static bool Differs(Matrix4x4 a, Matrix4x4 b) =>
        Vector3.Distance(a.Translation, b.Translation) > Still || MathF.Abs(a.M11 - b.M11) + MathF.Abs(a.M13 - b.M13) + MathF.Abs(a.M22 - b.M22) + MathF.Abs(a.M31 - b.M31) > Still;

    private static void Animate(Animation animation, Node node, Matrix4x4[] way, int frames, double step)
    {
        var (places, turns) = (new Dictionary<float, Vector3>(), new Dictionary<float, Quaternion>());
        var scale = Vector3.One;
        for (var key = 0; key < way.Length; key++)
        {
            var time = (float)(Math.Min(key * 2, frames - 1) * step);
            if (Matrix4x4.Decompose(way[key], out scale, out var turn, out var place))
            {
                places[time] = place;
                turns[time] = turn;
            }
        }

        // A node with a matrix cannot be animated: it is told its parts instead.
        node.LocalTransform = new SharpGLTF.Transforms.AffineTransform(scale, turns[0], places[0]);
        animation.CreateTranslationChannel(node, places);
        animation.CreateRotationChannel(node, turns);
    }

    private void AddSun(SharpGLTF.Schema2.Scene scene, Lighting lighting)
    {
        var light = _model.CreatePunctualLight("sun", PunctualLightType.Directional);
        var strength = Math.Max(lighting.Sun.X, Math.Max(lighting.Sun.Y, lighting.Sun.Z));
        light.Intensity = strength;
        light.Color = strength > 0 ? lighting.Sun / strength : Vector3.One;
        var node = scene.CreateNode("sun");
        node.PunctualLight = light;
        node.LocalTransform = new SharpGLTF.Transforms.AffineTransform(Vector3.One, Blocking.ViewPoint.Looking(-lighting.SunDirection), Vector3.Zero);
    }

    private void AddCamera(SharpGLTF.Schema2.Scene scene, Animation animation, World world, int frames, double step, float aspect)
    {
        var pose = world.CameraAt(0).Pose;
        var camera = _model.CreateCamera("camera");
        camera.SetPerspectiveMode(aspect, 2 * MathF.Atan(18 / aspect / pose.FocalLength), 0.05f, 2000);
        var node = scene.CreateNode("camera");
        node.Camera = camera;
        node.LocalTransform = new SharpGLTF.Transforms.AffineTransform(Vector3.One, pose.Rotation, pose.Position);
        if (frames < 2)
        {
            return;
        }

        var (places, turns) = (new Dictionary<float, Vector3>(), new Dictionary<float, Quaternion>());
        for (var i = 0; i < frames; i++)
        {
            var at = world.CameraAt(i).Pose;
            places[(float)(i * step)] = at.Position;
            turns[(float)(i * step)] = at.Rotation;
        }

        animation.CreateTranslationChannel(node, places);
        animation.CreateRotationChannel(node, turns);
    }

    private SharpGLTF.Schema2.Mesh MeshOf(Instance instance)
    {
        if (_meshes.TryGetValue((instance.Mesh, instance.Materials), out var known))
        {
            return known;
        }

        var source = instance.Mesh;
        var mesh = _model.CreateMesh();
        var places = new Vector3[source.Vertices];
        var normals = new Vector3[source.Vertices];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new Vector3(source.X[i], source.Y[i], source.Z[i]);
            var normal = new Vector3(source.NormalX[i], source.NormalY[i], source.NormalZ[i]);
            normals[i] = normal.LengthSquared() > 1e-12f ? Vector3.Normalize(normal) : Vector3.UnitY;
        }

        var (placeData, normalData) = (Accessor(places), Accessor(normals));
        foreach (var slot in source.Slots.Distinct().Order())
        {
            var indices = Enumerable.Range(0, source.Triangles).Where(i => source.Slots[i] == slot)
                .SelectMany(i => new[] { source.Indices[3 * i], source.Indices[(3 * i) + 1], source.Indices[(3 * i) + 2] }).ToArray();
            var primitive = mesh.CreatePrimitive();
            primitive.SetVertexAccessor("POSITION", placeData);
            primitive.SetVertexAccessor("NORMAL", normalData);
            primitive.SetIndexAccessor(Accessor(indices));
            primitive.DrawPrimitiveType = PrimitiveType.TRIANGLES;
            primitive.Material = MaterialOf(instance.Materials[slot]);
        }

        _meshes.Add((instance.Mesh, instance.Materials), mesh);
        return mesh;
    }

    private Accessor Accessor(Vector3[] values)
    {
        var view = _model.UseBufferView(MemoryMarshal.AsBytes<Vector3>(values).ToArray(), 0, null, 0, BufferMode.ARRAY_BUFFER);
        var accessor = _model.CreateAccessor();
        accessor.SetData(view, 0, values.Length, new SharpGLTF.Memory.AttributeFormat(DimensionType.VEC3));
        return accessor;
    }

    private Accessor Accessor(int[] values)
    {
        var view = _model.UseBufferView(MemoryMarshal.AsBytes<int>(values).ToArray(), 0, null, 0, BufferMode.ELEMENT_ARRAY_BUFFER);
        var accessor = _model.CreateAccessor();
        accessor.SetIndexData(view, 0, values.Length, IndexEncodingType.UNSIGNED_INT);
        return accessor;
    }

    private SharpGLTF.Schema2.Material MaterialOf(Material source)
    {
        if (_materials.TryGetValue(source, out var known))
        {
            return known;
        }

        var material = _model.CreateMaterial(source.Kind.ToString().ToLowerInvariant());
        material.InitializePBRMetallicRoughness();
        var colour = material.FindChannel("BaseColor")!.Value;
        colour.Color = new Vector4(source.Colour, 1 - source.Clear);
        var surface = material.FindChannel("MetallicRoughness")!.Value;
        surface.SetFactor("MetallicFactor", source.Kind == MaterialKind.Metal ? 1 : 0);
        surface.SetFactor("RoughnessFactor", source.Roughness ?? (source.Kind is MaterialKind.Gloss or MaterialKind.Metal or MaterialKind.Glass ? 0.3f : 0.8f));
        if (source.Glow > 0)
        {
            var glow = material.FindChannel("Emissive")!.Value;
            glow.Color = new Vector4(Vector3.Clamp(source.Colour * source.Glow, Vector3.Zero, Vector3.One), 1);
        }

        material.Alpha = source.Clear > 0 ? AlphaMode.BLEND : AlphaMode.OPAQUE;
        material.DoubleSided = source.TwoSided;
        _materials.Add(source, material);
        return material;
    }
}
