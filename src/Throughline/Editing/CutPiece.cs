namespace Throughline.Editing;

/// <summary>A stretch of the film made in one way.</summary>
/// <param name="First">First frame of the film.</param>
/// <param name="Frames">How many.</param>
/// <param name="CopyOf">Index of the shot whose encoded frames are copied; null when the stretch is encoded
/// anew.</param>
internal readonly record struct CutPiece(int First, int Frames, int? CopyOf)
{
    /// <summary>Frame of the film after the last.</summary>
    public int End => First + Frames;
}
