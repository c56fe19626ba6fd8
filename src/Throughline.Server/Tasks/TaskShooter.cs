using Throughline.Editing;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Server.Aliases;
using Throughline.Server.Assets;
using Throughline.Server.FilmsApi;
using Throughline.Server.Footage;

namespace Throughline.Server.Tasks;

/// <summary>
/// Shoots one task as a film of its own: the same producer, takes and cut that <c>make</c> uses. A take that another
/// task with the same inputs left is used again, and a task that was interrupted goes on from the takes it finished.
/// </summary>
internal sealed class TaskShooter(
    TakeStore takes, AssetStore assets, EngineList engines, ServerOptions options, ResultFolder results,
    FilmShooter films, FootageShooter footage)
{
    /// <summary>How long an order may take before something must be wrong.</summary>
    public static TimeSpan TimeLimit(TaskOrder order) =>
        TimeSpan.FromMinutes(
            10 + ((order.Footage is null ? 1 : 2) * (double)order.Seconds * order.Width * order.Height / (1280 * 720)));

    /// <summary>Shoots the order.</summary>
    /// <returns>The results, complete and on the disk.</returns>
    /// <exception cref="ProductionException">A shot cannot be shot.</exception>
    /// <exception cref="EngineException">A picture cannot be shot.</exception>
    /// <exception cref="CutException">The shots cannot be joined.</exception>
    public async Task<TaskResult> ShootAsync(
        TaskRecord task, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        TaskOrder order = task.Order;
        if (order.Kind == OrderKind.Film)
        {
            return await films.ShootAsync(task, meter, threads, cancellationToken);
        }

        IEngine engine = engines.Find(order.Engine)
            ?? throw new EngineException(EngineError.NotSupported, $"This server has no engine '{order.Engine}'.");
        if (order.Kind == OrderKind.Picture)
        {
            return await ShootPicturesAsync(task, engine, meter, threads, cancellationToken);
        }

        try
        {
            return await MakeAsync(meter);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException
            or CutException { Code: CutError.ClipMissing })
        {
            // An old take of equal inputs was found and then cleared away: it is shot anew.
            return await MakeAsync(new ProgressMeter());
        }

        Task<TaskResult> MakeAsync(ProgressMeter its) => order.Footage is null
            ? ShootClipAsync(task, engine, its, threads, cancellationToken)
            : footage.ShootAsync(task, engine, its, threads, cancellationToken);
    }

    private async Task<TaskResult> ShootClipAsync(
        TaskRecord task, IEngine engine, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        Film film = FilmOf(task.Order);
        ProducerOptions producer = TaskFilm.Producing(film, threads);
        if (task.Order.IsProRes)
        {
            producer = producer with { Format = new ClipFormat { Codec = ClipCodec.ProRes422Hq } };
        }

        IReadOnlyList<Take> shot = await new Producer(producer).MakeAsync(
            film, film.Shots.ToDictionary(one => one.Id, _ => engine, StringComparer.Ordinal), takes, meter,
            cancellationToken);
        string clip = shot.Count == 1 ? shot[0].Clip : await TaskFilm.CutAsync(
            results.Of(task.Id), film, shot, producer, cancellationToken);
        return new TaskResult(
            [
                task.Order.IsProRes
                    ? results.Describe("clip.mov", clip, "video/quicktime")
                    : results.Describe("clip.mp4", clip, "video/mp4")
            ],
            [.. shot.SelectMany(take => take.Info.NotStaged ?? [])]);
    }

    // A still picture is frame 0 of a shot of one second.
    private async Task<TaskResult> ShootPicturesAsync(
        TaskRecord task, IEngine engine, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        Film film = FilmOf(task.Order);
        string draft = results.BeginDraft(task.Id);
        string form = task.Order.PictureFormat ?? "png";
        var notStaged = new List<string>();
        foreach (Shot shot in film.Shots)
        {
            meter.Add(shot.Id, 1);
        }

        foreach ((int index, Shot shot) in film.Shots.Index())
        {
            Picture? first = task.Order.Shots[index].First is null ? null : PictureFile.Read(shot.Image!);
            var order = new ShotOrder
            {
                Shot = shot with { From = null },
                Size = film.Size,
                Rate = film.Rate,
                Frames = 1,
                FirstFrame = first is null ? null : Fit.Cover(first, film.Size),
                Look = film.Look,
                Threads = threads,
            };
            string frames = Path.Combine(draft, shot.Id);
            ShootingResult shooting = await Shooting.ShootAsync(
                engine, order, new ShootingOutput { FramesFolder = frames }, () => meter.AddFrame(shot.Id),
                cancellationToken);
            notStaged.AddRange(shooting.NotStaged);
            string picture = Path.Combine(draft, $"picture-{index + 1}.{form}");
            if (task.Order.PictureFormat is null)
            {
                File.Move(Path.Combine(frames, "frame-00000.png"), picture);
            }
            else
            {
                byte[] bytes = PictureEncoder.Encode(shooting.First, PictureEncoder.FormatOf(form));
                await File.WriteAllBytesAsync(picture, bytes, cancellationToken);
            }

            Directory.Delete(frames, recursive: true);
        }

        string folder = results.Deliver(task.Id);
        IEnumerable<string> names = film.Shots.Select((_, index) => $"picture-{index + 1}.{form}");
        return new TaskResult(
            [.. names.Select(name => results.Describe(name, Path.Combine(folder, name), $"image/{form}"))], notStaged);
    }

    private Film FilmOf(TaskOrder order)
    {
        var shots = new List<Shot>();
        foreach (OrderShot one in order.Shots)
        {
            shots.Add(new Shot
            {
                Id = $"shot-{shots.Count + 1}",
                Image = PathOf(one.First),
                Last = PathOf(one.Last),
                From = shots.Count == 0 ? null : shots[^1].Id,
                Prompt = one.Prompt,
                Camera = one.Moves,
                Seconds = one.Seconds,
                Seed = one.Seed,
            });
        }

        return TaskFilm.Of(options.Data, order, shots);
    }

    private string? PathOf(PictureInput? input) => input?.Asset is { } asset ? assets.PathOf(asset) : null;
}
