using System.Numerics;
using System.Text.Json;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>
/// Reads the first scene of a file: its nodes, the triangles of their meshes, their materials and textures.
/// </summary>
internal sealed class GltfScene
{
    private const int MostVertices = 400_000;
    private const int MostNodes = 10_000;
    private const int MostMaterials = 200;
    private const int MostTextures = 24;
    private const int MostPainted = 60_000;
    private const int Deepest = 48;

    private readonly GlbFile _glb;
    private readonly JsonElement[] _nodes;
    private readonly bool[] _seen;
    private readonly GltfSurface[] _surfaces;
    private readonly Dictionary<int, GltfTexture> _textures = [];
    private readonly Form _form = new();

    private GltfScene(GlbFile glb)
    {
        _glb = glb;
        _nodes = glb.List("nodes", MostNodes);
        _seen = new bool[_nodes.Length];
        _surfaces = [.. glb.List("materials", MostMaterials).Select(GltfSurface.Of)];
    }

    /// <summary>
    /// Reads it: all triangles in one form, and the materials, the last of them for triangles without one.
    /// </summary>
    /// <exception cref="GltfException">Something in it is broken or too much.</exception>
    public static (Form Form, List<Material> Materials) Read(GlbFile glb)
    {
        var scene = new GltfScene(glb);
        foreach (var root in scene.Roots())
        {
            scene.Add(root, Matrix4x4.Identity, 0);
        }

        return (scene._form, [.. scene._surfaces.Select(surface => surface.Material), new Material()]);
    }

    // The nodes of the first scene; where there is none, all that lie in no other.
    private IEnumerable<int> Roots()
    {
        var scenes = _glb.List("scenes", MostNodes);
        if (scenes.Length > 0 && scenes[0].ValueKind == JsonValueKind.Object
            && scenes[0].TryGetProperty("nodes", out var roots))
        {
            return Numbers(roots);
        }

        var inner = _nodes.Where(
            node => node.ValueKind == JsonValueKind.Object && node.TryGetProperty("children", out _))
            .SelectMany(node => Numbers(node.GetProperty("children"))).ToHashSet();
        var outer = Enumerable.Range(0, _nodes.Length).Where(node => !inner.Contains(node)).ToList();
        return outer.Count > 0 || _nodes.Length == 0 ? outer : throw new GltfException(
            "its nodes lie in each other", null);
    }

    private static IEnumerable<int> Numbers(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))
            ? list.EnumerateArray().Select(item => item.GetInt32())
            : throw new GltfException("a list of nodes is not of whole numbers", null);

    private void Add(int number, Matrix4x4 above, int depth)
    {
        if (depth > Deepest)
        {
            throw new GltfException($"its nodes lie more than {Deepest} deep", "Make the model simpler.");
        }

        if (number < 0 || number >= _nodes.Length || _nodes[number].ValueKind != JsonValueKind.Object)
        {
            throw new GltfException($"it refers to node {number}, which is not there", null);
        }

        if (_seen[number])
        {
            throw new GltfException($"node {number} lies in two others, or in itself", null);
        }

        _seen[number] = true;
        var node = _nodes[number];
        var place = PlaceOf(node) * above;
        if (GlbFile.Number(node, "mesh", -1) is >= 0 and var mesh)
        {
            AddMesh(_glb.Item("meshes", mesh), place);
        }

        if (node.TryGetProperty("children", out var children))
        {
            foreach (var child in Numbers(children))
            {
                Add(child, place, depth + 1);
            }
        }
    }

    private void AddMesh(JsonElement mesh, Matrix4x4 place)
    {
        if (!mesh.TryGetProperty("primitives", out var primitives) || primitives.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var primitive in primitives.EnumerateArray())
        {
            if (primitive.ValueKind == JsonValueKind.Object && GlbFile.Number(primitive, "mode", 4) == 4
                && primitive.TryGetProperty("attributes", out var attributes)
                    && attributes.ValueKind == JsonValueKind.Object)
            {
                AddPrimitive(primitive, attributes, place);
            }
        }
    }

    private void AddPrimitive(JsonElement primitive, JsonElement attributes, Matrix4x4 place)
    {
        var places = _glb.Vectors(GlbFile.Number(attributes, "POSITION", -1), MostVertices);
        var normals = GlbFile.Number(attributes, "NORMAL", -1) is >= 0 and var accessor
            ? _glb.Vectors(accessor, MostVertices)
            : [];
        var indices = GlbFile.Number(primitive, "indices", -1) is >= 0 and var list
            ? _glb.Indices(list, 3 * ModelContext.MostTriangles) : [.. Enumerable.Range(0, places.Length)];
        Check(places.Length, indices.Length / 3);
        var number = GlbFile.Number(primitive, "material", -1);
        var surface = number >= 0 && number < _surfaces.Length ? _surfaces[number] : null;
        var part = Part(places, normals, indices, surface is null ? _surfaces.Length : number);
        Tint(part, attributes);
        if (surface?.Texture is { } info)
        {
            var texture = TextureOf(number, info);
            var set = GlbFile.Number(attributes, $"TEXCOORD_{texture.Set}", -1);
            if (set < 0)
            {
                throw new GltfException(
                    $"material {number} has a texture, and a mesh of it no places on it (TEXCOORD_{texture.Set})",
                    "Unwrap the mesh, or take the texture away.");
            }

            var on = _glb.Shares(set, "VEC2", MostVertices);
            if (on.Length != places.Length)
            {
                throw new GltfException(
                    $"accessor {set} has {on.Length} places on a texture for {places.Length} vertices", null);
            }

            part = GltfPaint.Of(part, on, texture, Math.Max(0, MostPainted - _form.Triangles.Length), surface.Holes);
            Check(part.Vertices.Length, part.Triangles.Length);
            foreach (ref var triangle in part.Triangles)
            {
                triangle.Slot = (byte)number;
            }
        }

        _form.Add(part, place);
    }

    private void Check(int vertices, int triangles)
    {
        if (_form.Vertices.Length + vertices > MostVertices
            || _form.Triangles.Length + triangles > ModelContext.MostTriangles)
        {
            throw new GltfException(
                $"it has more than {MostVertices} vertices or {ModelContext.MostTriangles} triangles",
                "Make the model simpler.");
        }
    }

    private GltfTexture TextureOf(int material, JsonElement info)
    {
        if (!_textures.TryGetValue(material, out var texture))
        {
            if (_textures.Count == MostTextures)
            {
                throw new GltfException(
                    $"it has more than {MostTextures} materials with textures", "Join its textures into one.");
            }

            _textures.Add(material, texture = GltfTexture.Read(_glb, info));
        }

        return texture;
    }

    private static Form Part(Vector3[] places, Vector3[] normals, int[] indices, int slot)
    {
        var part = new Form();
        for (var v = 0; v < places.Length; v++)
        {
            var normal = v < normals.Length && normals[v]
                .LengthSquared() > 0.25f ? Vector3.Normalize(normals[v]) : Vector3.Zero;
            part.Add(places[v], normal);
        }

        for (var i = 0; i + 2 < indices.Length; i += 3)
        {
            if (Math.Max(indices[i], Math.Max(indices[i + 1], indices[i + 2])) >= places.Length)
            {
                throw new GltfException($"triangle {i / 3} has a corner that is not there", null);
            }

            part.Triangle(indices[i], indices[i + 1], indices[i + 2]);
        }

        foreach (ref var triangle in part.Triangles)
        {
            triangle.Slot = (byte)slot;
        }

        return part;
    }

    // Colours of vertices.
    private void Tint(Form part, JsonElement attributes)
    {
        if (GlbFile.Number(attributes, "COLOR_0", -1) is not (>= 0 and var accessor))
        {
            return;
        }

        var tints = _glb.Shares(accessor, _glb.Shape(accessor) == "VEC3" ? "VEC3" : "VEC4", MostVertices);
        for (var v = 0; v < Math.Min(tints.Length, part.Vertices.Length); v++)
        {
            part.Vertices[v].Tint = Vector3.Clamp(new(tints[v].X, tints[v].Y, tints[v].Z), Vector3.Zero, Vector3.One);
        }
    }

    private static Matrix4x4 PlaceOf(JsonElement node)
    {
        if (GlbFile.Numbers(node, "matrix", 16) is { } m)
        {
            return new Matrix4x4(
                m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11], m[12], m[13], m[14], m[15]);
        }

        var (move, turn, scale) = (GlbFile.Numbers(node, "translation", 3), GlbFile.Numbers(node, "rotation", 4),
            GlbFile.Numbers(node, "scale", 3));
        return (scale is null ? Matrix4x4.Identity : Matrix4x4.CreateScale(scale[0], scale[1], scale[2]))
            * (turn is null
                ? Matrix4x4.Identity
                : Matrix4x4.CreateFromQuaternion(Quaternion.Normalize(new(turn[0], turn[1], turn[2], turn[3]))))
            * (move is null ? Matrix4x4.Identity : Matrix4x4.CreateTranslation(move[0], move[1], move[2]));
    }
}
