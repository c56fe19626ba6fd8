using System.Collections.Concurrent;
using Throughline.Production;
using Throughline.Server.Aliases;
using Throughline.Server.Keys;

namespace Throughline.Server.Tasks;

/// <summary>
/// The workers: as many tasks at once as there are threads, threads shared out among them. While all of them are at long
/// tasks, a short one of a key that runs none is shot beside them. On a stop the tasks that run may finish within the grace, while requests are answered as ever; then they go back to the queue, and the next
/// server shoots them.
/// </summary>
internal sealed partial class TaskPool : BackgroundService, IHostedLifecycleService
{
    private const int MostAttempts = 3;
    private const int MostPreparing = 16;
    private const int MostPreparingOfKey = 4; // Slow inputs of one key do not hold up the others'.

    private readonly TaskStore _store;
    private readonly TaskShooter _shooter;
    private readonly InputPreparation _preparation;
    private readonly KeyStore _keys;
    private readonly EngineList _engines;
    private readonly ServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<TaskPool> _log;
    private readonly FairQueue _queue = new();
    private readonly ConcurrentDictionary<Guid, Run> _runs = new();
    private readonly ConcurrentDictionary<string, int> _preparing = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _preparers = new(MostPreparing);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _preparersOf = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _handBack = new();
    private int _running, _short; // Both counted up by the loop alone.
    private volatile bool _isStopping;

    /// <summary>Starts nothing yet.</summary>
    public TaskPool(
        TaskStore store,
        TaskShooter shooter,
        InputPreparation preparation,
        KeyStore keys,
        EngineList engines,
        ServerOptions options,
        TimeProvider clock,
        ILogger<TaskPool> log)
    {
        (_store, _shooter, _preparation, _keys, _engines, _options, _clock,
            _log) = (store, shooter, preparation, keys, engines, options, clock, log);
        Ending = _handBack.Token; // The source gives none any more once it is disposed.
    }

    /// <summary>Cancelled when a stop is done with the tasks: then the server stops listening.</summary>
    public CancellationToken Ending { get; }

    /// <summary>Tasks that wait for inputs or a worker.</summary>
    public int Waiting => _queue.Waiting + _preparing.Values.Sum();

    /// <summary>Tasks that are being shot.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Tasks of a key that wait.</summary>
    public int WaitingOf(string keyId) => _queue.WaitingOf(keyId) + _preparing.GetValueOrDefault(keyId);

    /// <summary>Whether a queued task waits because its key runs as many tasks as it may.</summary>
    public bool IsThrottled(TaskRecord task) =>
        task.State == TaskState.Queued && _queue.RunningOf(task.KeyId) >= _keys.ConcurrencyOf(task.KeyId);

    /// <summary>How much of a task is done, 0 to 1.</summary>
    public double ProgressOf(TaskRecord task)
    {
        if (task.HasEnded)
        {
            return 1;
        }

        if (StandOf(task) is not { } now)
        {
            return 0;
        }

        // Takes that were there already count: a task that goes on after a restart does not begin at 0.
        long frames = now.Shots.Sum(shot => (long)shot.Frames);
        return frames == 0 ? 0 : Math.Min(0.99, (double)now.Shots.Sum(DoneOf) / frames);
    }

    /// <summary>Frames of a shot that are there.</summary>
    public static long DoneOf(ShotProgress shot) =>
        shot.State is ShotState.Kept or ShotState.Done ? shot.Frames : shot.FramesDone;

    /// <summary>How far a task that is being made is, shot by shot; null for one that is not.</summary>
    public FilmProgress? StandOf(TaskRecord task) => _runs.TryGetValue(task.Id, out Run? run) ? run.Meter.Now() : null;

    /// <summary>Lets a task, which is on the disk, wait for a worker.</summary>
    public void Submit(TaskRecord task)
    {
        if (task.Order.NeedsPreparation)
        {
            _preparing.AddOrUpdate(task.KeyId, 1, (_, count) => count + 1);
            _ = PrepareAsync(task);
        }
        else
        {
            _queue.Add(task.KeyId, task.Id);
            _wake.Release();
        }
    }

    /// <summary>Stops a task for good; its shooting ends at once.</summary>
    /// <returns>The cancelled task, or null when it had ended before.</returns>
    public async Task<TaskRecord?> CancelAsync(TaskRecord task)
    {
        TaskRecord? cancelled = await _store.UpdateAsync(
            task.Id,
            now => now.HasEnded ? null : now with { State = TaskState.Cancelled, EndedAt = _clock.GetUtcNow() });
        if (cancelled is not null)
        {
            _queue.Remove(task.KeyId, task.Id);
            if (_runs.TryGetValue(task.Id, out Run? run))
            {
                run.Stop();
            }
        }

        return cancelled;
    }

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything is accepted: what is accepted later is submitted by whoever accepts it.
        foreach (TaskRecord task in _store.All.Where(task => !task.HasEnded).OrderBy(task => task.Id))
        {
            Submit(task);
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Before the server stops listening: who polls hears of what ends now, and what is created waits on the disk.
        _isStopping = true;
        _handBack.CancelAfter(_options.StopGrace);
        await EndedAsync();
        await _handBack.CancelAsync();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndedAsync(); // What was created since found the end there already.
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _preparers.Dispose();
        _wake.Dispose();
        _handBack.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            while (!_isStopping && !stoppingToken.IsCancellationRequested && TryTake(out Guid id))
            {
                int together = Math.Min(_options.Threads, Interlocked.Increment(ref _running) + _queue.Waiting);
                Start(id, Math.Max(1, _options.Threads / together));
            }

            await _wake.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool TryTake(out Guid id)
    {
        if (Running < _options.Threads)
        {
            return _queue.TryTake(_keys.ConcurrencyOf, out id);
        }

        id = default;
        return Running == _options.Threads && Volatile.Read(ref _short) == 0
            && _queue.TryTake(key => Math.Min(1, _keys.ConcurrencyOf(key)), out id, one => _store.Find(one)!.IsShort);
    }

    private async Task EndedAsync()
    {
        foreach (Run run in _runs.Values)
        {
            await run.Ended.Task;
        }
    }

    private void Start(Guid id, int threads)
    {
        var run = new Run(Ending);
        _runs[id] = run;
        TaskRecord task = _store.Find(id)!;
        int isShort = task.IsShort ? 1 : 0;
        Interlocked.Add(ref _short, isShort);
        _ = Task.Run(async () =>
        {
            try
            {
                await RunAsync(task, run, threads);
            }
            catch (Exception failure)
            {
                // The database is beyond writing; the next server finds the task queued or running.
                Broken(failure, id);
            }
            finally
            {
                _runs.TryRemove(id, out _);
                _queue.Release(task.KeyId);
                Interlocked.Add(ref _short, -isShort);
                Interlocked.Decrement(ref _running);
                run.End();
                MemoryThrift.GiveBackAfter(task);
                _wake.Release();
            }
        });
    }

    private async Task RunAsync(TaskRecord task, Run run, int threads)
    {
        TaskRecord? begun = await _store.UpdateAsync(task.Id, now => now.State == TaskState.Queued
            ? now with
            {
                State = TaskState.Running,
                Engine = _engines.Signature(now.Order),
                StartedAt = _clock.GetUtcNow(),
                Attempts = now.Attempts + 1,
            }
            : null);
        if (begun is null)
        {
            return; // Cancelled on the way here.
        }

        if (begun.Attempts > MostAttempts)
        {
            await FailAsync(
                begun,
                new TaskFailure(TaskFailureCode.Crashed, $"The server ended {MostAttempts} times while it made this."));
            return;
        }

        try
        {
            TimeSpan limit = TaskShooter.TimeLimit(begun.Order);
            using var late = new CancellationTokenSource(limit, _clock);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Token, late.Token);
            TaskResult result;
            try
            {
                result = await _shooter.ShootAsync(begun, run.Meter, threads, stop.Token);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested && !run.Token.IsCancellationRequested)
            {
                throw new TimeoutException($"It was not done after {limit.TotalMinutes:0} minutes.");
            }

            await _store.UpdateAsync(task.Id, now => now.State == TaskState.Running
                ? now with
                {
                    State = TaskState.Succeeded,
                    EndedAt = _clock.GetUtcNow(),
                    Files = result.Files,
                    Order = now.Order with { Notes = [.. now.Order.Notes, .. result.NotStaged.Distinct()] },
                }
                : null);
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            // Cancelled by its owner, which the record says already; or the server stops, and the next one begins
            // again.
            await _store.UpdateAsync(task.Id, now => now.State == TaskState.Running
                ? now with { State = TaskState.Queued, Attempts = now.Attempts - 1 }
                : null);
        }
        catch (Exception failure)
        {
            await FailAsync(begun, Told(failure, begun));
        }
    }

    private async Task PrepareAsync(TaskRecord task)
    {
        var run = new Run(Ending);
        _runs[task.Id] = run;
        try
        {
            SemaphoreSlim ofKey = _preparersOf.GetOrAdd(task.KeyId, _ => new SemaphoreSlim(MostPreparingOfKey));
            await ofKey.WaitAsync(run.Token);
            try
            {
                task = await PreparedAsync(task, run.Token);
            }
            finally
            {
                ofKey.Release();
            }
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            // Still queued, or cancelled by its owner.
        }
        catch (Exception failure)
        {
            await FailAsync(task, Told(failure, task));
        }
        finally
        {
            _runs.TryRemove(task.Id, out _);
            _preparing.AddOrUpdate(task.KeyId, 0, (_, count) => count - 1);
            run.End();
        }

        if (!task.Order.NeedsPreparation)
        {
            _queue.Add(task.KeyId, task.Id);
            _wake.Release();
        }
    }

    private async Task<TaskRecord> PreparedAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        await _preparers.WaitAsync(cancellationToken);
        try
        {
            TaskOrder order = await _preparation.PrepareAsync(task.Order, cancellationToken);
            return await _store.UpdateAsync(
                task.Id, now => now.State == TaskState.Queued ? now with
                {
                    Order = order,
                    Seconds = order.Kind is OrderKind.Restyle ? order.Seconds * order.Weight : now.Seconds,
                } : null) ?? task;
        }
        finally
        {
            _preparers.Release();
        }
    }

    // The owner is told in plain words; only what is this server's own fault goes to the log with all its details.
    private TaskFailure Told(Exception exception, TaskRecord task)
    {
        TaskFailure failure = TaskFailure.Of(exception, _options.Data, task.Order.Kind == OrderKind.Film);
        if (failure.Code is TaskFailureCode.BadInput or TaskFailureCode.NotSupported)
        {
            Refused(task.Id, failure.Code);
        }
        else
        {
            Failed(exception, task.Id);
        }

        return failure;
    }

    private Task<TaskRecord?> FailAsync(TaskRecord task, TaskFailure failure) => _store.UpdateAsync(task.Id, now => now.HasEnded
        ? null
        : now with { State = TaskState.Failed, EndedAt = _clock.GetUtcNow(), Failure = failure });

    [LoggerMessage(Level = LogLevel.Information, Message = "Task {Id} cannot be made: {Code}")]
    private partial void Refused(Guid id, TaskFailureCode code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {Id} failed")]
    private partial void Failed(Exception failure, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Task {Id} was left as it stood")]
    private partial void Broken(Exception failure, Guid id);

    private sealed class Run
    {
        private readonly Lock _gate = new();
        private readonly CancellationTokenSource _stop;
        private bool _ended;

        public Run(CancellationToken handBack)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(handBack);
            Token = _stop.Token; // The source gives none any more once it is disposed.
        }

        public CancellationToken Token { get; }

        public ProgressMeter Meter { get; } = new();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Stop()
        {
            lock (_gate)
            {
                if (!_ended)
                {
                    _stop.Cancel();
                }
            }
        }

        public void End()
        {
            lock (_gate)
            {
                _ended = true;
                _stop.Dispose();
            }

            Ended.SetResult();
        }
    }
}
