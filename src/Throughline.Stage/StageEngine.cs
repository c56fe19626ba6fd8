using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Problems;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Stills;
using Throughline.Stage.Worlds;

namespace Throughline.Stage;

/// <summary>
/// Stage, the built-in engine: shoots on the CPU, free and repeatable. Words become a staged scene in three dimensions,
/// pictures are animated in 2.5D; frames are the same whatever the number of threads.
/// </summary>
public sealed class StageEngine : IEngine
{
    private static readonly EngineCard _card = new()
    {
        Name = "stage",
        Version = "12",
        Description =
            "built in: staged scenes from words, pictures in 2.5D with exact first frame, camera moves; on the CPU, free",
        ImageToVideo = true,
        TextToVideo = true,
        LastFrame = true,

        // Seconds of two cores for a second of film at 1280x720 and 24 fps, encoding included (docs/benchmarks.md).
        ShootingTimePerSecond = 0.4,
    };

    private readonly IPictureSight? _sight;
    private readonly Stock _stock;

    /// <summary>
    /// An engine that is told what models see in a picture; without, it works from what its own eye tells.
    /// </summary>
    /// <param name="sight">What models see; null for none.</param>
    /// <param name="stock">What scenes are built of; null for what is built in.</param>
    public StageEngine(IPictureSight? sight = null, Stock? stock = null)
    {
        _sight = sight;
        _stock = stock ?? Stock.BuiltIn;
        var assets = stock?.Folder.Fingerprint;
        Card = _card with
        {
            DepthVersion = sight?.DepthVersion,
            Looks = LookLibrary.NamesIn(_stock.Folder),
            Version = _card.Version + (WordNet.IsHere ? "" : ", no WordNet")
                + (sight is null ? "" : $", sight {sight.Version}") + (assets is null ? "" : $", assets {assets}"),
        };
    }

    /// <inheritdoc/>
    public EngineCard Card { get; }

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reel);
        if (order.Look is { } look && !Card.Knows(look))
        {
            throw new EngineException(
                EngineError.NotSupported, $"There is no look '{look}'. {NearestName.Fix(look, Card.Looks)}".TrimEnd());
        }

        // Words alone that end on a picture begin with the picture that they stage.
        order = order is { FirstFrame: null, LastFrame: not null }
            ? order with { FirstFrame = (await StillAsync(order, 0, cancellationToken)).LastFrame } : order;
        var past = PastOf(order);
        if (order.FirstFrame is null || past is not null)
        {
            using var staged = await Task.Run(
                () => StagedShot.Prepare(order, past, _stock, cancellationToken), cancellationToken);
            var end = await PaintAsync(order, reel, staged.Painter, cancellationToken);
            return new Handover(end, staged.End(order.Frames - 1))
            {
                Camera = staged.Camera(),
                NotStaged = [
                    .. staged.Scene.NotStaged.Select(word => $"'{word}': there is nothing to stage it with"),
                    .. staged.Scene.Notes
                ],
            };
        }

        if (order.FirstFrame.Size != order.Size)
        {
            throw new EngineException(
                EngineError.BadOrder,
                $"shot '{order.Shot.Id}': the first frame is {order.FirstFrame.Size}, not {order.Size}.");
        }

        if (order.LastFrame is null)
        {
            // Frame 0 is known: the encoder starts while the scene is made.
            var opening = await reel.BlankAsync(cancellationToken);
            order.FirstFrame.Pixels.CopyTo(opening.Pixels, 0);
            await reel.TakeAsync(opening, cancellationToken);
            using var shot = await Task.Run(
                () => StillShot.PrepareAsync(order, _sight, cancellationToken), cancellationToken);
            var still = reel.Wanted.HasFlag(FrameForms.Video) && shot.PaintsVideo
                ? await PaintVideoAsync(order, reel, shot, cancellationToken)
                : await PaintAsync(order, reel, () => shot.Painter().Paint, cancellationToken, from: 1);
            return new Handover(still, order.IsContinued ? shot.End(still).ToBytes() : default)
            {
                Camera = [.. shot.Path.Poses()],
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
        order.Previous is { } previous && order.LastFrame is null ? WorldState.Read(
            previous.State, _stock.Vocabulary) : null;

    /// <summary>
    /// What the engine sees in a picture: its depth, its subject and its faces, as a shot with a travelling camera
    /// takes them.
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

    // Paints the frames after those given already and returns a copy of the last one.
    private static async Task<Picture> PaintAsync(
        ShotOrder order, IReel reel, Func<Action<int, Picture>> painter, CancellationToken cancellationToken,
        int from = 0)
    {
        var last = order.FirstFrame;
        await PaintAsync(order, from, () => reel.BlankAsync(cancellationToken), painter, TakeAsync, cancellationToken);
        return last!;

        ValueTask TakeAsync(int index, Picture frame)
        {
            last = index == order.Frames - 1 ? frame.Copy() : last;
            return reel.TakeAsync(frame, cancellationToken);
        }
    }

    // Paints the frames after frame 0 as video, with their pictures where those are wanted too. A shot that another
    // continues from ends on a painted picture: what goes from shot to shot is never rounded to video.
    private static async Task<Picture> PaintVideoAsync(
        ShotOrder order, IReel reel, StillShot shot, CancellationToken cancellationToken)
    {
        var last = order.FirstFrame!;
        await Task.Run(shot.ReadyVideo, cancellationToken);
        await PaintAsync(order, 1, BlankAsync, Painter, TakeAsync, cancellationToken);
        if (order.IsContinued)
        {
            last = new Picture(order.Size.Width, order.Size.Height);
            last.Pixels.AsSpan().Fill(byte.MaxValue);
            shot.Painter().Paint(order.Frames - 1, last);
        }

        return last;

        async ValueTask<(VideoFrame Video, Picture? Picture)> BlankAsync() => (
            await reel.BlankVideoAsync(cancellationToken),
            reel.Wanted.HasFlag(FrameForms.Picture) ? await reel.BlankAsync(cancellationToken) : null);

        Action<int, (VideoFrame Video, Picture? Picture)> Painter()
        {
            var painter = shot.Painter();
            return (index, frame) =>
            {
                painter.Paint(index, frame.Video);
                if (frame.Picture is { } picture)
                {
                    painter.Paint(index, picture);
                }
            };
        }

        ValueTask TakeAsync(int index, (VideoFrame Video, Picture? Picture) frame)
        {
            last = index == order.Frames - 1 && !order.IsContinued ? frame.Video.ToPicture() : last;
            return reel.TakeAsync(frame.Video, frame.Picture, cancellationToken);
        }
    }

    // Each painter begins its next frame as soon as it has done one, a few frames ahead of the one that is due; frames
    // are given in order. Returns, or throws, only when no painter works any more.
    private static async Task PaintAsync<TFrame>(
        ShotOrder order,
        int from,
        Func<ValueTask<TFrame>> blank,
        Func<Action<int, TFrame>> painter,
        Func<int, TFrame, ValueTask> take,
        CancellationToken cancellationToken)
    {
        var idle = new Stack<Action<int, TFrame>>(Enumerable.Range(0, order.Threads).Select(_ => painter()));
        var painting = new Dictionary<Task, (int Number, TFrame Frame, Action<int, TFrame> Painter)>();
        var painted = new Dictionary<int, TFrame>();
        var (next, due) = (from, from);
        try
        {
            while (due < order.Frames)
            {
                while (idle.Count > 0 && next < order.Frames && next - due < idle.Count + painting.Count + 1)
                {
                    var (number, frame, free) = (next++, await blank(), idle.Pop());
                    painting.Add(Task.Run(() => free(number, frame), cancellationToken), (number, frame, free));
                }

                var done = await Task.WhenAny(painting.Keys);
                await done;
                painting.Remove(done, out var entry);
                idle.Push(entry.Painter);
                painted.Add(entry.Number, entry.Frame);
                while (painted.Remove(due, out var frame))
                {
                    await take(due++, frame);
                }
            }
        }
        finally
        {
            // Painters' memory goes when this returns; what failed has been thrown already.
            await Task.WhenAll(painting.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
