namespace Throughline.Server.Tasks;

/// <summary>
/// The tasks that wait for a worker. Keys take turns, each first come first served; a key at its concurrency is passed
/// over. Any thread.
/// </summary>
internal sealed class FairQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly LinkedList<Line> _turns = [];
    private int _waiting;

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Lets a task wait.</summary>
    public void Add(string keyId, Guid id)
    {
        lock (_gate)
        {
            Line line = LineOf(keyId);
            if (line.Tasks.Count == 0)
            {
                line.Turn = _turns.AddLast(line);
            }

            line.Tasks.AddLast(id);
            _waiting++;
        }
    }

    /// <summary>Takes the next task and counts it as running until <see cref="Release"/>.</summary>
    /// <param name="concurrency">How many tasks of a key may run at once.</param>
    /// <param name="id">The task.</param>
    /// <param name="may">Whether the first task of a line may run now; null for any.</param>
    /// <returns>False when nothing may run now.</returns>
    public bool TryTake(Func<string, int> concurrency, out Guid id, Func<Guid, bool>? may = null)
    {
        lock (_gate)
        {
            for (LinkedListNode<Line>? turn = _turns.First; turn is not null; turn = turn.Next)
            {
                Line line = turn.Value;
                if (line.Running >= concurrency(line.KeyId) || may?.Invoke(line.Tasks.First!.Value) == false)
                {
                    continue;
                }

                id = line.Tasks.First!.Value;
                line.Tasks.RemoveFirst();
                line.Running++;
                _waiting--;
                _turns.Remove(turn);
                line.Turn = line.Tasks.Count > 0 ? _turns.AddLast(line) : null;
                return true;
            }
        }

        id = default;
        return false;
    }

    /// <summary>Takes a task out of the line; false when it does not wait.</summary>
    public bool Remove(string keyId, Guid id)
    {
        lock (_gate)
        {
            Line line = LineOf(keyId);
            if (!line.Tasks.Remove(id))
            {
                return false;
            }

            _waiting--;
            if (line.Tasks.Count == 0 && line.Turn is { } turn)
            {
                _turns.Remove(turn);
                line.Turn = null;
            }

            return true;
        }
    }

    /// <summary>Counts a taken task as no longer running.</summary>
    public void Release(string keyId)
    {
        lock (_gate)
        {
            LineOf(keyId).Running--;
        }
    }

    /// <summary>How many tasks of a key run.</summary>
    public int RunningOf(string keyId)
    {
        lock (_gate)
        {
            return _lines.TryGetValue(keyId, out Line? line) ? line.Running : 0;
        }
    }

    /// <summary>How many tasks of a key wait.</summary>
    public int WaitingOf(string keyId)
    {
        lock (_gate)
        {
            return _lines.TryGetValue(keyId, out Line? line) ? line.Tasks.Count : 0;
        }
    }

    private Line LineOf(string keyId)
    {
        if (!_lines.TryGetValue(keyId, out Line? line))
        {
            _lines.Add(keyId, line = new Line(keyId));
        }

        return line;
    }

    private sealed class Line(string keyId)
    {
        public string KeyId => keyId;

        public LinkedList<Guid> Tasks { get; } = [];

        public LinkedListNode<Line>? Turn { get; set; }

        public int Running { get; set; }
    }
}
