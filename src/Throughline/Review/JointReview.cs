namespace Throughline.Review;

/// <summary>How the film comes into a shot.</summary>
public sealed record JointReview
{
    /// <summary>The transition, as film.yaml names it.</summary>
    public required string Kind { get; init; }

    /// <summary>How many frames it changes or overlaps; 0 for a cut.</summary>
    public required int Frames { get; init; }

    /// <summary>
    /// Mean CIE 1976 colour difference between the last frame of the shot before and the first of this one, in the size of
    /// the contact sheet and as the film uses them: a match counts with its change of colour, other transitions with what
    /// they bridge. Null on the first shot.
    /// </summary>
    public double? DeltaE { get; init; }
}
