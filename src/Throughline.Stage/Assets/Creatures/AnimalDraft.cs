using System.Numerics;
using Throughline.Chance;
using Throughline.Problems;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>
/// An animal while it is built: what its file and traits say, its bones, its flesh. Lengths in its own unit.
/// </summary>
internal sealed class AnimalDraft
{
    private static readonly Material _plain = new() { Kind = MaterialKind.Hair, Colour = new(0.4f, 0.3f, 0.2f) };

    private readonly CreatureText _text;
    private readonly Traits _traits;
    private readonly HashSet<string> _conditions;
    private readonly Dictionary<string, Material> _materials = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = [];
    private readonly long _seed;
    private Vector3 _brightest;

    /// <summary>A draft for a file, traits and a seed.</summary>
    public AnimalDraft(CreatureText text, Traits traits, long seed)
    {
        _text = text;
        _traits = CreatureText.Over(traits, text.Traits);
        _conditions = [.. _traits.Variants];
        _seed = seed;
        Young = _traits.Age is { } age ? Math.Clamp(1 - (age / 18), 0, 1) : 0;
        var build = _traits.Build ?? Dice.Of(seed, 3).Between(0.42f, 0.58f);
        Stout = 1 + (0.5f * (build - 0.5f));
        Unit = Measure("size", 1) * _traits.Size * Dice.Of(seed, 4).Between(0.95f, 1.05f);
        foreach (var name in text.Materials.Keys)
        {
            _brightest = Vector3.Max(_brightest, Find(name).Colour);
        }

        _brightest = Vector3.Max(_brightest, Find("coat").Colour);
    }

    /// <summary>Metres of its unit.</summary>
    public float Unit { get; }

    /// <summary>0 grown up to 1 newborn.</summary>
    public float Young { get; }

    /// <summary>How stout, 1 the usual.</summary>
    public float Stout { get; }

    /// <summary>Its traits.</summary>
    public Traits Traits => _traits;

    /// <summary>The bones.</summary>
    public Skeleton Skeleton { get; } = new();

    /// <summary>The skin.</summary>
    public SkinDraft Skin { get; } = new();

    /// <summary>What is melted into one body.</summary>
    public Flesh Body { get; } = new();

    /// <summary>
    /// A measure of the file, or the family's own; up to a tenth more or less by the seed where <paramref name="vary"/>
    /// says so.
    /// </summary>
    public float Measure(string name, float usual, float vary = 0)
    {
        _asked.Add(name);
        var value = _text.Measures.GetValueOrDefault(name, usual);
        return vary == 0 ? value : value * (1 + Dice.Of(_seed, 1000 + _asked.Count).Between(-vary, vary));
    }

    /// <summary>A choice of the file, or the family's own.</summary>
    public string Kind(string name, string usual)
    {
        _asked.Add(name);
        return _text.Kinds.GetValueOrDefault(name, usual);
    }

    /// <summary>Whether the file names a material.</summary>
    public bool Has(string material) => _text.Materials.ContainsKey(material);

    /// <summary>A material of the file; one it does not name is the coat.</summary>
    public Material Find(string name)
    {
        if (!_materials.TryGetValue(name, out var material))
        {
            var text = _text.Materials.GetValueOrDefault(name) ?? _text.Materials.GetValueOrDefault("coat");
            material = text?.Of(_traits, _conditions, _seed) ?? _plain;
            _materials.Add(name, material);
        }

        return material;
    }

    /// <summary>Slot of a material of the file.</summary>
    public byte Slot(string name) => Skin.Slot(Find(name));

    /// <summary>Slot of the body: the coat, bright enough that tints make every region's colour of it.</summary>
    public byte BodySlot() => Skin.Slot(Find("coat") with { Colour = _brightest });

    /// <summary>Tint that gives the body a region's colour.</summary>
    public Vector3 Tint(string region) => Find(region).Colour / Vector3.Max(_brightest, new(0.004f));

    /// <summary>A place in metres.</summary>
    public Vector3 At(float x, float y, float z) => new Vector3(x, y, z) * Unit;

    /// <summary>Adds a bone at a place in units.</summary>
    public int Bone(string name, int parent, Vector3 place, Vector3? signs = null) =>
        Skeleton.Add(name, parent, place * Unit, null, signs);

    /// <summary>A drawn-out ball between places in units.</summary>
    public FleshBody Tube(
        int bone, Vector3 a, Vector3 b, float radiusA, float radiusB, string region = "coat", float blend = 0.06f,
        int boneB = -1) =>
        FleshBody.Tube(bone, a * Unit, b * Unit, radiusA * Unit, radiusB * Unit, blend * Unit) with
        {
            Tint = Tint(region),
            BoneB = boneB,
        };

    /// <summary>An egg at a place in units.</summary>
    public FleshBody Egg(
        int bone, Vector3 at, Vector3 half, string region = "coat", float blend = 0.06f, Quaternion? turn = null) =>
        FleshBody.Egg(bone, at * Unit, half * Unit, blend * Unit, turn) with { Tint = Tint(region) };

    /// <summary>A drawn-out shape of its own material along places in units.</summary>
    public void Sweep(
        ReadOnlySpan<Vector3> line, ReadOnlySpan<float> radii, ReadOnlySpan<BoneShare> bones, string material,
        int sides = 8, (Vector3, float)? thin = null)
    {
        var places = new Vector3[line.Length];
        var sizes = new float[line.Length];
        for (var i = 0; i < line.Length; i++)
        {
            places[i] = line[i] * Unit;
            sizes[i] = radii[i] * Unit;
        }

        SkinSheet.Sweep(Skin, places, sizes, bones, sides, Slot(material), null, thin);
    }

    /// <summary>An eye with lids.</summary>
    /// <param name="letter">L or R.</param>
    /// <param name="head">The head's bone.</param>
    /// <param name="place">Its middle, in units.</param>
    /// <param name="radius">In units.</param>
    /// <param name="turn">Where it looks at rest.</param>
    /// <param name="iris">Degrees from the middle to the edge of the iris.</param>
    public void Eye(char letter, int head, Vector3 place, float radius, Quaternion turn, float iris = 58)
    {
        var ball = Bone($"eye{letter}", head, place);
        var upper = Bone($"lid{letter}", head, place);
        var lower = Bone($"lowerLid{letter}", head, place);
        var eye = new EyeMaker(Skin, place * Unit, radius * Unit);

        // At rest both look ahead rather than asunder, as far as lids let it be seen.
        var gaze = Vector3.Transform(Vector3.UnitZ, turn);
        var aside = MathF.Atan2(gaze.X, gaze.Z);
        var inward = Quaternion.CreateFromAxisAngle(
            Vector3.UnitY, -MathF.CopySign(Math.Min(0.6f * MathF.Abs(aside), EyeTurnIn), aside));
        eye.Ball(
            ball,
            Skin.Slot(new Material { Kind = MaterialKind.Gloss, Colour = new(0.85f, 0.83f, 0.78f), Roughness = 0.2f }),
            Has("eyes") ? Slot("eyes") : Skin.Slot(
                new Material { Kind = MaterialKind.Gloss, Colour = new(0.09f, 0.045f, 0.02f), Roughness = 0.15f }),
            Skin.Slot(new Material { Kind = MaterialKind.Gloss, Colour = new(0.006f), Roughness = 0.12f }), iris,
            0.55f * iris, inward * turn);
        eye.Glint(head, Skin.Slot(new Material { Kind = MaterialKind.Emissive, Colour = new(1), Glow = 1.1f }), turn);
        var lids = Find(Has("lids") ? "lids" : Has("face") ? "face" : "coat");
        var lid = Skin.Slot(new Material { Kind = lids.Kind, Colour = lids.Colour * 0.8f });
        eye.Lids(
            upper, lower, lid, lid,
            Skin.Slot(new Material { Kind = MaterialKind.Hair, Colour = new(0.015f) }), 40, -44, 4, turn);
    }

    // Radians.
    private const float EyeTurnIn = 0.35f;

    /// <summary>Adds the pieces of the file.</summary>
    public void Parts()
    {
        foreach (var part in _text.Parts)
        {
            foreach (var side in part.Twice ? (ReadOnlySpan<int>)[1, -1] : [1])
            {
                Add(part, side);
            }
        }
    }

    /// <summary>Refuses measures and choices that nobody asked for.</summary>
    /// <exception cref="AssetException">There are some.</exception>
    public void Done()
    {
        var problems = new ProblemList(_text.File);
        foreach (var name in _text.Measures.Keys.Concat(_text.Kinds.Keys).Where(name => !_asked.Contains(name)))
        {
            problems.Unknown(TextPlace.WholeFile, $"a {_text.Family} has no measure '{name}'", name, _asked);
        }

        if (problems.HasErrors)
        {
            throw new AssetException(problems.ToList());
        }
    }

    private void Add(CreaturePart part, int side)
    {
        var name = side < 0 && part.Bone.EndsWith('L') ? part.Bone[..^1] + 'R' : part.Bone;
        var bone = Skeleton.Find(name);
        if (bone < 0)
        {
            throw AssetException.Of(
                _text.File, $"a {_text.Family} has no bone '{part.Bone}'",
                NearestName.Fix(part.Bone, Skeleton.Bones.Select(one => one.Name)));
        }

        var origin = Skeleton.Bones[bone].Rest / Unit;
        var radians = part.Turn * MathF.PI / 180;
        if (part.Size is { } size)
        {
            var turn = Quaternion.CreateFromYawPitchRoll(side * radians.Y, radians.X, side * radians.Z);
            var egg = Egg(bone, origin + Mirror(part.Line[0]), size, part.Tint ?? part.Material ?? "coat", 0.05f, turn) with
            {
                TintReach = part.Spread * Unit,
            };
            if (part.Material is null)
            {
                Body.Add(egg);
            }
            else
            {
                var flesh = new Flesh();
                flesh.Add(egg with { Tint = Vector3.One });
                FleshMesher.Add(
                    flesh, Math.Max(0.4f * Math.Min(size.X, Math.Min(size.Y, size.Z)), 0.02f) * Unit,
                    Slot(part.Material), Skin);
            }

            return;
        }

        // A line melts in, or stands as a shape of its own; along a chain of bones it goes with the chain.
        var line = part.Line.Select(point => origin + Mirror(point)).ToArray();
        var bones = Enumerable.Range(0, line.Length).Select(i => Chained(name, i, line.Length)).ToArray();
        if (part.Material is { } material)
        {
            Sweep(line, [.. part.Line.Select(point => point.W)], bones, material, 7);
            return;
        }

        for (var i = 0; i < line.Length - 1; i++)
        {
            Body.Add(
                Tube(
                    bones[i].Bone0, line[i], line[i + 1], part.Line[i].W, part.Line[i + 1].W, part.Tint ?? "coat",
                    0.05f, bones[i + 1].Bone0));
        }

        Vector3 Mirror(Vector4 point) => new(side * point.X, point.Y, point.Z);
    }

    // trunk1 with points goes on over trunk2, trunk3 and so on as far as there are such bones.
    private BoneShare Chained(string name, int point, int points)
    {
        var bone = Skeleton[name];
        if (!name.EndsWith('1'))
        {
            return BoneShare.Of(bone);
        }

        var count = 1;
        while (Skeleton.Find($"{name[..^1]}{count + 1}") >= 0)
        {
            count++;
        }

        var at = Math.Min((float)point / (points - 1) * count, count - 0.001f);
        return BoneShare.Of(Skeleton[$"{name[..^1]}{1 + (int)at}"]);
    }
}
