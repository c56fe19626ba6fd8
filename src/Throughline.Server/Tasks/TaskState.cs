namespace Throughline.Server.Tasks;

/// <summary>
/// Where a task is. It only moves down this list, except that a stop or a crash puts a running task back to the queue.
/// </summary>
internal enum TaskState
{
    /// <summary>Accepted, and waiting for its inputs or for a worker.</summary>
    Queued,

    /// <summary>Being shot.</summary>
    Running,

    /// <summary>Done; its results can be had.</summary>
    Succeeded,

    /// <summary>Given up; the record says why.</summary>
    Failed,

    /// <summary>Stopped by its owner.</summary>
    Cancelled,
}
