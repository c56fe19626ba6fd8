using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>When the frames of a shot are, in seconds of its scene.</summary>
/// <param name="Begin">When the first is.</param>
/// <param name="Step">Seconds from frame to frame of the clip.</param>
/// <param name="Frames">Frames in the shot.</param>
/// <param name="Tempo">How fast the scene runs under them.</param>
internal sealed record Clock(double Begin, double Step, int Frames, Tempo Tempo)
{
    /// <summary>When a frame is.</summary>
    public double At(int frame) => After(frame, 1);

    /// <summary>When a share of a number of frames has gone by.</summary>
    public double After(int frames, double share) => Begin + (Tempo.IsUsual
        ? frames * Step * share
        : Frames * Step * Tempo.At(frames * share / Math.Max(Frames, 1)));

    /// <summary>Seconds of the scene from the frame before to a frame.</summary>
    public double StepAt(int frame) => Tempo.IsUsual ? Step : At(frame) - At(frame - 1);
}
