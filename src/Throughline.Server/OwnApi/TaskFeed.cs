using System.Collections.Concurrent;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary>Tells listeners which tasks of their key have changed. Any thread.</summary>
internal sealed class TaskFeed
{
    private const int MostListeners = 512;
    private const int MostListenersOfKey = 64;

    private readonly ConcurrentDictionary<TaskListener, bool> _listeners = new();

    /// <summary>Follows the store.</summary>
    public TaskFeed(TaskStore store) => store.Changed += task =>
    {
        foreach (TaskListener listener in _listeners.Keys)
        {
            listener.Tell(task);
        }
    };

    /// <summary>Begins to listen; the caller disposes.</summary>
    /// <exception cref="RefusedException">Too many listen already.</exception>
    public TaskListener Listen(string keyId)
    {
        if (_listeners.Count >= MostListeners
            || _listeners.Keys.Count(listener => listener.KeyId == keyId) >= MostListenersOfKey)
        {
            throw new RefusedException(
                RefusedReason.QueueFull,
                "Too many event streams are open. Close some, or ask for the tasks from time to time.");
        }

        var made = new TaskListener(keyId, listener => _listeners.TryRemove(listener, out _));
        _listeners.TryAdd(made, true);
        return made;
    }
}
