namespace Throughline.Server.Tasks;

/// <summary>
/// How many seconds of clip every key had made in the last 24 hours. A task counts from its creation, and no more when
/// it failed or was cancelled; deleting it changes nothing. Any thread.
/// </summary>
internal sealed class DailyUse
{
    private static readonly TimeSpan _day = TimeSpan.FromHours(24);

    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);

    /// <summary>Counts what the store holds and follows it.</summary>
    public DailyUse(TaskStore store, TimeProvider clock)
    {
        _clock = clock;
        foreach (TaskRecord task in store.All.Where(Counts).OrderBy(task => task.CreatedAt))
        {
            Add(task);
        }

        store.Changed += task =>
        {
            Set(task, Counts(task) ? task.Seconds : 0);
        };
    }

    /// <summary>Seconds that the key has used.</summary>
    public decimal SecondsOf(string keyId)
    {
        lock (_gate)
        {
            return UseOf(keyId).Seconds;
        }
    }

    /// <summary>Counts a new task, unless that would exceed the limit.</summary>
    public bool TryReserve(TaskRecord task, int? limit)
    {
        lock (_gate)
        {
            if (limit is { } most && UseOf(task.KeyId).Seconds + task.Seconds > most)
            {
                return false;
            }

            Add(task);
            return true;
        }
    }

    private static bool Counts(TaskRecord task) => task.State is not (TaskState.Failed or TaskState.Cancelled);

    private void Add(TaskRecord task)
    {
        lock (_gate)
        {
            Use use = UseOf(task.KeyId);
            use.Tasks.Enqueue((task.Id, task.CreatedAt));
            use.Open.Add(task.Id, task.Seconds);
            use.Seconds += task.Seconds;
        }
    }

    // Given footage may turn out shorter than it was allowed to be, and what failed costs nothing.
    private void Set(TaskRecord task, decimal seconds)
    {
        lock (_gate)
        {
            Use use = UseOf(task.KeyId);
            if (use.Open.TryGetValue(task.Id, out decimal before))
            {
                use.Open[task.Id] = seconds;
                use.Seconds += seconds - before;
            }
        }
    }

    // What is older than a day is dropped on the way.
    private Use UseOf(string keyId)
    {
        if (!_uses.TryGetValue(keyId, out Use? use))
        {
            _uses.Add(keyId, use = new Use());
        }

        DateTimeOffset yesterday = _clock.GetUtcNow() - _day;
        while (use.Tasks.TryPeek(out var oldest) && oldest.At <= yesterday)
        {
            use.Tasks.Dequeue();
            if (use.Open.Remove(oldest.Id, out decimal seconds))
            {
                use.Seconds -= seconds;
            }
        }

        return use;
    }

    private sealed class Use
    {
        public Queue<(Guid Id, DateTimeOffset At)> Tasks { get; } = [];

        public Dictionary<Guid, decimal> Open { get; } = [];

        public decimal Seconds { get; set; }
    }
}
