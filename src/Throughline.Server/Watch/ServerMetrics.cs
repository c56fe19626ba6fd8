using System.Diagnostics.Metrics;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Watch;

/// <summary>What the server measures about itself, for <c>/metrics</c>.</summary>
internal sealed class ServerMetrics : IDisposable
{
    /// <summary>The name of its meter.</summary>
    public const string MeterName = "Throughline.Server";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Begins to count.</summary>
    public ServerMetrics(TaskStore store, TaskPool pool, DiskSpace disk)
    {
        Counter<long> ended = _meter.CreateCounter<long>(
            "throughline.tasks.ended", description: "Tasks that ended, by how they did.");
        Counter<double> seconds = _meter.CreateCounter<double>(
            "throughline.clips.seconds", "s", "Seconds of clips that were made.");
        Histogram<double> time = _meter.CreateHistogram<double>(
            "throughline.tasks.duration", "s", "From a worker's taking a task to its success.");
        _meter.CreateObservableGauge("throughline.tasks.waiting", () => pool.Waiting, description: "Tasks that wait.");
        _meter.CreateObservableGauge(
            "throughline.tasks.running", () => pool.Running, description: "Tasks that are being made.");
        _meter.CreateObservableGauge("throughline.tasks.kept", () => store.Count, description: "Tasks that are known.");
        _meter.CreateObservableGauge(
            "throughline.disk.free", () => disk.FreeBytes, "By", "Free bytes of the data folder's disk.");
        store.Changed += task =>
        {
            if (task is { HasEnded: true, DeletedAt: null })
            {
                ended.Add(1, new KeyValuePair<string, object?>("state", task.State.ToString()));
                if (task is { State: TaskState.Succeeded, StartedAt: { } began, EndedAt: { } end })
                {
                    seconds.Add((double)task.Seconds);
                    time.Record((end - began).TotalSeconds);
                }
            }
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
