using System.Threading.Channels;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary>Collects which tasks of one key have changed, until its owner looks.</summary>
internal sealed class TaskListener : IDisposable
{
    private const int MostChanges = 1024;

    private readonly Action<TaskListener> _end;
    private readonly Channel<Guid> _changes = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(MostChanges) { SingleReader = true });
    private Task<bool>? _waiting;
    private int _lost;

    internal TaskListener(string keyId, Action<TaskListener> end) => (KeyId, _end) = (keyId, end);

    /// <summary>Whose tasks.</summary>
    public string KeyId { get; }

    /// <summary>Waits for a change, as long as <paramref name="most"/>.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken cancellationToken)
    {
        _waiting ??= _changes.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await ((Task)_waiting).WaitAsync(most, clock, cancellationToken).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (_waiting.IsCompleted)
        {
            _waiting = null;
        }
    }

    /// <summary>
    /// Takes what has changed since the last call; null when that is not known any more, because there was too much.
    /// </summary>
    public IReadOnlySet<Guid>? Take()
    {
        var changed = new HashSet<Guid>();
        while (_changes.Reader.TryRead(out Guid id))
        {
            changed.Add(id);
        }

        return Interlocked.Exchange(ref _lost, 0) == 0 ? changed : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end(this);
        _changes.Writer.TryComplete();
    }

    internal void Tell(TaskRecord task)
    {
        if (task.KeyId == KeyId && !_changes.Writer.TryWrite(task.Id))
        {
            Volatile.Write(ref _lost, 1);
        }
    }
}
