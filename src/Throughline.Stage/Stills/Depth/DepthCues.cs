namespace Throughline.Stage.Stills;

/// <summary>All that was read from a picture before anything is concluded from it.</summary>
/// <param name="Sky">True for patches of sky.</param>
/// <param name="Horizon">The horizon.</param>
/// <param name="Focus">How sharp the patches are.</param>
/// <param name="Subject">What stands out in front.</param>
/// <param name="Vanishing">Where the edges of a floor, walls and a ceiling meet.</param>
/// <param name="Upright">Length of upright edges in widths of the picture.</param>
/// <param name="Room">The room that the picture is taken in; no trust where it is none.</param>
/// <param name="IsKnown">Whether the subject was told, and not looked for.</param>
internal sealed record DepthCues(
    bool[] Sky, HorizonCue.Horizon Horizon, FocusCue.Focus Focus, SubjectCue.Subject Subject,
    VanishingCue.Vanishing Vanishing, float Upright, RoomCue.Room Room, bool IsKnown)
{
    // A dark ceiling is taken for a night sky; more than this share of the picture is one.
    private const float OpenSky = 0.3f;

    /// <summary>Reads the cues from <paramref name="graph"/>'s picture.</summary>
    public static DepthCues Of(PatchGraph graph, DepthOptions options, CancellationToken cancellationToken)
    {
        var sky = SkyCue.Of(graph);
        var known = options.Subject is null ? null : graph.Mean(MatteRefine.Resized(
            options.Subject.Coverage, options.Subject.Width, options.Subject.Height, graph.Image.Width,
            graph.Image.Height));
        for (var k = 0; k < sky.Length && known is not null; k++)
        {
            sky[k] &= known[k] < 0.5f;
        }

        var lines = LineCue.Of(graph.Image);
        var vanishing = VanishingCue.Of(graph.Image, lines);
        var horizon = HorizonCue.Of(graph, sky, vanishing.Trust > 0 ? (vanishing.Point.Y, vanishing.Trust) : null);
        var focus = FocusCue.Of(graph, sky);
        var subject = known is null
            ? SubjectCue.Of(graph, sky, focus, options.Threads, cancellationToken)
            : new SubjectCue.Subject([.. known.Select(share => share >= 0.5f)], Trust: 1, Close: focus.Spread > 0.7f);
        var upright = lines.Where(line => line.IsUpright).Sum(line => line.Length) / graph.Image.Width;

        // Under an open sky, and close before what is blurred, lines that meet are no room's.
        var isOpen = subject.Close || OpenSky * graph.Labels.Length < graph.Patches.Where((_, k) => sky[k])
            .Sum(patch => patch.Area);
        var room = isOpen ? default : RoomCue.Of(graph.Image, lines);
        return new DepthCues(sky, horizon, focus, subject, vanishing, upright, room, known is not null);
    }
}
