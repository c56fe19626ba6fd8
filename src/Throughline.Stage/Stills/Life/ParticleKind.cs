using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>Things in the air: how many, how large, how they move.</summary>
internal sealed record ParticleKind
{
    /// <summary>How many at usual strength in the near, middle and far air.</summary>
    public required (int Near, int Middle, int Far) Count { get; init; }

    /// <summary>Smallest and largest radius, metres.</summary>
    public required (float Least, float Most) Radius { get; init; }

    /// <summary>Metres a second; X goes with the wind, Y up.</summary>
    public required Vector3 Velocity { get; init; }

    /// <summary>How much the velocity of one differs from another's, a share.</summary>
    public float Spread { get; init; } = 0.35f;

    /// <summary>How far they wander from their way, metres.</summary>
    public float Wander { get; init; }

    /// <summary>How often they wander to and fro, Hz.</summary>
    public float WanderHertz { get; init; } = 0.3f;

    /// <summary>Opacity before it is spread over a streak or a lens's disc; above 1 for what is seen however
    /// small.</summary>
    public required float Opacity { get; init; }

    /// <summary>Whether it is seen as a streak only, whose opacity goes with its width.</summary>
    public bool IsStreak { get; init; }

    /// <summary>1 shines onto the picture, 0 covers it.</summary>
    public float Shine { get; init; }

    /// <summary>How much it takes light from behind to be seen, 0 to 1.</summary>
    public float Backlit { get; init; }

    /// <summary>How often they come and go, Hz; 0 never.</summary>
    public float BlinkHertz { get; init; }

    /// <summary>How many times longer than wide they are.</summary>
    public float Long { get; init; } = 1;

    /// <summary>How much lighter or darker one is than another, a share.</summary>
    public float Shades { get; init; } = 0.15f;

    /// <summary>Seconds the shutter is open: how far they smear.</summary>
    public float Exposure { get; init; } = 1 / 48f;

    /// <summary>Share of the picture's height above which they are not seen: 0 is the top.</summary>
    public float Ceiling { get; init; }
}
