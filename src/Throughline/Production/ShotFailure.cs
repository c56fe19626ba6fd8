namespace Throughline.Production;

/// <summary>Why one shot could not be shot.</summary>
/// <param name="ShotId">The shot.</param>
/// <param name="Cause">What it met.</param>
public sealed record ShotFailure(string ShotId, Exception Cause);
