using System.Numerics;
using System.Text.Json;
using Throughline.Problems;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>
/// A user's model (<c>name.glb</c>), which is a noun by its file name. Taken are triangles, normals and plain materials; textures,
/// skins and animations are left. It is brought onto the ground about its middle; its units are metres.
/// </summary>
internal sealed class GltfModel
{
    private const int MostVertices = 400_000;
    private const int MostNodes = 10_000;
    private const int MostMaterials = 200;
    private const int Deepest = 48;
    private const float Smallest = 0.02f;
    private const float Largest = 500;

    private readonly Form _form;
    private readonly List<Material> _materials;
    private readonly int _main;

    private GltfModel(string name, Form form, List<Material> materials)
    {
        Name = name;
        _form = form;
        _materials = materials;
        var counts = new int[materials.Count];
        foreach (ref var triangle in form.Triangles)
        {
            counts[triangle.Slot]++;
        }

        _main = Array.IndexOf(counts, counts.Max());
        Height = form.Bounds().High.Y;
    }

    /// <summary>Its name: the file's.</summary>
    public string Name { get; }

    /// <summary>Its height in metres.</summary>
    public float Height { get; }

    /// <summary>Reads a file; null, reported, when it cannot be used.</summary>
    public static GltfModel? Read(AssetFile file, ProblemList problems)
    {
        try
        {
            using var glb = GlbFile.Open(file.Bytes());
            var materials = glb.List("materials", MostMaterials).Select(MaterialOf).Append(new Material()).ToList();
            var form = new Form();
            var nodes = glb.List("nodes", MostNodes);
            foreach (var root in Roots(glb, nodes))
            {
                Add(glb, nodes, root, Matrix4x4.Identity, 0, form, materials.Count - 1);
            }

            if (form.Triangles.Length == 0)
            {
                throw new GltfException("it has no triangles", "Export at least one mesh.");
            }

            Settle(form);
            return new GltfModel(file.Name, form, materials);
        }
        catch (GltfException failure)
        {
            problems.Error(TextPlace.WholeFile, failure.Message, failure.Fix);
            return null;
        }
    }

    /// <summary>Builds the model.</summary>
    public Model Build(Traits traits, Colours colours)
    {
        var form = new Form();
        form.Add(_form, Matrix4x4.CreateScale(traits.Size));
        var materials = _materials.ToList();
        if (colours.Find(traits.Colour) is { } colour)
        {
            materials[_main] = materials[_main] with { Colour = colour };
        }

        var (low, high) = form.Bounds();
        return new Model
        {
            Name = Name,
            Mesh = FormMesh.Of(form, false),
            Materials = materials,
            Low = low,
            High = high,
            Anchors = new Dictionary<string, Vector3> { ["top"] = new(0, high.Y, 0) },
        };
    }

    // The nodes of the first scene; all nodes where there is no scene.
    private static IEnumerable<int> Roots(GlbFile glb, JsonElement[] nodes)
    {
        var scenes = glb.List("scenes", MostNodes);
        return scenes.Length > 0 && scenes[0].ValueKind == JsonValueKind.Object && scenes[0].TryGetProperty("nodes", out var roots) ? Numbers(roots) : Enumerable.Range(0, nodes.Length);
    }

    private static IEnumerable<int> Numbers(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))
            ? list.EnumerateArray().Select(item => item.GetInt32())
            : throw new GltfException("a list of nodes is not of whole numbers", null);

    private static void Add(GlbFile glb, JsonElement[] nodes, int number, Matrix4x4 above, int depth, Form form, int plain)
    {
        if (depth > Deepest)
        {
            throw new GltfException($"its nodes lie more than {Deepest} deep, or in each other", null);
        }

        if (number < 0 || number >= nodes.Length || nodes[number].ValueKind != JsonValueKind.Object)
        {
            throw new GltfException($"it refers to node {number}, which is not there", null);
        }

        var node = nodes[number];
        var place = PlaceOf(node) * above;
        if (GlbFile.Number(node, "mesh", -1) is >= 0 and var mesh)
        {
            AddMesh(glb, glb.Item("meshes", mesh), place, form, plain);
        }

        if (node.TryGetProperty("children", out var children))
        {
            foreach (var child in Numbers(children))
            {
                Add(glb, nodes, child, place, depth + 1, form, plain);
            }
        }
    }

    private static void AddMesh(GlbFile glb, JsonElement mesh, Matrix4x4 place, Form form, int plain)
    {
        if (!mesh.TryGetProperty("primitives", out var primitives) || primitives.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var primitive in primitives.EnumerateArray())
        {
            if (primitive.ValueKind != JsonValueKind.Object || GlbFile.Number(primitive, "mode", 4) != 4 || !primitive.TryGetProperty("attributes", out var attributes)
                || attributes.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            var places = glb.Vectors(GlbFile.Number(attributes, "POSITION", -1), MostVertices);
            var normals = GlbFile.Number(attributes, "NORMAL", -1) is >= 0 and var accessor ? glb.Vectors(accessor, MostVertices) : [];
            var indices = GlbFile.Number(primitive, "indices", -1) is >= 0 and var list
                ? glb.Indices(list, 3 * ModelContext.MostTriangles) : [.. Enumerable.Range(0, places.Length)];
            if (form.Vertices.Length + places.Length > MostVertices || form.Triangles.Length + (indices.Length / 3) > ModelContext.MostTriangles)
            {
                throw new GltfException($"it has more than {MostVertices} vertices or {ModelContext.MostTriangles} triangles", "Make the model simpler.");
            }

            var slot = GlbFile.Number(primitive, "material", plain);
            form.Add(Part(places, normals, indices, slot < 0 || slot > plain ? plain : slot), place);
        }
    }

    private static Form Part(Vector3[] places, Vector3[] normals, int[] indices, int slot)
    {
        var part = new Form();
        for (var v = 0; v < places.Length; v++)
        {
            var normal = v < normals.Length && normals[v].LengthSquared() > 0.25f ? Vector3.Normalize(normals[v]) : Vector3.Zero;
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

    private static Matrix4x4 PlaceOf(JsonElement node)
    {
        if (GlbFile.Numbers(node, "matrix", 16) is { } m)
        {
            return new Matrix4x4(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11], m[12], m[13], m[14], m[15]);
        }

        var (move, turn, scale) = (GlbFile.Numbers(node, "translation", 3), GlbFile.Numbers(node, "rotation", 4), GlbFile.Numbers(node, "scale", 3));
        return (scale is null ? Matrix4x4.Identity : Matrix4x4.CreateScale(scale[0], scale[1], scale[2]))
            * (turn is null ? Matrix4x4.Identity : Matrix4x4.CreateFromQuaternion(Quaternion.Normalize(new(turn[0], turn[1], turn[2], turn[3]))))
            * (move is null ? Matrix4x4.Identity : Matrix4x4.CreateTranslation(move[0], move[1], move[2]));
    }

    private static Material MaterialOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return new Material();
        }

        var plain = item.TryGetProperty("pbrMetallicRoughness", out var pbr) && pbr.ValueKind == JsonValueKind.Object ? pbr : item;
        var colour = GlbFile.Numbers(plain, "baseColorFactor", 4) ?? [0.8f, 0.8f, 0.8f, 1];
        var metal = One(plain, "metallicFactor", plain.TryGetProperty("metallicFactor", out _) ? 1 : 0);
        var rough = One(plain, "roughnessFactor", 0.8f);
        var glow = GlbFile.Numbers(item, "emissiveFactor", 3) ?? [0, 0, 0];
        var glows = Math.Max(glow[0], Math.Max(glow[1], glow[2])) > 0.1f;
        var clear = item.TryGetProperty("alphaMode", out var alpha) && alpha.ValueKind == JsonValueKind.String && alpha.GetString() == "BLEND" ? 1 - Math.Clamp(colour[3], 0, 1) : 0;
        return new Material
        {
            Kind = glows ? MaterialKind.Emissive : metal > 0.5f ? MaterialKind.Metal : clear > 0.2f ? MaterialKind.Glass : rough < 0.5f ? MaterialKind.Gloss : MaterialKind.Matte,
            Colour = Vector3.Clamp(glows ? new(glow[0], glow[1], glow[2]) : new(colour[0], colour[1], colour[2]), Vector3.Zero, Vector3.One),
            Roughness = Math.Clamp(rough, 0, 1),
            Clear = clear,
            Glow = glows ? 2 : 0,
            TwoSided = item.TryGetProperty("doubleSided", out var sides) && sides.ValueKind == JsonValueKind.True,
        };
    }

    private static float One(JsonElement item, string name, float otherwise) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? (float)value.GetDouble() : otherwise;

    private static void Settle(Form form)
    {
        var (low, high) = form.Bounds();
        var size = high - low;
        var largest = Math.Max(size.X, Math.Max(size.Y, size.Z));
        if (!(largest >= Smallest && largest <= Largest))
        {
            throw new GltfException(FormattableString.Invariant($"it is {largest:0.#####} m large; models are {Smallest} to {Largest} m"), "Export it in metres.");
        }

        var foot = new Vector3((low.X + high.X) / 2, low.Y, (low.Z + high.Z) / 2);
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place -= foot;
        }
    }
}
