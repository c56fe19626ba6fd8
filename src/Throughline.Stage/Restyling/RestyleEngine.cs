using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Draws given footage anew in a look, frame for frame: an engine for one clip. What does not change in the footage
/// does not change in the drawing, but for film grain where a look has it. Frames are the same whatever the number of
/// threads.
/// </summary>
/// <param name="next">Reads the footage's next frame into a picture of the order's size; false at its end. One call at
/// a time.</param>
/// <param name="look">The look.</param>
public sealed class RestyleEngine(Func<Picture, CancellationToken, ValueTask<bool>> next, Look look) : IEngine
{
    /// <summary>Changes whenever the same footage and look would give other pixels.</summary>
    public const string Version = "1";

    /// <inheritdoc/>
    public EngineCard Card { get; } = new()
    {
        Name = "stage-restyle",
        Version = Version,
        Description = "built in: footage drawn anew in a look; on the CPU, free",
    };

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reel);
        using var steadying = new Steadying(order.Size);
        var drift = new Drift(order.Size);
        var slots = Enumerable.Range(0, order.Threads).Select(_ => new Slot(order.Size, look)).ToArray();
        Picture? last = null;
        try
        {
            var footage = new Picture(order.Size.Width, order.Size.Height);
            for (var first = 0; first < order.Frames; first += slots.Length)
            {
                var count = Math.Min(slots.Length, order.Frames - first);
                var tasks = new Task[count];
                var frames = new Picture[count];
                for (var i = 0; i < count; i++)
                {
                    if (!await next(footage, cancellationToken))
                    {
                        throw new EngineException(
                            EngineError.BadOrder, $"The footage has {first + i} frames, not {order.Frames}.");
                    }

                    var slot = slots[i];
                    steadying.Take(footage, slot.Frame, order.Threads);
                    drift.Take(slot.Frame);
                    var (number, moved,
                        frame) = (first + i, (drift.X, drift.Y), frames[i] = await reel.BlankAsync(cancellationToken));
                    tasks[i] = Task.Run(() => slot.Painter.Paint(slot.Frame, number, moved, frame), cancellationToken);
                }

                await Task.WhenAll(tasks);
                last = first + count == order.Frames ? frames[^1].Copy() : last;
                foreach (var frame in frames)
                {
                    await reel.TakeAsync(frame, cancellationToken);
                }
            }
        }
        finally
        {
            foreach (var slot in slots)
            {
                slot.Dispose();
            }
        }

        return new Handover(last!, default);
    }

    private sealed class Slot(PixelSize size, Look look) : IDisposable
    {
        public FootageWords Frame { get; } = new(size);

        public FootagePainter Painter { get; } = new(size, look);

        public void Dispose()
        {
            Frame.Dispose();
            Painter.Dispose();
        }
    }
}
