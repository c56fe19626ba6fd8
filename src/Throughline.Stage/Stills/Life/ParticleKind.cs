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

    /// <summary>What a kind is in the air; null for what is not.</summary>
    public static ParticleKind? Of(LifeKind kind) => kind switch
    {
        LifeKind.Snow => new()
        {
            Count = (36, 340, 950),
            Radius = (0.003f, 0.008f),
            Velocity = new(0.25f, -0.75f, 0),
            Wander = 0.10f,
            WanderHertz = 0.35f,
            Opacity = 0.85f,
            Exposure = 1 / 60f,
        },
        LifeKind.Rain => new()
        {
            Count = (60, 380, 900),
            Radius = (0.0010f, 0.0018f),
            Velocity = new(0.5f, -7.5f, 0),
            Spread = 0.12f,
            Opacity = 8,
            IsStreak = true,
            Exposure = 1 / 40f,
        },
        LifeKind.Dust => new()
        {
            Count = (80, 480, 800),
            Radius = (0.002f, 0.006f),
            Velocity = new(0.07f, 0.035f, 0.02f),
            Spread = 0.9f,
            Wander = 0.10f,
            WanderHertz = 0.13f,
            Opacity = 0.95f,
            Shine = 1,
            Backlit = 0.65f,
            BlinkHertz = 0.12f,
        },
        LifeKind.Embers => new()
        {
            Count = (12, 120, 120),
            Radius = (0.003f, 0.007f),
            Velocity = new(0.15f, 0.75f, 0),
            Spread = 0.6f,
            Wander = 0.14f,
            WanderHertz = 0.5f,
            Opacity = 3,
            Shine = 1,
            BlinkHertz = 0.9f,
            Exposure = 1 / 36f,
        },
        LifeKind.Fireflies => new()
        {
            Count = (3, 40, 80),
            Radius = (0.006f, 0.010f),
            Velocity = new(0.05f, 0.01f, 0),
            Spread = 1,
            Wander = 0.35f,
            WanderHertz = 0.11f,
            Opacity = 3,
            Shine = 1,
            BlinkHertz = 0.35f,
            Ceiling = 0.35f,
        },
        LifeKind.Leaves => new()
        {
            Count = (2, 50, 150),
            Radius = (0.009f, 0.015f),
            Velocity = new(0.45f, -0.55f, 0.05f),
            Spread = 0.5f,
            Wander = 0.22f,
            WanderHertz = 0.4f,
            Opacity = 1,
            Long = 2.4f,
            Shades = 0.5f,
        },
        _ => null,
    };
}
