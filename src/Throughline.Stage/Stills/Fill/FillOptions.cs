namespace Throughline.Stage.Stills;

/// <summary>How <see cref="Fill.Complete"/> works: its seed, its cost, and what it may copy from where.</summary>
internal sealed record FillOptions
{
    /// <summary>
    /// Decides every random choice. The same seed gives the same bytes, whatever <see cref="Threads"/> is.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that work at the same time, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Side of a patch in pixels: 3, 5 or 7.</summary>
    public int PatchSize { get; init; } = 7;

    /// <summary>
    /// Longest side, in pixels, at which the search runs at full cost; above it the result is only refined locally.
    /// </summary>
    public int WorkingSide { get; init; } = 640;

    /// <summary>
    /// Rounds of matching and voting on the smallest picture, at least 2; half as many at each further size that is
    /// searched at full cost. A thin band has settled sooner than a wide hole.
    /// </summary>
    public int Rounds { get; init; } = 8;

    /// <summary>
    /// How near each pixel is (0 far, 1 near), one value a pixel, or null when all may be copied everywhere. In a hole
    /// the value is that of the surface to be filled in; NaN there takes the farther of the two sides on the same row.
    /// Nothing nearer than that is copied, nor is it looked at as context.
    /// </summary>
    public float[]? Nearness { get; init; }

    /// <summary>How much nearer than the hole's surface a source may be, in units of <see cref="Nearness"/>.</summary>
    public float NearnessTolerance { get; init; } = 0.08f;

    /// <summary>
    /// How strongly sources on the same row are preferred, 0 (not at all) to 1 (sky is filled from sky and ground from
    /// ground); a soft preference. For what lies beyond the picture's edges.
    /// </summary>
    public float RowPrior { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WorkingSide, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 2);
        if (PatchSize is not (3 or 5 or 7))
        {
            throw new ArgumentOutOfRangeException(nameof(PatchSize), PatchSize, "A patch is 3, 5 or 7 pixels wide.");
        }

        if (!(RowPrior >= 0 && RowPrior <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(RowPrior), RowPrior, "The row prior goes from 0 to 1.");
        }

        if (!(NearnessTolerance >= 0 && NearnessTolerance <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NearnessTolerance), NearnessTolerance, "The tolerance goes from 0 to 1.");
        }
    }
}
