using Throughline.Camera;
using Throughline.Cli.Progress;
using Throughline.Editing;
using Throughline.Production;
using Throughline.Routing;

namespace Throughline.Cli;

/// <summary>Hands the takes of a film to the cut.</summary>
internal static class FilmCut
{
    /// <summary>Cuts the film into <paramref name="folder"/>.</summary>
    public static async Task<CutResult> MakeAsync(
        Plan plan,
        IReadOnlyList<Take> takes,
        ProducerOptions options,
        string folder,
        ProgressDisplay display,
        CancellationToken cancellationToken)
    {
        var order = new CutOrder
        {
            Film = plan.Film,
            Clips = [.. plan.Shots.Zip(takes, (shot, take) => ClipOf(plan, shot, take))],
            Output = folder,
            Format = options.Format,
            Ffmpeg = options.Ffmpeg!,
        };
        display.Say("cut-started", "cutting");
        return await Cut.MakeAsync(order, null, cancellationToken);
    }

    private static CutClip ClipOf(Plan plan, PlannedShot planned, Take take) => new()
    {
        Shot = planned.Shot,
        Take = take.Key.Hex,
        File = take.Clip,
        Frames = take.Info.Frames,
        Head = take.Info.Chained ? 1 : 0,
        Engine = take.Info.Engine,
        Why = planned.Why,
        Cost = planned.CostUsd,
        WallTime = TimeSpan.FromSeconds(take.Info.WallSeconds),
        Camera = [.. Path(plan, planned, take).Poses()],
        FirstPicture = take.FirstFrame,
        LastPicture = take.LastFrame,
        NotStaged = take.Info.NotStaged ?? [],
    };

    // The path as the moves say it, about a subject at the usual distance: what the contact sheet draws.
    private static CameraPath Path(Plan plan, PlannedShot planned, Take take) => CameraPath.Compile(
        planned.Shot.Camera, take.Info.Frames, plan.Film.Rate, new CameraRig { Seed = planned.Shot.Seed });
}
