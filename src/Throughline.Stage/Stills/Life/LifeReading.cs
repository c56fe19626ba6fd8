namespace Throughline.Stage.Stills;

/// <summary>What a prompt asks to move.</summary>
/// <param name="Effects">The effects, each kind once, in the order of the <see cref="LifeBook"/>.</param>
/// <param name="NotUsed">Words that ask for motion that cannot be given.</param>
/// <param name="Loops">Whether the clip is asked to end where it began.</param>
internal sealed record LifeReading(IReadOnlyList<LifeEffect> Effects, IReadOnlyList<UnusedWord> NotUsed, bool Loops)
{
    /// <summary>Nothing moves.</summary>
    public static LifeReading None { get; } = new([], [], false);
}
