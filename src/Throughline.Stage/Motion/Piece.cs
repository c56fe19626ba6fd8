using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>A stretch of a role in which one action is played, compiled: everything is a function of time.</summary>
internal sealed record Piece
{
    /// <summary>Start, seconds since the scene began.</summary>
    public required double From { get; init; }

    /// <summary>The action.</summary>
    public required ActionText Action { get; init; }

    /// <summary>What this family does in it.</summary>
    public required Clip Clip { get; init; }

    /// <summary>The clip's curves with the channels they move.</summary>
    public required (int Slot, int Parts, Curve Curve)[] Curves { get; init; }

    /// <summary>What is done at the same time.</summary>
    public IReadOnlyList<PieceLayer> Layers { get; init; } = [];

    /// <summary>How much it speaks, with all that is done at the same time, 0 to 1.</summary>
    public float Speaks { get; init; }

    /// <summary>Whether an arm points at the target.</summary>
    public bool Points { get; init; }

    /// <summary>How much head and eyes are kept on the target, 0 to 1.</summary>
    public float Gaze { get; init; } = 1;

    /// <summary>The last pose of a posture that is kept below this action.</summary>
    public (int Slot, int Parts, Vector3 Value)[] Posture { get; init; } = [];

    /// <summary>What manner and mood add.</summary>
    public (int Slot, int Parts, Vector3 Value)[] Adds { get; init; } = [];

    /// <summary>How large movements are.</summary>
    public float Energy { get; init; } = 1;

    /// <summary>How fast the clip runs.</summary>
    public float Pace { get; init; } = 1;

    /// <summary>Seconds of the clip that had passed when the piece begins.</summary>
    public double Ahead { get; init; }

    /// <summary>The way; null for one that stays.</summary>
    public Way? Way { get; init; }

    // Metres that one clip of climbing goes up: a rung for each foot.
    private const float Rungs = 0.56f;

    /// <summary>Where who stays, but jumps or climbs, comes down; null for in its place.</summary>
    public Vector3? Hop { get; init; }

    /// <summary>Clips that have been played at a time, whole and in part.</summary>
    public float ClipsAt(double seconds) => (float)((seconds - From + Ahead) * Pace / Clip.Seconds);

    /// <summary>Where who stays is at a time.</summary>
    public Vector3 SpotAt(double seconds) => Hop is not { } hop ? Place
        : Action.Climbs ? Vector3.Lerp(
            Place, hop, Math.Clamp(Rungs * ClipsAt(seconds) / Math.Max(Vector3.Distance(Place, hop), 0.01f), 0, 1))
        : Vector3.Lerp(
        Place, hop, Math.Clamp((ClipsAt(seconds) - Action.Airborne.X) / (Action.Airborne.Y - Action.Airborne.X), 0, 1));

    /// <summary>When the feet last came down at or before a time; null when they have not.</summary>
    public double? LandedAt(double seconds)
    {
        var jumps = Clip.Loop ? MathF.Floor(ClipsAt(seconds) - Action.Airborne.Y) : ClipsAt(seconds) < Action.Airborne.Y ? -1 : 0;
        return jumps < 0 ? null : From - Ahead + ((jumps + Action.Airborne.Y) * Clip.Seconds / Pace);
    }

    /// <summary>When the way is done, seconds since the scene began.</summary>
    public double Arrival { get; init; }

    /// <summary>
    /// Metres of the way that feet have made at <see cref="From"/> and at <see cref="Arrival"/>; more than the body,
    /// which eases.
    /// </summary>
    public float FirstStep { get; init; }

    /// <inheritdoc cref="FirstStep"/>
    public float LastStep { get; init; }

    /// <summary>
    /// Half the metres over which the body takes up and loses speed; 0 at an end that is passed at full speed.
    /// </summary>
    public float EaseIn { get; init; }

    /// <inheritdoc cref="EaseIn"/>
    public float EaseOut { get; init; }

    /// <summary>Metres of one cycle of the gait.</summary>
    public float Stride { get; init; } = 1;

    /// <summary>Share of a cycle that the gait is ahead.</summary>
    public float Phase { get; init; }

    /// <summary>Where it stays, or where its way begins.</summary>
    public required Vector3 Place { get; init; }

    /// <summary>Where it faces when it stays.</summary>
    public required float Heading { get; init; }

    /// <summary>What it is aimed at.</summary>
    public Vector3? Target { get; init; }

    /// <summary>Height of its seat above the ground; null for the usual.</summary>
    public float? Seat { get; init; }

    /// <summary>Seconds over which the pose before fades.</summary>
    public float Fade { get; init; } = 0.45f;

    /// <summary>The pose before minus this one's first.</summary>
    public float[] Offset { get; set; } = [];

    /// <summary>The feet before minus this one's first, world.</summary>
    public (Vector3 Ball, float Pitch, float Heading)[] FeetOffset { get; set; } = [];

    /// <summary>What is left of the root's place and heading before.</summary>
    public (Vector3 Place, float Heading) RootOffset { get; set; }

    /// <summary>Metres that the feet have gone at a time.</summary>
    public float StepsAt(double seconds)
    {
        if (seconds >= Arrival && EaseOut > 0)
        {
            return LastStep;
        }

        var share = (seconds - From) / Math.Max(Arrival - From, 1e-6);
        return (float)(FirstStep + (Math.Max(share, EaseIn > 0 ? 0 : double.MinValue) * (LastStep - FirstStep)));
    }

    /// <summary>
    /// Metres that the body has gone when the feet have gone so many: it takes up speed and loses it evenly.
    /// </summary>
    public float BodyAt(float steps)
    {
        var length = Way!.Length;
        if (EaseIn > 0 && steps < EaseIn)
        {
            return steps <= -EaseIn ? 0 : (steps + EaseIn) * (steps + EaseIn) / (4 * EaseIn);
        }

        var left = length - steps;
        return EaseOut > 0 && left < EaseOut
            ? length - (left <= -EaseOut ? 0 : (left + EaseOut) * (left + EaseOut) / (4 * EaseOut))
            : steps;
    }

    /// <summary>Speed of the body against that of the feet, 0 to 1.</summary>
    public float GoingAt(float steps)
    {
        var started = EaseIn > 0 ? Math.Clamp((steps + EaseIn) / (2 * EaseIn), 0, 1) : 1;
        var lasting = EaseOut > 0 ? Math.Clamp((Way!.Length - steps + EaseOut) / (2 * EaseOut), 0, 1) : 1;
        return Math.Min(started, lasting);
    }
}
