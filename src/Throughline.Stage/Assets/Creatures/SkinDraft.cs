using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>A creature's skin while it is built: pieces are added, then <see cref="Skin"/> is made of it.</summary>
internal sealed class SkinDraft
{
    private readonly List<Material> _materials = [];

    /// <summary>Places, metres.</summary>
    public List<Vector3> Places { get; } = [];

    /// <summary>Unit normals.</summary>
    public List<Vector3> Normals { get; } = [];

    /// <summary>Colours that multiply the materials', linear light.</summary>
    public List<Vector3> Tints { get; } = [];

    /// <summary>Which bones carry each vertex.</summary>
    public List<BoneShare> Shares { get; } = [];

    /// <summary>Three vertices a triangle.</summary>
    public List<int> Indices { get; } = [];

    /// <summary>Material of each triangle.</summary>
    public List<byte> Slots { get; } = [];

    /// <summary>How vertices move with the face.</summary>
    public List<Morph> Morphs { get; } = [];

    /// <summary>Cloth that hangs about legs.</summary>
    public List<Drape> Drapes { get; } = [];

    /// <summary>The materials.</summary>
    public IReadOnlyList<Material> Materials => _materials;

    /// <summary>A draft of its own with the same pieces.</summary>
    public SkinDraft Copy()
    {
        var copy = new SkinDraft();
        copy._materials.AddRange(_materials);
        copy.Places.AddRange(Places);
        copy.Normals.AddRange(Normals);
        copy.Tints.AddRange(Tints);
        copy.Shares.AddRange(Shares);
        copy.Indices.AddRange(Indices);
        copy.Slots.AddRange(Slots);
        copy.Morphs.AddRange(Morphs);
        copy.Drapes.AddRange(Drapes);
        return copy;
    }

    /// <summary>Place of a material, which is added when it is new.</summary>
    public byte Slot(Material material)
    {
        var slot = _materials.IndexOf(material);
        if (slot < 0)
        {
            slot = _materials.Count;
            _materials.Add(material);
        }

        return checked((byte)slot);
    }

    /// <summary>Adds a vertex and returns its number.</summary>
    public int Vertex(Vector3 place, Vector3 normal, in BoneShare share, Vector3? tint = null)
    {
        Places.Add(place);
        Normals.Add(normal);
        Shares.Add(share);
        Tints.Add(tint ?? Vector3.One);
        return Places.Count - 1;
    }

    /// <summary>Adds a triangle, anticlockwise from outside.</summary>
    public void Triangle(int a, int b, int c, byte slot)
    {
        if (a == b || b == c || a == c)
        {
            return;
        }

        Indices.Add(a);
        Indices.Add(b);
        Indices.Add(c);
        Slots.Add(slot);
    }

    /// <summary>Adds four corners, anticlockwise from outside, cut along the shorter diagonal.</summary>
    public void Quad(int a, int b, int c, int d, byte slot)
    {
        if (Vector3.DistanceSquared(Places[a], Places[c]) <= Vector3.DistanceSquared(Places[b], Places[d]))
        {
            Triangle(a, b, c, slot);
            Triangle(a, c, d, slot);
        }
        else
        {
            Triangle(a, b, d, slot);
            Triangle(b, c, d, slot);
        }
    }
}
