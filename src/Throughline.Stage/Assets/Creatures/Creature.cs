using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>
/// Somebody or some animal, built from traits and a seed: the same name, traits and seed give the same creature, bit
/// for bit. Never changes; any thread may pose it.
/// </summary>
public sealed class Creature
{
    private readonly SkinLevels _skins;

    internal Creature(string name, Rig rig, SkinDraft draft, CreatureMeasures measures)
    {
        Name = name;
        Rig = rig;
        Materials = [.. draft.Materials];
        Height = measures.Height;
        Length = measures.Length;
        Radius = measures.Radius;
        HeadSize = measures.HeadSize;
        Element = measures.Element;
        WalkSpeed = measures.WalkSpeed;
        RunSpeed = measures.RunSpeed;
        FlySpeed = measures.FlySpeed;
        SwimSpeed = measures.SwimSpeed;
        FlapHertz = measures.FlapHertz;
        Bearing = measures.Bearing;
        Mood = measures.Mood;
        Held = measures.Held;
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var place in draft.Places)
        {
            low = Vector3.Min(low, place);
            high = Vector3.Max(high, place);
        }

        // Arms and wings swing beyond the box at rest, jumps lift the body.
        var centre = (low + high) / 2;
        _skins = new SkinLevels(draft, centre, 0.75f * (high - low).Length(), rig.OfHead());
    }

    /// <summary>Name of the asset: <c>person</c>, <c>dog</c>.</summary>
    public string Name { get; }

    /// <summary>How it is built.</summary>
    public CreatureFamily Family => Rig.Family;

    /// <summary>
    /// From the ground to the top of its head when it stands, hat and all, metres. For what flies or swims its own
    /// height.
    /// </summary>
    public float Height { get; }

    /// <summary>From front to back, metres.</summary>
    public float Length { get; }

    /// <summary>Radius of the circle it takes up on the ground, metres.</summary>
    public float Radius { get; }

    /// <summary>
    /// How large its head is with muzzle or beak, half the height of ears that stand up, no horns, metres; null where
    /// the head is not told from the body.
    /// </summary>
    public float? HeadSize { get; }

    /// <summary>Height of its eyes when it stands, metres.</summary>
    public float EyeHeight => Rig.Head.Eyes.Y;

    /// <summary>Middle between its eyes when it stands, in its own space, metres.</summary>
    public Vector3 Eyes => Rig.Head.Eyes;

    /// <summary>Where it is at home.</summary>
    public Element Element { get; }

    /// <summary>Usual speed of walking, metres a second; 0 for what cannot.</summary>
    public float WalkSpeed { get; }

    /// <summary>Usual speed of running, metres a second.</summary>
    public float RunSpeed { get; }

    /// <summary>Usual speed of flying, metres a second; 0 for what cannot.</summary>
    public float FlySpeed { get; }

    /// <summary>Usual speed of swimming, metres a second.</summary>
    public float SwimSpeed { get; }

    /// <summary>Materials that the mesh's slots count.</summary>
    public IReadOnlyList<Material> Materials { get; }

    /// <summary>
    /// Props in its hands, the right one first: at most two, to be drawn at <see cref="Stance.RightGrip"/> and
    /// <see cref="Stance.LeftGrip"/>.
    /// </summary>
    public IReadOnlyList<Model> Held { get; }

    /// <summary>Number of vertices of its mesh.</summary>
    public int Vertices => Skin.Vertices;

    internal Rig Rig { get; }

    internal Skin Skin => _skins[0];

    /// <summary>Its skin from fine to coarse.</summary>
    internal SkinLevels Skins => _skins;

    /// <summary>Beats of the wings in a second.</summary>
    internal float FlapHertz { get; }

    /// <summary>How it holds itself: channels that are added to every pose.</summary>
    internal IReadOnlyDictionary<string, Vector3> Bearing { get; }

    /// <summary>Its mood, or null.</summary>
    internal string? Mood { get; }

    /// <summary>A mesh of its own at rest: each painter poses its own.</summary>
    public Mesh NewMesh() => Skin.NewMesh();

    /// <summary>A pose to fill, standing as modelled.</summary>
    public Stance NewStance() => new(Rig.Skeleton.Count);

    /// <summary>
    /// Moves a mesh of <see cref="NewMesh"/> into a pose, in the creature's space: draw it with
    /// <see cref="Stance.Place"/>.
    /// </summary>
    /// <param name="stance">A pose of this creature.</param>
    /// <param name="into">A mesh of this creature.</param>
    public void Pose(Stance stance, Mesh into)
    {
        ArgumentNullException.ThrowIfNull(stance);
        ArgumentNullException.ThrowIfNull(into);
        ArgumentOutOfRangeException.ThrowIfNotEqual(into.Vertices, Vertices);
        ArgumentOutOfRangeException.ThrowIfNotEqual(stance.Bones.Length, 16 * Rig.Skeleton.Count);
        Skin.Pose(stance.Bones, stance.Face, into);
    }
}
