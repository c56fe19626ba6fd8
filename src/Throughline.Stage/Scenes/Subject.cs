namespace Throughline.Stage.Scenes;

/// <summary>A person, animal, vehicle, prop or plant of a scene, or several alike.</summary>
public sealed record Subject
{
    /// <summary>
    /// Name within the scene, unique: <c>keeper</c>, <c>gull</c>; relations and the camera refer to it.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Name of the asset: a prop or creature of <c>assets</c>, or a user's model.</summary>
    public required string Asset { get; init; }

    /// <summary>Name of the cast member it is, whose traits and seed it then has; null when it is nobody's.</summary>
    public string? Cast { get; init; }

    /// <summary>
    /// Decides what its traits leave open; a cast member's own, so that it is the same in every shot. Null follows the
    /// scene.
    /// </summary>
    public long? Seed { get; init; }

    /// <summary>How many, 1 to 200.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What it looks like.</summary>
    public Traits Traits { get; init; } = Traits.None;

    /// <summary>
    /// Seconds since the scene began at which it comes in: until then it is out of the frame. Null for who is there
    /// from the start.
    /// </summary>
    public decimal? Enters { get; init; }

    /// <summary>Where it is, in relation to something; null lets blocking decide.</summary>
    public Placing? Place { get; init; }

    /// <summary>What it does, one after another; empty is idling, or just standing there.</summary>
    public IReadOnlyList<Beat> Beats { get; init; } = [];
}
