using Throughline.Production;
using Throughline.Routing;

namespace Throughline.Editing;

/// <summary>Hands the takes of a planned film to the cut.</summary>
public static class FilmCut
{
    /// <summary>The order to cut a film.</summary>
    /// <param name="plan">The film as planned.</param>
    /// <param name="takes">The selected take of every shot, in the plan's order.</param>
    /// <param name="options">How the takes were made; its ffmpeg must be known.</param>
    /// <param name="folder">Absolute path of the folder for the results.</param>
    public static CutOrder OrderOf(Plan plan, IReadOnlyList<Take> takes, ProducerOptions options, string folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        return new CutOrder
        {
            Film = plan.Film,
            Clips = [.. plan.Shots.Zip(takes, (shot, take) => ClipOf(plan, shot, take))],
            Output = folder,
            Format = options.Format,
            Ffmpeg = options.Ffmpeg!,
        };
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
        Camera = take.CameraOf(planned.Shot, plan.Film.Rate),
        FirstPicture = take.FirstFrame,
        LastPicture = take.LastFrame,
        Review = take.ReviewOf(plan.Film.Size),
        NotStaged = take.Info.NotStaged ?? [],
    };
}
