using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage;

/// <summary>
/// Stage, the built-in engine: shoots on the CPU, free and repeatable. Today it animates pictures in 2.5D; frames are the
/// same whatever the number of threads.
/// </summary>
public sealed class StageEngine : IEngine
{
    private static readonly EngineCard _card = new()
    {
        Name = "stage",
        Version = "4",
        Description = "built in: pictures in 2.5D with exact first frame and camera moves, on the CPU, free",
        ImageToVideo = true,
        LastFrame = true,

        // Seconds of two cores for a second of film at 1280x720 and 24 fps, encoding included (docs/benchmarks.md).
        ShootingTimePerSecond = 0.4,
    };

    private readonly IPictureSight? _sight;

    /// <summary>An engine that is told what models see in a picture; without, it works from what its own eye tells.</summary>
    public StageEngine(IPictureSight? sight = null)
    {
        _sight = sight;
        Card = _card with { Version = sight is null ? _card.Version : $"{_card.Version}, sight {sight.Version}" };
    }

    /// <inheritdoc/>
    public EngineCard Card { get; }

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reel);
        if (order.FirstFrame is null)
        {
            throw new EngineException(
                EngineError.NotSupported, $"shot '{order.Shot.Id}' has no first frame: Stage does not shoot from words alone yet; give it an image: or from:.");
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
        return new Handover(last, BetweenShot.End().ToBytes());
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
