using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Server.Assets;
using Throughline.Server.Tasks;
using Throughline.Stage.Restyling;

namespace Throughline.Server.Footage;

/// <summary>
/// Draws a task's footage anew, or goes on from it, with its own sound. A task that was interrupted begins again: there
/// is nothing to go on from between frames.
/// </summary>
internal sealed class FootageShooter(AssetStore assets, ResultFolder results, FootageLooks looks)
{
    private const string Clip = "clip.mp4";

    /// <summary>Makes the clip.</summary>
    /// <param name="task">The task.</param>
    /// <param name="engine">Who shoots what goes on from the footage.</param>
    /// <param name="meter">Told of every frame.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The clip, complete and on the disk.</returns>
    /// <exception cref="EngineException">There is no such look any more, or a shot cannot be shot.</exception>
    /// <exception cref="MediaException">The footage is broken, or the clip cannot be encoded.</exception>
    public async Task<TaskResult> ShootAsync(
        TaskRecord task, IEngine engine, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        TaskOrder order = task.Order;
        var size = new PixelSize(order.Width, order.Height);
        IReadOnlyList<ShotOrder> further = [
            .. order.Shots.Skip(1).Select((one, index) => Further(order, one, index, threads))
        ];
        int frames = order.Footage!.Frames + further.Sum(one => one.Frames);
        Shot shot = new() { Id = "footage", Seconds = order.Seconds };
        meter.Add(shot.Id, frames);
        Ffmpeg ffmpeg = FootagePreparation.Ffmpeg;
        string source = assets.PathOf(order.Footage.Asset!);
        string draft = results.BeginDraft(task.Id);
        await using ClipReader reader = await ClipReader.OpenAsync(ffmpeg, source, 0, cancellationToken);
        ShootingResult shooting = await Shooting.ShootAsync(
            order.Kind is OrderKind.Restyle
                ? new RestyleEngine(Fitted(reader, size), looks.Find(order.Look!))
                : new ExtensionEngine(Fitted(reader, size), order.Footage.Frames, further, engine),
            new ShotOrder
            {
                Shot = shot,
                Size = size,
                Rate = order.Rate,
                Frames = frames,
                Look = order.Look,
                IsContinued = false,
                Threads = threads,
            },
            new ShootingOutput
            {
                Clip = Path.Combine(draft, Clip),
                Ffmpeg = ffmpeg,
                Sound = await ClipSound.FindAsync(ffmpeg, source, cancellationToken),
            },
            () => meter.AddFrame(shot.Id),
            cancellationToken);
        string folder = results.Deliver(task.Id);
        return new TaskResult([results.Describe(Clip, Path.Combine(folder, Clip), "video/mp4")], shooting.NotStaged);
    }

    private static ShotOrder Further(TaskOrder order, OrderShot shot, int index, int threads) => new()
    {
        Shot = new()
        {
            Id = $"further-{index + 1}",
            Prompt = shot.Prompt,
            Camera = shot.Moves,
            Seconds = shot.Seconds,
            Seed = shot.Seed,
        },
        Size = new(order.Width, order.Height),
        Rate = order.Rate,
        Frames = order.Rate.FramesIn(shot.Seconds),
        Look = order.Look,
        IsContinued = shot != order.Shots[^1],
        Threads = threads,
    };

    // Cropped about the middle where the shape differs, as pictures are.
    private static Func<Picture, CancellationToken, ValueTask<bool>> Fitted(ClipReader reader, PixelSize size)
    {
        if (reader.Size == size)
        {
            return reader.ReadAsync;
        }

        var whole = new Picture(reader.Size.Width, reader.Size.Height);
        return async (frame, cancellationToken) =>
        {
            if (!await reader.ReadAsync(whole, cancellationToken))
            {
                return false;
            }

            Fit.Cover(whole, size).Pixels.CopyTo(frame.Pixels, 0);
            return true;
        };
    }
}
