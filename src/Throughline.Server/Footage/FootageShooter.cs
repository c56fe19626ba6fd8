using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Server.Assets;
using Throughline.Server.Tasks;
using Throughline.Stage.Rendering;
using Throughline.Stage.Restyling;

namespace Throughline.Server.Footage;

/// <summary>
/// Draws a task's footage anew, or goes on from it, with its own sound. It is a film whose takes are kept: a drawing's
/// stretches of a few seconds, or the footage and the shots that go on. A task that was interrupted goes on from those
/// that it finished.
/// </summary>
internal sealed class FootageShooter(
    TakeStore takes, AssetStore assets, ResultFolder results, FootageLooks looks, ServerOptions options)
{
    /// <summary>How the ids of all shots begin that the footage itself is drawn or shown in.</summary>
    public const string Shown = "footage";

    private const string Clip = "clip.mp4";
    private const int Stretch = 240; // Frames; a last one of less than half as many belongs to the one before.

    /// <summary>Makes the clip.</summary>
    /// <param name="task">The task.</param>
    /// <param name="engine">Who shoots what goes on from the footage.</param>
    /// <param name="meter">Told of every frame.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The clip, complete and on the disk.</returns>
    /// <exception cref="EngineException">There is no such look any more.</exception>
    /// <exception cref="ProductionException">The footage is broken, or a shot cannot be shot.</exception>
    /// <exception cref="MediaException">The footage is broken, or the clip cannot be encoded.</exception>
    public async Task<TaskResult> ShootAsync(
        TaskRecord task, IEngine engine, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        TaskOrder order = task.Order;
        string source = assets.PathOf(order.Footage!.Asset!);
        var size = new PixelSize(order.Width, order.Height);
        await using var footage = new GivenFootage(source, size, order.Footage.Frames, order.Rate);
        using var walk = new FootageWalk(token => footage.OpenAsync(0, token), size);
        List<(Shot Shot, IEngine Engine)> shots = order.Kind is OrderKind.Restyle
            ? Drawn(order, walk, looks.Find(order.Look!))
            : Continued(order, footage, engine);
        Film film = TaskFilm.Of(options.Data, order, [.. shots.Select(one => one.Shot)]);
        ProducerOptions producer = TaskFilm.Producing(film, threads);
        IReadOnlyList<Take> shot = await new Producer(producer).MakeAsync(
            film, shots.ToDictionary(one => one.Shot.Id, one => one.Engine, StringComparer.Ordinal), takes, meter,
            cancellationToken);
        TaskFile clip = await WithSoundAsync(task.Id, film, shot, producer, source, cancellationToken);
        return new TaskResult([clip], [.. shot.SelectMany(take => take.Info.NotStaged ?? [])]);
    }

    // The footage in stretches, each from where the one before ended.
    private static List<(Shot Shot, IEngine Engine)> Drawn(TaskOrder order, FootageWalk walk, Look look)
    {
        int frames = order.Footage!.Frames, count = Math.Max(1, (frames + (Stretch / 2)) / Stretch);
        return [
            .. Enumerable.Range(0, count).Select(number =>
            {
                int from = number * Stretch, end = number == count - 1 ? frames : from + Stretch;
                return (ShotOf(order, number, end - from), (IEngine)new RestyleEngine(walk, look, from)
                {
                    Footage = order.Footage.Asset,
                });
            })
        ];
    }

    private static List<(Shot Shot, IEngine Engine)> Continued(TaskOrder order, GivenFootage footage, IEngine engine)
    {
        var shots = new List<(Shot Shot, IEngine Engine)>
        {
            (ShotOf(order, 0, footage.Frames), new FootageEngine(footage, order.Footage!.Asset!)),
        };
        foreach (OrderShot one in order.Shots.Skip(1))
        {
            var shot = new Shot
            {
                Id = $"further-{shots.Count}",
                From = shots[^1].Shot.Id,
                Prompt = one.Prompt,
                Camera = one.Moves,
                Seconds = one.Seconds,
                Seed = one.Seed,
            };
            shots.Add((shot, shots.Count == 1 ? new ContinuingEngine(engine, footage) : engine));
        }

        return shots;
    }

    private static Shot ShotOf(TaskOrder order, int number, int frames) => new()
    {
        Id = $"{Shown}-{number}",
        From = number == 0 ? null : $"{Shown}-{number - 1}",
        Seconds = (decimal)frames * order.RateDenominator / order.RateNumerator,
    };

    // A take that is the whole already is the result; else what is joined, or gets its sound, is the task's own.
    private async Task<TaskFile> WithSoundAsync(
        Guid id, Film film, IReadOnlyList<Take> shot, ProducerOptions producer, string source,
        CancellationToken cancellationToken)
    {
        ClipSound? sound = await ClipSound.FindAsync(FootagePreparation.Ffmpeg, source, cancellationToken);
        if (sound is null && shot.Count == 1)
        {
            return results.Describe(Clip, shot[0].Clip, "video/mp4");
        }

        string draft = results.BeginDraft(id), joining = Path.Combine(draft, "joining");
        string pictures = shot.Count == 1
            ? shot[0].Clip
            : await TaskFilm.CutAsync(joining, film, shot, producer, cancellationToken);
        if (sound is null)
        {
            File.Move(pictures, Path.Combine(draft, Clip));
        }
        else
        {
            ClipInfo info = await ClipReader.ProbeAsync(producer.Ffmpeg!, pictures, cancellationToken);
            await sound.AddToAsync(
                producer.Ffmpeg!, pictures, info, Path.Combine(draft, Clip), cancellationToken);
        }

        if (Directory.Exists(joining))
        {
            Directory.Delete(joining, recursive: true);
        }

        return results.Describe(Clip, Path.Combine(results.Deliver(id), Clip), "video/mp4");
    }
}
