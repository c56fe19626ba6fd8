using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Server.Footage;

/// <summary>Shows given footage frame for frame and then goes on from its last one: an engine for one clip.</summary>
/// <param name="next">Reads the footage's next frame into a picture of the order's size; false at its end. One call at
/// a time.</param>
/// <param name="frames">How many frames the footage has.</param>
/// <param name="further">The shots that go on, in order, each from the end of the one before.</param>
/// <param name="engine">Who shoots them.</param>
internal sealed class ExtensionEngine(
    Func<Picture, CancellationToken, ValueTask<bool>> next, int frames, IReadOnlyList<ShotOrder> further,
    IEngine engine) : IEngine
{
    /// <inheritdoc/>
    public EngineCard Card => engine.Card;

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        Picture? last = null;
        for (int number = 0; number < frames; number++)
        {
            Picture frame = await reel.BlankAsync(cancellationToken);
            if (!await next(frame, cancellationToken))
            {
                throw new EngineException(EngineError.BadOrder, $"The footage has {number} frames, not {frames}.");
            }

            last = number == frames - 1 ? frame.Copy() : null;
            await reel.TakeAsync(frame, cancellationToken);
        }

        var end = new Handover(last!, default);
        var notStaged = new List<string>();
        foreach (ShotOrder shot in further)
        {
            // Frame 0 repeats the frame before, which the clip has already.
            ShotOrder chained = shot with { Frames = shot.Frames + 1, FirstFrame = end.LastFrame, Previous = end };
            end = await engine.ShootAsync(chained, new LaterFrames(reel), cancellationToken);
            notStaged.AddRange(end.NotStaged);
        }

        return end with { NotStaged = notStaged, Camera = [] };
    }
}
