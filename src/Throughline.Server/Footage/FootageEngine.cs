using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Server.Footage;

/// <summary>Shows given footage as it is, frame for frame: an engine for one clip, which others go on from.</summary>
/// <param name="footage">The clip; not disposed of.</param>
/// <param name="name">What tells it from all others, for the keys of takes.</param>
internal sealed class FootageEngine(GivenFootage footage, string name) : IEngine
{
    /// <inheritdoc/>
    public EngineCard Card { get; } = new()
    {
        Name = "footage",
        Version = $"1, footage {name}",
        Description = "given footage as it is",
    };

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        Func<Picture, CancellationToken, ValueTask<bool>> next = await footage.OpenAsync(0, cancellationToken);
        Picture? last = null;
        for (int number = 0; number < order.Frames; number++)
        {
            Picture frame = await reel.BlankAsync(cancellationToken);
            if (!await next(frame, cancellationToken))
            {
                throw new EngineException(
                    EngineError.BadOrder,
                    $"shot '{order.Shot.Id}': the footage has {number} frames, not {order.Frames}.");
            }

            last = number == order.Frames - 1 ? frame.Copy() : null;
            await reel.TakeAsync(frame, cancellationToken);
        }

        return new Handover(last!, default);
    }
}
