using System.Numerics;

namespace Throughline.Stage.Air;

/// <summary>
/// One kind of thing in the air, of <c>assets/air</c>: what a fire gives off, or what fills the air of a scene.
/// </summary>
public sealed record AirKind
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>When it fills the air of a scene; null for what only sources give off.</summary>
    public AirCondition? When { get; init; }

    /// <summary>Metres of the box about the camera that it fills.</summary>
    public Vector3 Box { get; init; } = new(12, 8, 12);

    /// <summary>How many there are in the box.</summary>
    public int Count { get; init; } = 400;

    /// <summary>Whether they appear on the ground: splashes.</summary>
    public bool OnGround { get; init; }

    /// <summary>How many a source one metre across gives off in a second.</summary>
    public float Rate { get; init; } = 30;

    /// <summary>How many of these come at once, as of a rocket that bursts; 1 for one after the other.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>Shortest and longest life in seconds.</summary>
    public Vector2 Life { get; init; } = new(1, 1.5f);

    /// <summary>Metres a second upward; negative falls.</summary>
    public float Rise { get; init; }

    /// <summary>Metres a second to any side.</summary>
    public float Spread { get; init; }

    /// <summary>Metres a second² downward.</summary>
    public float Gravity { get; init; }

    /// <summary>Share of the wind's speed it takes on.</summary>
    public float Wind { get; init; } = 1;

    /// <summary>Metres it wanders to the sides.</summary>
    public float Swirl { get; init; }

    /// <summary>Wanderings a second.</summary>
    public float SwirlRate { get; init; } = 0.5f;

    /// <summary>Radius in metres, at birth and at death; for sources in parts of the source's size.</summary>
    public Vector2 Size { get; init; } = new(0.02f);

    /// <summary>Colour at birth, linear light.</summary>
    public Vector3 From { get; init; } = Vector3.One;

    /// <summary>Colour at death.</summary>
    public Vector3 To { get; init; } = Vector3.One;

    /// <summary>How much it covers, at birth and at death; it fades in and out besides.</summary>
    public Vector2 Cover { get; init; } = new(0.8f, 0);

    /// <summary>Edge, 0 crisp to 1 soft.</summary>
    public float Softness { get; init; } = 0.6f;

    /// <summary>Whether it gives light of its own.</summary>
    public bool Glows { get; init; }

    /// <summary>Blinks a second, as fireflies do; 0 for steady.</summary>
    public float Blink { get; init; }
}
