namespace Throughline.Stage.Stills;

/// <summary>All that was read from a picture before anything is concluded from it.</summary>
/// <param name="Sky">True for patches of sky.</param>
/// <param name="Horizon">The horizon.</param>
/// <param name="Focus">How sharp the patches are.</param>
/// <param name="Subject">What stands out in front.</param>
internal sealed record DepthCues(bool[] Sky, HorizonCue.Horizon Horizon, FocusCue.Focus Focus, SubjectCue.Subject Subject)
{
    /// <summary>Reads the cues from <paramref name="graph"/>'s picture.</summary>
    public static DepthCues Of(PatchGraph graph, int threads, CancellationToken cancellationToken)
    {
        var sky = SkyCue.Of(graph);
        var horizon = HorizonCue.Of(graph, sky, null);
        var focus = FocusCue.Of(graph, sky);
        return new DepthCues(sky, horizon, focus, SubjectCue.Of(graph, sky, focus, threads, cancellationToken));
    }
}
