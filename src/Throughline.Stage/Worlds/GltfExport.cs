using System.Buffers;
using System.Numerics;
using System.Text.Json;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A world as binary glTF 2.0, for Blender and others: every mesh as posed at the first frame, what moves as a whole
/// and the camera animated through the shot, the sun as a light. Patterns are drawn in space and have no counterpart;
/// surfaces carry their main colour.
/// </summary>
internal sealed class GltfExport
{
    private const float Still = 1e-4f;

    private readonly GlbData _data = new();
    private readonly List<Node> _nodes = [];
    private readonly List<Channel> _channels = [];
    private readonly List<List<(int Places, int Normals, int Indices, int Material)>> _meshes = [];
    private readonly Dictionary<(Mesh, IReadOnlyList<Material>), int> _meshNumbers = [];
    private readonly List<Material> _materials = [];
    private readonly Dictionary<Material, int> _materialNumbers = [];

    /// <summary>The GLB file's bytes.</summary>
    /// <param name="world">The world.</param>
    /// <param name="frames">Frames in the shot.</param>
    /// <param name="step">Seconds from one frame to the next.</param>
    /// <param name="aspect">Width of the frame over its height.</param>
    public static byte[] Write(World world, int frames, double step, float aspect)
    {
        var export = new GltfExport();
        var lighting = export.Gather(world, frames, step);
        return export._data.File(export.Json(world, lighting, aspect));
    }

    // Instances come in the same order in every frame, so each becomes one node.
    private Lighting Gather(World world, int frames, double step)
    {
        var (frame, costumes) = (new SceneFrame(), world.NewCostumes());
        world.Fill(0, frame, costumes);
        foreach (var instance in frame.Instances)
        {
            _nodes.Add(
                new Node(
                    instance.Subject == 0 ? "set" : world.Subjects[instance.Subject - 1], MeshOf(instance),
                    instance.Place));
        }

        var lighting = frame.Lighting;
        int[] keys = [.. Enumerable.Range(0, (frames / 2) + 1).Select(key => Math.Min(key * 2, frames - 1)).Distinct()];
        var ways = _nodes.Select(_ => new Matrix4x4[keys.Length]).ToArray();
        for (var key = 0; key < keys.Length; key++)
        {
            world.Fill(keys[key], frame, costumes);
            for (var i = 0; i < ways.Length; i++)
            {
                ways[i][key] = frame.Instances[i].Place;
            }
        }

        for (var i = 0; i < ways.Length; i++)
        {
            if (ways[i].Any(place => Differs(place, _nodes[i].Place)))
            {
                Animate(i, ways[i], [.. keys.Select(key => (float)(key * step))]);
            }
        }

        // The camera is the node after the meshes.
        var poses = Enumerable.Range(0, frames).Select(i => world.CameraAt(i).Pose).ToArray();
        if (frames > 1)
        {
            var times = _data.AddTimes([.. poses.Select((_, i) => (float)(i * step))]);
            Add(
                _nodes.Count, times, [.. poses.Select(pose => pose.Position)],
                [.. poses.Select(pose => pose.Rotation)]);
        }

        return lighting;
    }

    private static bool Differs(Matrix4x4 a, Matrix4x4 b) => Vector3.Distance(a.Translation, b.Translation) > Still
        || MathF.Abs(a.M11 - b.M11)
            + MathF.Abs(a.M13 - b.M13) + MathF.Abs(a.M22 - b.M22) + MathF.Abs(a.M31 - b.M31) > Still;

    private void Animate(int node, Matrix4x4[] way, float[] times)
    {
        var (places, turns) = (new Vector3[way.Length], new Quaternion[way.Length]);
        var scale = Vector3.One;
        for (var key = 0; key < way.Length; key++)
        {
            if (!Matrix4x4.Decompose(way[key], out scale, out turns[key], out places[key]))
            {
                return;
            }
        }

        _nodes[node] = _nodes[node] with { Scale = scale };
        Add(node, _data.AddTimes(times), places, turns);
    }

    private void Add(int node, int times, Vector3[] places, Quaternion[] turns)
    {
        _channels.Add(
            new Channel(
                node, "translation", times,
                _data.AddKeys([.. places.SelectMany(place => new[] { place.X, place.Y, place.Z })], 3)));
        _channels.Add(
            new Channel(
                node, "rotation", times,
                _data.AddKeys([.. turns.SelectMany(turn => new[] { turn.X, turn.Y, turn.Z, turn.W })], 4)));
    }

    private int MeshOf(Instance instance)
    {
        if (_meshNumbers.TryGetValue((instance.Mesh, instance.Materials), out var known))
        {
            return known;
        }

        var source = instance.Mesh;
        var (places, normals) = (new Vector3[source.Vertices], new Vector3[source.Vertices]);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new Vector3(source.X[i], source.Y[i], source.Z[i]);
            var normal = new Vector3(source.NormalX[i], source.NormalY[i], source.NormalZ[i]);
            normals[i] = normal.LengthSquared() > 1e-12f ? Vector3.Normalize(normal) : Vector3.UnitY;
        }

        var (placeData, normalData) = (_data.Add(places), _data.Add(normals));
        var parts = new List<(int, int, int, int)>();
        foreach (var slot in source.Slots.Distinct().Order())
        {
            var indices = Enumerable.Range(0, source.Triangles).Where(i => source.Slots[i] == slot)
                .SelectMany(
                    i => new[] { source.Indices[3 * i], source.Indices[(3 * i) + 1], source.Indices[(3 * i) + 2] })
                    .ToArray();
            parts.Add((placeData, normalData, _data.Add(indices), MaterialOf(instance.Materials[slot])));
        }

        _meshes.Add(parts);
        _meshNumbers.Add((instance.Mesh, instance.Materials), _meshes.Count - 1);
        return _meshes.Count - 1;
    }

    private int MaterialOf(Material material)
    {
        if (!_materialNumbers.TryGetValue(material, out var number))
        {
            number = _materials.Count;
            _materials.Add(material);
            _materialNumbers.Add(material, number);
        }

        return number;
    }

    private ReadOnlySpan<byte> Json(World world, Lighting lighting, float aspect)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("asset");
            json.WriteString("version", "2.0");
            json.WriteString("generator", "Throughline");
            json.WriteEndObject();
            Array(json, "extensionsUsed", () => json.WriteStringValue("KHR_lights_punctual"));
            WriteLight(json, lighting);
            json.WriteNumber("scene", 0);
            Array(
                json, "scenes", () => Object(
                    json, () => Array(
                        json, "nodes",
                        () => Enumerable.Range(0, _nodes.Count + 2).ToList().ForEach(json.WriteNumberValue))));
            Array(json, "nodes", () => WriteNodes(json, world, lighting));
            Array(json, "cameras", () => WriteCamera(json, world, aspect));
            Array(
                json, "meshes", () => _meshes.ForEach(
                    mesh => Object(
                        json, () => Array(json, "primitives", () => mesh.ForEach(part => WritePart(json, part))))));
            Array(
                json, "materials",
                () => _materials.ForEach(material => Object(json, () => WriteMaterial(json, material))));
            if (_channels.Count > 0)
            {
                Array(json, "animations", () => Object(json, () => WriteAnimation(json)));
            }

            _data.Describe(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static void Array(Utf8JsonWriter json, string name, Action content)
    {
        json.WriteStartArray(name);
        content();
        json.WriteEndArray();
    }

    private static void Object(Utf8JsonWriter json, Action content)
    {
        json.WriteStartObject();
        content();
        json.WriteEndObject();
    }

    private static void WriteLight(Utf8JsonWriter json, Lighting lighting)
    {
        var strength = Math.Max(lighting.Sun.X, Math.Max(lighting.Sun.Y, lighting.Sun.Z));
        var colour = strength > 0 ? lighting.Sun / strength : Vector3.One;
        json.WriteStartObject("extensions");
        json.WriteStartObject("KHR_lights_punctual");
        Array(json, "lights", () => Object(json, () =>
        {
            json.WriteString("type", "directional");
            json.WriteNumber("intensity", strength);
            GlbData.Write(json, "color", [colour.X, colour.Y, colour.Z]);
        }));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteNodes(Utf8JsonWriter json, World world, Lighting lighting)
    {
        foreach (var node in _nodes)
        {
            json.WriteStartObject();
            json.WriteString("name", node.Name);
            json.WriteNumber("mesh", node.Mesh);

            // An animated node has to be told its parts; a matrix cannot be animated.
            if (node.Scale is { } scale && Matrix4x4.Decompose(node.Place, out _, out var turn, out var place))
            {
                WriteParts(json, place, turn);
                GlbData.Write(json, "scale", [scale.X, scale.Y, scale.Z]);
            }
            else
            {
                var m = node.Place;
                GlbData.Write(
                    json, "matrix",
                    [m.M11, m.M12, m.M13, 0, m.M21, m.M22, m.M23, 0, m.M31, m.M32, m.M33, 0, m.M41, m.M42, m.M43, 1]);
            }

            json.WriteEndObject();
        }

        var pose = world.CameraAt(0).Pose;
        json.WriteStartObject();
        json.WriteString("name", "camera");
        json.WriteNumber("camera", 0);
        WriteParts(json, pose.Position, pose.Rotation);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("name", "sun");
        WriteParts(json, Vector3.Zero, ViewPoint.Looking(-lighting.SunDirection));
        json.WriteStartObject("extensions");
        json.WriteStartObject("KHR_lights_punctual");
        json.WriteNumber("light", 0);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, Vector3 place, Quaternion turn)
    {
        GlbData.Write(json, "translation", [place.X, place.Y, place.Z]);
        GlbData.Write(json, "rotation", [turn.X, turn.Y, turn.Z, turn.W]);
    }

    private static void WriteCamera(Utf8JsonWriter json, World world, float aspect) => Object(json, () =>
    {
        json.WriteString("type", "perspective");
        json.WriteStartObject("perspective");
        json.WriteNumber("aspectRatio", aspect);
        json.WriteNumber("yfov", 2 * MathF.Atan(18 / aspect / world.CameraAt(0).Pose.FocalLength));
        json.WriteNumber("znear", 0.05);
        json.WriteNumber("zfar", 2000);
        json.WriteEndObject();
    });

    private static void WritePart(Utf8JsonWriter json, (int Places, int Normals, int Indices, int Material) part) => Object(json, () =>
    {
        json.WriteStartObject("attributes");
        json.WriteNumber("POSITION", part.Places);
        json.WriteNumber("NORMAL", part.Normals);
        json.WriteEndObject();
        json.WriteNumber("indices", part.Indices);
        json.WriteNumber("material", part.Material);
    });

    private static void WriteMaterial(Utf8JsonWriter json, Material material)
    {
        var shiny = material.Kind is MaterialKind.Gloss or MaterialKind.Metal or MaterialKind.Glass;
        json.WriteString("name", material.Kind.ToString().ToLowerInvariant());
        json.WriteStartObject("pbrMetallicRoughness");
        var colour = Vector3.Clamp(material.Colour, Vector3.Zero, Vector3.One);
        GlbData.Write(json, "baseColorFactor", [colour.X, colour.Y, colour.Z, 1 - material.Clear]);
        json.WriteNumber("metallicFactor", material.Kind == MaterialKind.Metal ? 1 : 0);
        json.WriteNumber("roughnessFactor", material.Roughness ?? (shiny ? 0.3f : 0.8f));
        json.WriteEndObject();
        if (material.Glow > 0)
        {
            var glow = Vector3.Clamp(material.Colour * material.Glow, Vector3.Zero, Vector3.One);
            GlbData.Write(json, "emissiveFactor", [glow.X, glow.Y, glow.Z]);
        }

        if (material.Clear > 0)
        {
            json.WriteString("alphaMode", "BLEND");
        }

        json.WriteBoolean("doubleSided", material.TwoSided);
    }

    private void WriteAnimation(Utf8JsonWriter json)
    {
        json.WriteString("name", "shot");
        Array(json, "channels", () =>
        {
            for (var i = 0; i < _channels.Count; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("sampler", i);
                json.WriteStartObject("target");
                json.WriteNumber("node", _channels[i].Node);
                json.WriteString("path", _channels[i].Path);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        });
        Array(json, "samplers", () => _channels.ForEach(channel => Object(json, () =>
        {
            json.WriteNumber("input", channel.Times);
            json.WriteNumber("output", channel.Values);
            json.WriteString("interpolation", "LINEAR");
        })));
    }

    private sealed record Node(string Name, int Mesh, Matrix4x4 Place)
    {
        public Vector3? Scale { get; init; }
    }

    private sealed record Channel(int Node, string Path, int Times, int Values);
}
