namespace Throughline.Stage.Tests.Measure;

/// <summary>One tracked corner.</summary>
internal sealed class Track(Spot start)
{
    /// <summary>Where it was in the first frame.</summary>
    public Spot Start { get; } = start;

    /// <summary>Where it is in the frame last looked at.</summary>
    public Spot Now { get; set; } = start;

    /// <summary>
    /// How its surroundings are turned, stretched and sheared since the first frame: columns (XX, YX) and (XY, YY).
    /// </summary>
    public (double XX, double XY, double YX, double YY) Shape { get; set; } = (1, 0, 0, 1);

    /// <summary>
    /// Whether it left the picture, was hidden or is not to be recognised any more. A lost track stays lost.
    /// </summary>
    public bool IsLost { get; set; }

    /// <summary>How far it is from where it was.</summary>
    public Spot Moved => Now - Start;
}
