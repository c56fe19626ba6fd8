using Throughline.Chance;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>
/// What a prop's file is built with: the scene's wishes, chance, the level of detail, and the materials used so far.
/// </summary>
internal sealed class ModelContext
{
    /// <summary>How many triangles one model may have.</summary>
    public const int MostTriangles = 150_000;

    private const int MostMaterials = 255;
    private readonly Dictionary<(string Prop, string Material), byte> _slots = [];
    private readonly List<Material> _materials = [];
    private Dice _dice;

    /// <summary>A context.</summary>
    public ModelContext(Traits traits, IReadOnlySet<string> conditions, long seed, float detail)
    {
        Traits = traits;
        Conditions = conditions;
        Seed = seed;
        Detail = detail;
        _dice = new Dice(seed);
    }

    /// <summary>What the scene asks for.</summary>
    public Traits Traits { get; }

    /// <summary>What holds: variants, the season, <c>day</c> or <c>night</c>, <c>lit</c>, <c>snowy</c>.</summary>
    public IReadOnlySet<string> Conditions { get; }

    /// <summary>The model's seed.</summary>
    public long Seed { get; }

    /// <summary>Share of full detail, above 0 to 1.</summary>
    public float Detail { get; }

    /// <summary>The materials in the order of their slots.</summary>
    public IReadOnlyList<Material> Materials => _materials;

    /// <summary>Chance, in the order of building.</summary>
    public ref Dice Dice => ref _dice;

    /// <summary>A number of vertices or steps at this level of detail.</summary>
    public int Steps(int full, int least) =>
        Math.Max(Math.Min(full, least), (int)MathF.Round(full * MathF.Sqrt(Detail)));

    /// <summary>A number of small things at this level of detail.</summary>
    public int Some(int full) => Math.Max(1, (int)MathF.Round(full * Detail));

    /// <summary>The slot of a prop's material.</summary>
    public byte Slot(string prop, string name, MaterialText material)
    {
        if (!_slots.TryGetValue((prop, name), out var slot))
        {
            slot = (byte)Math.Min(_materials.Count, MostMaterials);
            _slots.Add((prop, name), slot);
            if (_materials.Count <= MostMaterials)
            {
                _materials.Add(material.Of(Traits, Conditions, Seed + (_slots.Count * 7919L)));
            }
        }

        return slot;
    }
}
