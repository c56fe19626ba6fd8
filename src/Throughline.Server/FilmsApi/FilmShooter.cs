using Throughline.Editing;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Review;
using Throughline.Routing;
using Throughline.Server.Tasks;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// Makes a film as <c>throughline make</c> does: planned anew, missing takes shot, and cut. Takes are shared with all
/// tasks of this server.
/// </summary>
internal sealed class FilmShooter(FilmExamination examination, TakeStore takes, ResultFolder results)
{
    /// <summary>Makes the film.</summary>
    /// <returns>The film first, then what belongs to it, then the shots' clips.</returns>
    /// <exception cref="InputException">The film can no longer be read, by a newer version of this program.</exception>
    /// <exception cref="ProductionException">A shot cannot be shot.</exception>
    /// <exception cref="CutException">The film cannot be cut.</exception>
    public async Task<TaskResult> ShootAsync(
        TaskRecord task, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        CheckedFilm film = examination.Read(FilmDetails.Of(task)!.Folder);
        Plan plan = film.Plan
            ?? throw new InputException(string.Join('\n', film.Problems.Where(problem => !problem.IsNote)));
        var producer = new ProducerOptions { Threads = threads, Ffmpeg = Ffmpeg.Find() };
        IReadOnlyList<Take> made = await new Producer(producer).MakeAsync(
            plan.Film, examination.EnginesOf(plan), takes, meter, cancellationToken);
        CutOrder order = FilmCut.OrderOf(plan, made, producer, results.Of(task.Id));
        CutResult cut = await Cut.MakeAsync(
            order with { Clips = [.. order.Clips.Select(clip => clip with { Url = NameOf(clip) })] }, null,
            cancellationToken);
        return new TaskResult(
            [
                results.Describe("film.mp4", cut.Film, "video/mp4"),
                results.Describe("film.otio", cut.Otio, "application/json"),
                results.Describe("film.edl", cut.Edl, "text/plain; charset=utf-8"),
                results.Describe("contact-sheet.png", cut.ContactSheet, "image/png"),
                results.Describe("report.json", cut.ReportFile, "application/json"),
                .. order.Clips.Select(clip => results.Describe(NameOf(clip), clip.File, "video/mp4")),
            ],
            [.. cut.Report.Shots.SelectMany(NotStaged)]);
    }

    // A shot's id is letters, digits, '-' and '_'. The timeline names the clips by these names, so that all files of a
    // film in one folder are what an editing program opens.
    private static string NameOf(CutClip clip) => $"shot-{clip.Shot.Id}.mp4";

    private static IEnumerable<string> NotStaged(ShotReport shot) =>
        (shot.NotStaged ?? []).Select(words => $"shot {shot.Shot}: {words}");
}
