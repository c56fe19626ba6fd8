using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>How one effect looks: where it belongs, in which light, and how it moves. Read from data, see
/// <see cref="LifeBook"/>.</summary>
internal sealed record LifeRecipe
{
    /// <summary>The effect's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it belongs.</summary>
    public required LifePlace Place { get; init; }

    /// <summary>The effect that words of running water make of it; null for none.</summary>
    public string? Flowing { get; init; }

    /// <summary>Effects that come with it where the picture has a place for them.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>The colour of what comes into being.</summary>
    public LifeColour Colour { get; init; }

    /// <summary>How texture is carried along; null when it is not.</summary>
    public FlowKind? Flow { get; init; }

    /// <summary>How it swings to and fro; null when it does not.</summary>
    public SwingKind? Swing { get; init; }

    /// <summary>How waves catch the light; null when they do not.</summary>
    public GlintKind? Glint { get; init; }

    /// <summary>How it veils what is behind it; null when it does not.</summary>
    public VeilKind? Veil { get; init; }

    /// <summary>Whether its veil is foam or spray, where moving water strikes and not where it moves.</summary>
    public bool IsFoaming => Veil is not null && Place is LifePlace.Water or LifePlace.Waterfall;

    /// <summary>How its light is not steady; null when it is.</summary>
    public GlowKind? Glow { get; init; }

    /// <summary>What is in the air; null for nothing.</summary>
    public ParticleKind? Air { get; init; }

    /// <summary>What it raises where it strikes the ground; null for nothing.</summary>
    public SplashKind? Splash { get; init; }
}
