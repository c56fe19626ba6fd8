namespace Throughline.Production;

/// <summary>Runs takes in the order that their chains allow, at most as many at once as there are threads.</summary>
internal sealed class WorkQueue
{
    private readonly int _threads;
    private readonly List<PlannedTake> _waiting;
    private readonly Dictionary<TakeKey, long> _framesBehind = [];
    private readonly HashSet<TakeKey> _unfinished;

    /// <summary>Orders the takes: the longest chain first, then the film's order.</summary>
    /// <param name="takes">The takes to shoot, each key once.</param>
    /// <param name="threads">Threads to share out, at least 1.</param>
    public WorkQueue(IEnumerable<PlannedTake> takes, int threads)
    {
        _threads = threads;
        _waiting = [.. takes];
        _unfinished = [.. _waiting.Select(take => take.Key)];
        foreach (PlannedTake take in _waiting)
        {
            long behind = 0;
            for (PlannedTake? at = take; at is not null; at = at.Previous)
            {
                behind += at.Frames;
                _framesBehind[at.Key] = Math.Max(behind, _framesBehind.GetValueOrDefault(at.Key));
            }
        }
    }

    /// <summary>Shoots everything.</summary>
    /// <param name="shootAsync">Shoots one take with so many threads.</param>
    /// <param name="cancellationToken">Given to every shooting.</param>
    /// <exception cref="ProductionException">Some takes failed; the others that were begun are finished.</exception>
    public async Task RunAsync(
        Func<PlannedTake, int, CancellationToken, Task> shootAsync, CancellationToken cancellationToken)
    {
        var running = new Dictionary<Task, PlannedTake>();
        var failures = new List<ShotFailure>();
        while (true)
        {
            while (failures.Count == 0 && !cancellationToken.IsCancellationRequested
                && running.Count < _threads && NextReady() is { } next)
            {
                int together = Math.Min(_threads, running.Count + 1 + _waiting.Count(IsReady));
                int share = Math.Max(1, _threads / together);
                running.Add(Task.Run(() => shootAsync(next, share, cancellationToken), CancellationToken.None), next);
            }

            if (running.Count == 0)
            {
                break;
            }

            Task ended = await Task.WhenAny(running.Keys);
            running.Remove(ended, out PlannedTake? take);
            try
            {
                await ended;
                _unfinished.Remove(take!.Key);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Told once, below.
            }
            catch (Exception failure)
            {
                failures.Add(new ShotFailure(take!.Shot.Id, failure));
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (failures.Count > 0)
        {
            throw new ProductionException(failures, [.. _waiting.Select(take => take.Shot.Id)]);
        }
    }

    private bool IsReady(PlannedTake take) => take.Previous is null || !_unfinished.Contains(take.Previous.Key);

    private PlannedTake? NextReady()
    {
        PlannedTake? next = _waiting.Where(IsReady).MaxBy(take => _framesBehind[take.Key]);
        if (next is not null)
        {
            _waiting.Remove(next);
        }

        return next;
    }
}
