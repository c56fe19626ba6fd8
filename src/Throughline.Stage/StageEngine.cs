using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Scenes;
using Throughline.Stage.Stills;
using Throughline.Stage.Worlds;

namespace Throughline.Stage;

/// <summary>
/// Stage, the built-in engine: shoots on the CPU, free and repeatable. Words become a staged scene in three dimensions, pictures
/// are animated in 2.5D; frames are the same whatever the number of threads.
/// </summary>
public sealed class StageEngine : IEngine
{
    private static readonly EngineCard _card = new()
    {
        Name = "stage",
        Version = "7",
        Description = "built in: staged scenes from words, pictures in 2.5D with exact first frame, camera moves; on the CPU, free",
        ImageToVideo = true,
        TextToVideo = true,
        LastFrame = true,

        // Seconds of two cores for a second of film at 1280x720 and 24 fps, encoding included (docs/benchmarks.md).
        ShootingTimePerSecond = 0.4,
    };

    private readonly IPictureSight? _sight;
    private readonly Stock _stock;

    /// <summary>An engine that is told what models see in a picture; without, it works from what its own eye tells.</summary>
    /// <param name="sight">What models see; null for none.</param>
    /// <param name="stock">What scenes are built of; null for what is built in.</param>
    public StageEngine(IPictureSight? sight = null, Stock? stock = null)
    {
        _sight = sight;
        _stock = stock ?? Stock.BuiltIn;
        var assets = stock?.Folder.Fingerprint;
        Card = _card with
        {
            Version = _card.Version + (sight is null ? "" : $", sight {sight.Version}") + (assets is null ? "" : $", assets {assets}"),
        };
    }

    /// <inheritdoc/>
    public EngineCard Card { get; }

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reel);
        var past = PastOf(order);
        if (order.FirstFrame is null || past is not null)
        {
            using var staged = await Task.Run(() => StagedShot.Prepare(order, past, _stock, cancellationToken), cancellationToken);
            var end = await PaintAsync(order, reel, staged.Painter, cancellationToken);
            return new Handover(end, staged.End(order.Frames - 1))
            {
                NotStaged = [.. staged.Scene.NotStaged.Select(word => $"'{word}': there is nothing to stage it with"), .. staged.Scene.Notes],
            };
        }

        if (order.FirstFrame.Size != order.Size)
        {
            throw new EngineException(EngineError.BadOrder, $"shot '{order.Shot.Id}': the first frame is {order.FirstFrame.Size}, not {order.Size}.");
        }

        if (order.LastFrame is null)
        {
            // Frame 0 is known: the encoder starts while the scene is made.
            var opening = await reel.BlankAsync(cancellationToken);
            order.FirstFrame.Pixels.CopyTo(opening.Pixels, 0);
            await reel.TakeAsync(opening, cancellationToken);
            using var shot = await Task.Run(() => StillShot.PrepareAsync(order, _sight, cancellationToken), cancellationToken);
            var still = await PaintAsync(order, reel, () => shot.Painter().Paint, cancellationToken, from: 1);
            return new Handover(still, order.IsContinued ? shot.End(still).ToBytes() : default)
            {
                NotStaged = [.. shot.NotUsed.Select(word => $"'{word.Word}': {word.Reason}")],
            };
        }

        using var between = await Task.Run(() => BetweenShot.Prepare(order, cancellationToken), cancellationToken);
        var last = await PaintAsync(order, reel, () => between.Painter().Paint, cancellationToken);
        return new Handover(last, BetweenShot.End().ToBytes()) { NotStaged = between.NotStaged };
    }

    /// <summary>What an order would show, without drawing it.</summary>
    /// <exception cref="EngineException">There is nothing that can be staged.</exception>
    public Scene Stage(ShotOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return StagedShot.SceneOf(order, PastOf(order), _stock);
    }

    /// <summary>What an order would show as a binary glTF file with its animated camera.</summary>
    /// <exception cref="EngineException">There is nothing that can be staged.</exception>
    public byte[] Export(ShotOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var staged = StagedShot.Prepare(order, PastOf(order), _stock, CancellationToken.None);
        return staged.Export();
    }

    /// <summary>One frame of a staged order, with what a shot needs that continues from it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="EngineException">There is nothing that can be staged.</exception>
    public Task<Handover> StillAsync(ShotOrder order, int frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, order.Frames);
        return Task.Run(
            () =>
            {
                using var staged = StagedShot.Prepare(order, PastOf(order), _stock, cancellationToken);
                var picture = new Picture(order.Size.Width, order.Size.Height);
                staged.Painter()(frame, picture);
                return new Handover(picture, staged.End(frame));
            },
            cancellationToken);
    }

    private WorldPast? PastOf(ShotOrder order) =>
        order.Previous is { } previous && order.LastFrame is null ? WorldState.Read(previous.State, _stock.Vocabulary) : null;

    /// <summary>
    /// What the engine sees in a picture: its depth, its subject and its faces, as a shot with a travelling camera takes them.
    /// </summary>
    /// <param name="view">The picture; depth and matte that it has are kept.</param>
    /// <param name="threads">Threads to use; what is seen is the same whatever their number.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<SeenPicture> LookAsync(Surroundings view, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var seen = await StillSeen.OfAsync(view, view.Picture, _sight, needsDepth: true, threads, cancellationToken);
        return new SeenPicture(seen.View.Depth!, seen.View.Matte, seen.Faces);
    }

    // Paints the frames after those given already in batches, one painter a thread, and returns a copy of the last one.
    private static async Task<Picture> PaintAsync(
        ShotOrder order, IReel reel, Func<Action<int, Picture>> painter, CancellationToken cancellationToken, int from = 0)
    {
        var painters = Enumerable.Range(0, order.Threads).Select(_ => painter()).ToArray();
        var batch = new List<Picture>();
        var last = order.FirstFrame;
        for (var first = from; first < order.Frames; first += batch.Count)
        {
            batch.Clear();
            for (var i = first; i < Math.Min(first + painters.Length, order.Frames); i++)
            {
                batch.Add(await reel.BlankAsync(cancellationToken));
            }

            var start = first;
            await Task.WhenAll(batch.Select((frame, i) => Task.Run(() => painters[i](start + i, frame), cancellationToken)));
            if (first + batch.Count == order.Frames)
            {
                last = batch[^1].Copy();
            }

            foreach (var frame in batch)
            {
                await reel.TakeAsync(frame, cancellationToken);
            }
        }

        return last!;
    }
}
