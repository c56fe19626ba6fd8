using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>What motion knows of a creature's bones. Lengths in metres, places as modelled.</summary>
internal sealed record Rig
{
    /// <summary>How it is built.</summary>
    public required CreatureFamily Family { get; init; }

    /// <summary>The bones.</summary>
    public required Skeleton Skeleton { get; init; }

    /// <summary>The legs it walks on, in the order of its gaits.</summary>
    public RigLeg[] Legs { get; init; } = [];

    /// <summary>
    /// From the hip to the ground when it stands: what gaits scale with. For what has no legs, half its length.
    /// </summary>
    public required float LegLength { get; init; }

    /// <summary>Length of its steps against those of its family.</summary>
    public float StrideShare { get; init; } = 1;

    /// <summary>How far the back bends with what an action says: cats 1, horses much less.</summary>
    public float Supple { get; init; } = 1;

    /// <summary>
    /// From the neck down, which gaze may turn, each with its share of the turn: neck bones and the head.
    /// </summary>
    public (int Bone, float Share)[] Gaze { get; init; } = [];

    /// <summary>Bones of the face.</summary>
    public RigFace Face { get; init; } = new();

    /// <summary>Things that hang and lag: hair, tails, ears, capes.</summary>
    public RigSpring[] Springs { get; init; } = [];

    /// <summary>Bones that bend one after another when it swims or winds, from front to back.</summary>
    public int[] Wave { get; init; } = [];

    /// <summary>Whether the wave of swimming goes up and down (whales) instead of from side to side.</summary>
    public bool WaveUpright { get; init; }

    /// <summary>Degrees it tips forward to fly.</summary>
    public float FlightPitch { get; init; }

    /// <summary>Bones of wings that are drawn small inside the body while they are folded.</summary>
    public int[] Folding { get; init; } = [];

    /// <summary>
    /// Where things are held, in the space of the bone that holds: bone, place as modelled. Right hand first.
    /// </summary>
    public (int Bone, Vector3 Place)[] Grips { get; init; } = [];

    /// <summary>The head's bone, and the middle between its eyes as modelled.</summary>
    public (int Bone, Vector3 Eyes) Head { get; init; }

    /// <summary>Bones of the head and of all that moves in its face.</summary>
    public IReadOnlySet<int> OfHead() =>
        new HashSet<int>([Head.Bone, .. Face.Eyes, .. Face.UpperLids, .. Face.LowerLids, .. Face.Brows, Face.Jaw]);

    /// <summary>What a sitter sits on: bone and place as modelled, underneath.</summary>
    public (int Bone, Vector3 Place) Seat { get; init; }
}

/// <summary>One leg: two bones that bend, and a foot.</summary>
internal sealed record RigLeg
{
    /// <summary>Name of its channels: <c>footL</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The bone from the hip.</summary>
    public required int Upper { get; init; }

    /// <summary>The bone from the knee.</summary>
    public required int Lower { get; init; }

    /// <summary>The foot, from the ankle.</summary>
    public required int Foot { get; init; }

    /// <summary>Where it bears its weight as modelled, on the ground.</summary>
    public required Vector3 Ball { get; init; }

    /// <summary>Where the knee points to.</summary>
    public required Vector3 Knee { get; init; }

    /// <summary>
    /// When it steps in the cycle of its gaits, 0 to 1, by name of the gait's column: place in the gait's list.
    /// </summary>
    public required int Order { get; init; }
}

/// <summary>Bones of a face; -1 where there is none.</summary>
internal sealed record RigFace
{
    /// <summary>Eyeballs.</summary>
    public int[] Eyes { get; init; } = [];

    /// <summary>Upper lids.</summary>
    public int[] UpperLids { get; init; } = [];

    /// <summary>Lower lids.</summary>
    public int[] LowerLids { get; init; } = [];

    /// <summary>Where each eye looks at rest; empty when all look ahead.</summary>
    public Quaternion[] Frames { get; init; } = [];

    /// <summary>Brows, left then right.</summary>
    public int[] Brows { get; init; } = [];

    /// <summary>The lower jaw or beak.</summary>
    public int Jaw { get; init; } = -1;

    /// <summary>Degrees an upper lid turns down to be shut; the lower one a third of it up.</summary>
    public float LidTurn { get; init; } = 45;

    /// <summary>Degrees the eyes can turn to a side.</summary>
    public float EyeTurn { get; init; } = 28;

    /// <summary>Degrees the jaw opens.</summary>
    public float JawTurn { get; init; } = 25;

    /// <summary>Metres a brow rises.</summary>
    public float BrowRise { get; init; } = 0.02f;
}

/// <summary>A chain of bones that follows late, swings and hangs.</summary>
/// <param name="Bones">From its root.</param>
/// <param name="Hertz">How fast it swings.</param>
/// <param name="Damping">1 comes to rest without swinging over.</param>
/// <param name="Droop">How strongly it hangs down instead of keeping its shape, 0 to 1.</param>
/// <param name="Wind">How much the wind stirs it, 0 to 1.</param>
internal sealed record RigSpring(IReadOnlyList<int> Bones, float Hertz, float Damping, float Droop, float Wind);
