using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Storage;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Tasks;

/// <summary>
/// All tasks. Reading is memory alone; every change is on the disk before the call that made it ends. Any thread.
/// </summary>
internal sealed class TaskStore : IAsyncDisposable
{
    private readonly TaskWriter _writer;
    private readonly ConcurrentDictionary<Guid, TaskRecord> _tasks = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedSet<Guid>> _byKey = new(StringComparer.Ordinal);
    private readonly ResentRequests _resent = new();

    /// <summary>
    /// A store of the tasks that a database was found to hold. Those that ran when the last server ended are queued
    /// again.
    /// </summary>
    public TaskStore(DatabaseFile file, IEnumerable<TaskRecord> tasks, ILogger<TaskStore> log)
    {
        _writer = new TaskWriter(file, log);
        foreach (TaskRecord record in tasks)
        {
            Keep(record.State == TaskState.Running ? record with { State = TaskState.Queued } : record);
        }
    }

    /// <summary>
    /// Told of every new state of a task, in order for one task, on the thread that changes it: be quick.
    /// </summary>
    public event Action<TaskRecord>? Changed;

    /// <summary>
    /// Gives what has to be told of a task's end; it goes to the disk together with that end. Called under a lock: be
    /// quick.
    /// </summary>
    public Func<TaskRecord, IReadOnlyList<Delivery>>? Announce { get; set; }

    /// <summary>Told of what <see cref="Announce"/> gave once it is on the disk.</summary>
    public event Action<IReadOnlyList<Delivery>>? Announced;

    /// <summary>All tasks that a database holds, in the order they were accepted.</summary>
    public static async Task<IReadOnlyList<TaskRecord>> ReadAsync(
        DatabaseFile file, CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        return await context.Tasks.OrderBy(task => task.Id).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Keeps a new task; ends when it is on the disk. A request that was sent again gives the task it made the first
    /// time.
    /// </summary>
    /// <param name="record">The task.</param>
    /// <param name="resend">What is known of the request's repetition; null when it cannot be one.</param>
    /// <param name="admit">Called under a lock when the task is new; throws to refuse it.</param>
    /// <returns>The task and whether it is new.</returns>
    /// <exception cref="IOException">It could not be written: there is no such task.</exception>
    /// <exception cref="ReusedKeyException">The request's own name was used for another request.</exception>
    public async Task<(TaskRecord Record, bool IsNew)> AddAsync(TaskRecord record, Resend? resend, Action? admit = null)
    {
        TaskRecord? before;
        Task written;
        lock (_gate)
        {
            before = resend is null ? null : _resent.Find(record, resend, Find);
            if (before is null)
            {
                admit?.Invoke();
                Keep(record);
                written = _writer.AddAsync(record);
                _resent.SetWritten(record.Id, written);
            }
            else
            {
                written = _resent.WrittenOf(before.Id);
            }
        }

        try
        {
            await written;
        }
        catch (IOException) when (before is null)
        {
            Forget(record.Id);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _resent.SetWritten(record.Id, Task.CompletedTask);
            }
        }

        if (before is not null)
        {
            return (Find(before.Id) ?? before, false);
        }

        Changed?.Invoke(record);
        return (record, true);
    }

    /// <summary>The task of that id, deleted ones included; null when there is none.</summary>
    public TaskRecord? Find(Guid id) => _tasks.GetValueOrDefault(id);

    /// <summary>
    /// The task of that id as its owner may see it by one API; null when there is none. Notes that its owner knows the
    /// id.
    /// </summary>
    public TaskRecord? FindFor(string keyId, string api, Guid id)
    {
        if (Find(id) is not { DeletedAt: null } task || task.KeyId != keyId || task.Api != api)
        {
            return null;
        }

        _resent.SetKnown(id);
        return task;
    }

    /// <summary>Changes a task; ends when the change is on the disk.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">Given the state now, gives the new one or null to leave it; called under a lock.</param>
    /// <returns>The new state, or null when nothing changed.</returns>
    public async Task<TaskRecord?> UpdateAsync(Guid id, Func<TaskRecord, TaskRecord?> change)
    {
        TaskRecord? next;
        IReadOnlyList<Delivery> begun;
        Task written;
        lock (_gate)
        {
            if (Find(id) is not { } now || (next = change(now)) is null)
            {
                return null;
            }

            _tasks[id] = next;
            begun = next.HasEnded && !now.HasEnded ? Announce?.Invoke(next) ?? [] : [];
            written = _writer.UpdateAsync(next, begun);
            Changed?.Invoke(next);
        }

        await written;
        if (begun.Count > 0)
        {
            Announced?.Invoke(begun);
        }

        return next;
    }

    /// <summary>Keeps what came of telling somebody; ends when it is on the disk.</summary>
    public Task KeepAsync(Delivery delivery) => _writer.UpdateAsync(delivery);

    /// <summary>Removes a task for good.</summary>
    public Task RemoveAsync(Guid id)
    {
        Forget(id);
        return _writer.RemoveAsync(id);
    }

    /// <summary>The tasks of a key, newest first, deleted ones left out.</summary>
    public IReadOnlyList<TaskRecord> Of(string keyId)
    {
        lock (_gate)
        {
            return _byKey.TryGetValue(keyId, out SortedSet<Guid>? ids)
                ? [.. ids.Reverse().Select(Find).OfType<TaskRecord>().Where(task => task.DeletedAt is null)]
                : [];
        }
    }

    /// <summary>Every task, deleted ones included, in no order.</summary>
    public IEnumerable<TaskRecord> All => _tasks.Values;

    /// <summary>How many there are, deleted ones included.</summary>
    public int Count => _tasks.Count;

    /// <summary>Writes what waits.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Keep(TaskRecord record)
    {
        _tasks[record.Id] = record;
        lock (_gate)
        {
            if (!_byKey.TryGetValue(record.KeyId, out SortedSet<Guid>? ids))
            {
                _byKey.Add(record.KeyId, ids = []);
            }

            ids.Add(record.Id);
            _resent.Keep(record);
        }
    }

    private void Forget(Guid id)
    {
        lock (_gate)
        {
            if (_tasks.TryRemove(id, out TaskRecord? record))
            {
                _byKey[record.KeyId].Remove(id);
                _resent.Forget(record);
            }
        }
    }
}
