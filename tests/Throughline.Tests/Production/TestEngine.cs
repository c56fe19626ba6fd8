using System.Collections.Concurrent;
using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Tests.Production;

/// <summary>
/// Draws frames that depend on the first frame, the seed and the state handed over, and on nothing else; counts what it
/// was asked for; waits or fails on demand.
/// </summary>
internal sealed class TestEngine : IEngine
{
    private int _running;

    public EngineCard Card { get; init; } = new() { Name = "test", Version = "1", Description = "Draws test frames." };

    public ConcurrentQueue<ShotOrder> Orders { get; } = new();

    public int MostAtOnce { get; private set; }

    public Func<ShotOrder, int, CancellationToken, Task>? BeforeFrame { get; init; }

    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        Orders.Enqueue(order);
        lock (Orders)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        try
        {
            int shift = order.Previous is { State.Length: > 0 } previous ? previous.State.Span[0] : 0;
            Picture last = order.FirstFrame!;
            for (int frame = 0; frame < order.Frames; frame++)
            {
                if (BeforeFrame is not null)
                {
                    await BeforeFrame(order, frame, cancellationToken);
                }

                Picture blank = await reel.BlankAsync(cancellationToken);
                Draw(order, blank, frame == 0 ? 0 : shift + frame + (int)order.Shot.Seed, frame == 0);
                last = blank.Copy();
                await reel.TakeAsync(blank, cancellationToken);
            }

            return new Handover(last, new[] { (byte)(shift + order.Frames) });
        }
        finally
        {
            lock (Orders)
            {
                _running--;
            }
        }
    }

    private static void Draw(ShotOrder order, Picture target, int shift, bool exact)
    {
        ReadOnlySpan<byte> source = order.FirstFrame!.Pixels;
        for (int i = 0; i < source.Length; i++)
        {
            target.Pixels[i] = exact || i % 4 == 3 ? source[i] : (byte)(source[i] + shift);
        }
    }
}
