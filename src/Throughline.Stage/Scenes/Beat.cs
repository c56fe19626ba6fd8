namespace Throughline.Stage.Scenes;

/// <summary>One thing a subject does; beats follow one another.</summary>
public sealed record Beat
{
    /// <summary>Name of the action, of <c>assets/actions</c>: <c>walk</c>, <c>wave</c>.</summary>
    public required string Action { get; init; }

    /// <summary>
    /// Whether it goes at the same time as the beat before, which decides when: one walks, the other waves.
    /// </summary>
    public bool Together { get; init; }

    /// <summary>
    /// Where to or at what: <c>left</c>, <c>right</c>, <c>camera</c>, <c>away</c>, <c>up</c>, <c>down</c>, a subject's
    /// id or an anchor; null for none.
    /// </summary>
    public string? Toward { get; init; }

    /// <summary>
    /// How it goes with <see cref="Toward"/>: to it, along it, around it, through it, away from it;
    /// <see cref="Course.To"/> when nothing is said.
    /// </summary>
    public Course Course { get; init; } = Course.To;

    /// <summary>Speed against the action's usual, 0.2 to 3: slowly 0.6, quickly 1.5.</summary>
    public float Pace { get; init; } = 1;

    /// <summary>
    /// How it is done: <c>happily</c>, <c>sadly</c>, <c>carefully</c>, <c>proudly</c>, ...; null for plainly.
    /// </summary>
    public string? Manner { get; init; }

    /// <summary>When it starts, in seconds from the start of the shot; null follows the beat before.</summary>
    public decimal? From { get; init; }

    /// <summary>When it ends; null shares the rest of the shot.</summary>
    public decimal? To { get; init; }
}
