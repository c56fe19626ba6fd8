using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Server.Tests;

/// <summary>An engine that draws plain frames at once, or waits for the test before each.</summary>
internal sealed class FakeEngine : IEngine
{
    private int _running;
    private int _most;
    private int _shot;

    public EngineCard Card { get; init; } = new()
    {
        Name = "stage",
        Version = "fake",
        Description = "for tests",
        ImageToVideo = true,
        TextToVideo = true,
        LastFrame = true,
    };

    /// <summary>When set, a shot stops after its first frame until this is done.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>The only shot that waits for <see cref="Hold"/>; null for all.</summary>
    public string? HeldShot { get; set; }

    /// <summary>What shooting ends with instead.</summary>
    public Func<Exception>? Failure { get; set; }

    /// <summary>How many orders were begun.</summary>
    public int Shot => _shot;

    /// <summary>How many ran at once at most.</summary>
    public int MostAtOnce => _most;

    /// <summary>How many run now.</summary>
    public int Running => Volatile.Read(ref _running);

    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _shot);
        int running = Interlocked.Increment(ref _running);
        _most = Math.Max(_most, running);
        try
        {
            if (Failure is { } failure)
            {
                throw failure();
            }

            Picture last = order.FirstFrame ?? new Picture(order.Size.Width, order.Size.Height);
            for (int i = 0; i < order.Frames; i++)
            {
                Picture frame = await reel.BlankAsync(cancellationToken);
                last.Pixels.CopyTo(frame.Pixels, 0);
                await reel.TakeAsync(frame, cancellationToken);
                if (Hold is { } hold && i == 0 && (HeldShot is null || HeldShot == order.Shot.Id))
                {
                    await hold.Task.WaitAsync(cancellationToken);
                }
            }

            return new Handover(last, default);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
