namespace Throughline.Films;

/// <summary>How the film goes from one shot into the next.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Seconds">How long; 0 for a cut. A dissolve or wipe overlaps the two shots by this much.</param>
public readonly record struct Transition(TransitionKind Kind, decimal Seconds)
{
    /// <summary>From one frame to the next.</summary>
    public static Transition Cut { get; } = new(TransitionKind.Cut, 0);
}
