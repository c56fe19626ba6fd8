using System.Collections.Concurrent;

namespace Throughline.Server.Tasks;

/// <summary>
/// Finds the task that a repeated request made the first time. A client's own name of the request
/// (<c>Idempotency-Key</c>) decides alone. Else the library's retry count, the key and the request's hash do: of the
/// tasks that they fit, the oldest whose id its owner cannot know yet. A task that was asked for by its id has reached
/// its owner, so it belongs to another call of the same kind; and one that another call's same retry was given is
/// taken.
/// </summary>
/// <remarks>Under the store's lock, but for <see cref="SetKnown"/>, which any thread may call.</remarks>
internal sealed class ResentRequests
{
    private readonly Dictionary<(string KeyId, string Name), Guid> _byName = [];
    private readonly Dictionary<(string KeyId, string Hash), List<Guid>> _byHash = [];
    private readonly Dictionary<Guid, int> _given = [];
    private readonly Dictionary<Guid, Task> _written = [];
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    /// <summary>Remembers a task.</summary>
    public void Keep(TaskRecord record)
    {
        if (record.IdempotencyKey is { } name)
        {
            _byName[(record.KeyId, name)] = record.Id;
        }

        if (record.RequestHash is { } hash)
        {
            if (!_byHash.TryGetValue((record.KeyId, hash), out List<Guid>? tasks))
            {
                _byHash.Add((record.KeyId, hash), tasks = []);
            }

            tasks.Add(record.Id);
        }
    }

    /// <summary>Forgets a task.</summary>
    public void Forget(TaskRecord record)
    {
        if (record.IdempotencyKey is { } name)
        {
            _byName.Remove((record.KeyId, name));
        }

        if (record.RequestHash is { } hash && _byHash.TryGetValue((record.KeyId, hash), out List<Guid>? tasks))
        {
            tasks.Remove(record.Id);
            if (tasks.Count == 0)
            {
                _byHash.Remove((record.KeyId, hash));
            }
        }

        _given.Remove(record.Id);
        _written.Remove(record.Id);
        _known.TryRemove(record.Id, out _);
    }

    /// <summary>The task that the request behind <paramref name="record"/> made before; null when it is new.</summary>
    /// <exception cref="ReusedKeyException">The request's own name was used for another request.</exception>
    public TaskRecord? Find(TaskRecord record, Resend resend, Func<Guid, TaskRecord?> find)
    {
        if (record.IdempotencyKey is { } name)
        {
            return !_byName.TryGetValue(
                (record.KeyId, name), out Guid id) || find(id) is not { DeletedAt: null } named ? null
                : named.RequestHash == record.RequestHash ? named
                : throw new ReusedKeyException();
        }

        if (resend.Retry <= 0 || record.RequestHash is not { } hash
            || !_byHash.TryGetValue((record.KeyId, hash), out List<Guid>? tasks))
        {
            return null;
        }

        TaskRecord? first = tasks.Select(find).OfType<TaskRecord>().FirstOrDefault(task =>
            task.DeletedAt is null && task.CreatedAt >= record.CreatedAt - resend.Window
            && !_known.ContainsKey(task.Id) && _given.GetValueOrDefault(task.Id) < resend.Retry);
        if (first is not null)
        {
            _given[first.Id] = resend.Retry;
        }

        return first;
    }

    /// <summary>Notes that the owner has asked for the task by its id.</summary>
    public void SetKnown(Guid id) => _known.TryAdd(id, true);

    /// <summary>Notes when the task is on the disk.</summary>
    public void SetWritten(Guid id, Task written)
    {
        if (!written.IsCompleted)
        {
            _written[id] = written;
        }
        else
        {
            _written.Remove(id);
        }
    }

    /// <summary>Ends when the task is on the disk.</summary>
    public Task WrittenOf(Guid id) => _written.GetValueOrDefault(id, Task.CompletedTask);
}
