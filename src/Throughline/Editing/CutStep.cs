namespace Throughline.Editing;

/// <summary>What a cut is doing.</summary>
public enum CutStep
{
    /// <summary>Encoding what transitions change.</summary>
    Joints,

    /// <summary>Joining the film.</summary>
    Film,

    /// <summary>Measuring, drawing the contact sheet and writing the lists.</summary>
    Papers,
}
