using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>
/// A user's model (<c>name.glb</c>), which is a noun by its file name. Taken are triangles, normals, colours of
/// vertices, materials and textures of base colours; skins and animations are left. It is brought onto the ground about
/// its middle; its units are metres.
/// </summary>
internal sealed class GltfModel
{
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
            var (form, materials) = GltfScene.Read(glb);
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

    private static void Settle(Form form)
    {
        var (low, high) = form.Bounds();
        var size = high - low;
        var largest = Math.Max(size.X, Math.Max(size.Y, size.Z));
        if (!(largest >= Smallest && largest <= Largest))
        {
            throw new GltfException(
                FormattableString.Invariant($"it is {largest:0.#####} m large; models are {Smallest} to {Largest} m"),
                "Export it in metres.");
        }

        var foot = new Vector3((low.X + high.X) / 2, low.Y, (low.Z + high.Z) / 2);
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place -= foot;
        }
    }
}
