namespace Throughline.Editing;

/// <summary>How far a cut is.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Share">How much of that is done, 0 to 1.</param>
public readonly record struct CutProgress(CutStep Step, double Share);
