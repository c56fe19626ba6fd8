using Throughline.Media.Pictures;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Footage on its way to being drawn: what is known of the picture after each frame, and how far it has moved, which
/// only going through the footage from its first frame tells. Engines that draw a stretch each share one walk, one
/// after the other; for a stretch that lies behind, the walk begins anew.
/// </summary>
/// <param name="open">Opens the footage at its first frame; gives what reads the next frame into a picture of the
/// size, and false at the end. What it opened before is not read any more.</param>
/// <param name="size">Size of every frame.</param>
public sealed class FootageWalk(
    Func<CancellationToken, ValueTask<Func<Picture, CancellationToken, ValueTask<bool>>>> open, PixelSize size)
        : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Picture _frame = new(size.Width, size.Height);
    private Func<Picture, CancellationToken, ValueTask<bool>>? _next;
    private Steadying? _steadying;
    private Drift? _drift;
    private int _taken;

    /// <summary>How far the picture has moved since the first frame, in pixels to the right and down.</summary>
    internal (float X, float Y) Moved => (_drift!.X, _drift.Y);

    /// <inheritdoc/>
    public void Dispose()
    {
        _steadying?.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// Waits until nobody else walks, and goes to a frame: the next that is taken. Ends with <see cref="Leave"/>.
    /// </summary>
    /// <returns>False when the footage ends before it; then there is nothing to leave.</returns>
    internal async Task<bool> EnterAsync(int frame, int threads, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var isThere = false;
        try
        {
            if (_next is null || _taken > frame)
            {
                _steadying?.Dispose();
                (_steadying, _drift, _taken, _next) = (new(size), new(size), 0, null);
                _next = await open(cancellationToken);
            }

            using var seen = new FootageWords(size);
            isThere = true;
            while (isThere && _taken < frame)
            {
                isThere = await TakeAsync(seen, threads, cancellationToken);
            }

            return isThere;
        }
        finally
        {
            if (!isThere)
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Lets the next one walk.</summary>
    internal void Leave() => _turn.Release();

    /// <summary>Takes the next frame and gives what is known then; false at the end.</summary>
    internal async ValueTask<bool> TakeAsync(FootageWords to, int threads, CancellationToken cancellationToken)
    {
        if (!await _next!(_frame, cancellationToken))
        {
            return false;
        }

        _steadying!.Take(_frame, to, threads);
        _drift!.Take(to);
        _taken++;
        return true;
    }
}
