using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Server.Footage;

/// <summary>
/// Shoots the shot that goes on from given footage: a camera that moved as the footage ended comes to rest in it rather
/// than stopping dead.
/// </summary>
/// <param name="engine">Who shoots it.</param>
/// <param name="footage">The clip; not disposed of.</param>
internal sealed class ContinuingEngine(IEngine engine, GivenFootage footage) : IEngine
{
    /// <inheritdoc/>
    public EngineCard Card => engine.Card;

    /// <inheritdoc/>
    public async Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken)
    {
        IReadOnlyList<CameraMove> rest = await RestAsync(order, cancellationToken);
        double length = (double)order.Shot.Seconds;
        ShotOrder moved = order with
        {
            Shot = order.Shot with
            {
                Camera = [.. order.Shot.Camera, .. rest.Where(move => (double)move.To!.Value <= length)],
            },
        };
        return await engine.ShootAsync(moved, reel, cancellationToken);
    }

    private async Task<IReadOnlyList<CameraMove>> RestAsync(ShotOrder order, CancellationToken cancellationToken)
    {
        int step = Math.Max(1, (int)Math.Round(FootageMotion.Step * footage.Rate.PerSecond)),
            begin = footage.Frames - 1 - (2 * step);
        if (begin < 0)
        {
            return [];
        }

        Func<Picture, CancellationToken, ValueTask<bool>> next = await footage.OpenAsync(begin, cancellationToken);
        var seen = new List<Picture>();
        var frame = new Picture(order.Size.Width, order.Size.Height);
        for (int number = 0; number <= 2 * step && await next(frame, cancellationToken); number++)
        {
            if (number % step == 0)
            {
                seen.Add(frame.Copy());
            }
        }

        return seen is [var first, var middle, var last]
            ? await Task.Run(
                () => FootageMotion.Rest(first, middle, last, footage.Rate.SecondsOf(step)), cancellationToken)
            : [];
    }
}
