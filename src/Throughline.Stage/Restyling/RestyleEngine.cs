using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Draws given footage anew in a look, frame for frame: an engine for one clip. What does not change in the footage
/// does not change in the drawing, but for film grain where a look has it. Frames are the same whatever the number of
/// threads.
/// </summary>
/// <param name="walk">The footage; not disposed of.</param>
/// <param name="look">The look.</param>
/// <param name="from">
/// The footage's frame that the drawing begins with. A shot that continues another shows that one's last frame first.
/// </param>
public sealed class RestyleEngine(FootageWalk walk, Look look, int from = 0) : IEngine
{
    /// <summary>Changes whenever the same footage and look would give other pixels.</summary>
    public const string Version = "1";

    /// <summary>What tells this footage from all other, for the keys of takes; null where none are kept.</summary>
    public string? Footage { get; init; }

    /// <inheritdoc/>
    public EngineCard Card => new()
    {
        Name = "stage-restyle",
        Version = Version + (Footage is null ? "" : $", footage {Footage}"),
        Description = "built in: footage drawn anew in a look; on the CPU, free",
    };

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reel);
        var begin = order.Previous is null ? 0 : 1;
        if (begin > 0)
        {
            var again = await reel.BlankAsync(cancellationToken);
            order.FirstFrame!.Pixels.CopyTo(again.Pixels, 0);
            await reel.TakeAsync(again, cancellationToken);
        }

        if (!await walk.EnterAsync(from, order.Threads, cancellationToken))
        {
            throw Ended(order);
        }

        var slots = Enumerable.Range(0, order.Threads).Select(_ => new Slot(order.Size, look)).ToArray();
        try
        {
            return new Handover(await DrawAsync(order, begin, slots, reel, cancellationToken), default);
        }
        finally
        {
            walk.Leave();
            foreach (var slot in slots)
            {
                slot.Dispose();
            }
        }
    }

    private static EngineException Ended(ShotOrder order) => new(
        EngineError.BadOrder,
        $"shot '{order.Shot.Id}': the footage ends before the {order.Frames} frames that are asked for.");

    // Draws the frames from `begin` on and gives a copy of the last.
    private async Task<Picture> DrawAsync(
        ShotOrder order, int begin, Slot[] slots, IReel reel, CancellationToken cancellationToken)
    {
        var last = order.FirstFrame;
        var tasks = new Task[slots.Length];
        Array.Fill(tasks, Task.CompletedTask);
        try
        {
            for (var first = begin; first < order.Frames; first += slots.Length)
            {
                var frames = new Picture[Math.Min(slots.Length, order.Frames - first)];
                for (var i = 0; i < frames.Length; i++)
                {
                    var slot = slots[i];
                    if (!await walk.TakeAsync(slot.Frame, order.Threads, cancellationToken))
                    {
                        throw Ended(order);
                    }

                    var (number, moved, frame) = (
                        from + first - begin + i, walk.Moved, frames[i] = await reel.BlankAsync(cancellationToken));
                    tasks[i] = Task.Run(
                        () => slot.Painter.Paint(slot.Frame, number, moved, frame), cancellationToken);
                }

                await Task.WhenAll(tasks);
                last = first + frames.Length == order.Frames ? frames[^1].Copy() : last;
                foreach (var frame in frames)
                {
                    await reel.TakeAsync(frame, cancellationToken);
                }
            }
        }
        finally
        {
            // Painters' memory goes when this returns; what failed has been thrown already.
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return last!;
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
