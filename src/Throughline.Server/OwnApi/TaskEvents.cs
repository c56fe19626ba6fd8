using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary>
/// Tasks as they go on, by server-sent events. Every stream begins with how things stand, so one that was cut off just
/// begins again: <c>tasks</c> (the newest), then <c>task</c> for a new state, <c>progress</c> twice a second while a
/// task is made, <c>removed</c>, and a comment every 15 seconds when nothing happens.
/// </summary>
internal sealed class TaskEvents
{
    private const int MostShown = 100;

    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);

    private readonly HttpContext _context;
    private readonly TaskStore _store;
    private readonly TaskPool _pool;
    private readonly KeyStore _keys;
    private readonly TimeProvider _clock;
    private readonly Caller _caller;
    private readonly Guid? _only;
    private readonly HashSet<Guid> _running = [];
    private bool _isOver;

    private TaskEvents(HttpContext context, Guid? only)
    {
        (_context, _only, _caller) = (context, only, Caller.Of(context));
        _store = context.RequestServices.GetRequiredService<TaskStore>();
        _pool = context.RequestServices.GetRequiredService<TaskPool>();
        _keys = context.RequestServices.GetRequiredService<KeyStore>();
        _clock = context.RequestServices.GetRequiredService<TimeProvider>();
    }

    /// <summary>GET /api/tasks/events: all tasks of the caller.</summary>
    public static Task SendAllAsync(HttpContext context) => new TaskEvents(context, null).RunAsync();

    /// <summary>
    /// One task until it has ended. Who comes again after that is told so by 204, which browsers take as the end.
    /// </summary>
    public static Task SendOneAsync(HttpContext context, TaskRecord task)
    {
        if (task.HasEnded && context.Request.Headers.ContainsKey("Last-Event-ID"))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return new TaskEvents(context, task.Id).RunAsync();
    }

    private async Task RunAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted, _pool.Ending);
        using TaskListener listener = _context.RequestServices.GetRequiredService<TaskFeed>().Listen(_caller.KeyId);
        using EventStream stream = EventStream.Begin(_context);
        try
        {
            WriteAll(stream);
            while (await stream.SendAsync(end.Token) && !_isOver)
            {
                await listener.WaitAsync(_running.Count > 0 ? _tick : _heartbeat, _clock, end.Token);
                if (!_keys.Holds(_caller))
                {
                    return; // Revoked meanwhile.
                }

                Write(stream, listener.Take());
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client went away, or the server stops.
        }
    }

    private void WriteAll(EventStream stream)
    {
        List<TaskRecord> tasks = _only is { } only
            ? [.. new[] { _store.Find(only) }.OfType<TaskRecord>()]
            : [
                .. _store.Of(_caller.KeyId).Where((task, index) => index < MostShown || task.State == TaskState.Running)
            ];
        _isOver = _only is not null && tasks.TrueForAll(task => task.HasEnded);
        _running.Clear();
        _running.UnionWith(tasks.Where(task => task.State == TaskState.Running).Select(task => task.Id));
        stream.Write("tasks", (tasks, _context), static (json, state) =>
        {
            json.WriteStartObject();
            TaskCalls.WriteList(json, state.tasks, state._context);
            json.WriteEndObject();
        });
    }

    private void Write(EventStream stream, IReadOnlySet<Guid>? changed)
    {
        if (changed is null)
        {
            WriteAll(stream);
            return;
        }

        bool any = false;
        foreach (TaskRecord? task in changed.Where(id => _only is null || id == _only).Select(_store.Find))
        {
            if (task is not null)
            {
                any = true;
                WriteChanged(stream, task);
            }
        }

        foreach (TaskRecord task in _running.Where(id => !changed.Contains(id)).Select(_store.Find)
            .OfType<TaskRecord>())
        {
            any = true;
            stream.Write("progress", (task, _pool), static (json, state) =>
            {
                json.WriteStartObject();
                json.WriteString("id", state.task.Id);
                OwnTaskJson.WriteState(json, state.task, state._pool);
                json.WriteEndObject();
            });
        }

        if (!any)
        {
            stream.WriteHeartbeat();
        }
    }

    private void WriteChanged(EventStream stream, TaskRecord task)
    {
        _running.Remove(task.Id);
        _isOver = _only is not null && (task.HasEnded || task.DeletedAt is not null);
        if (task.DeletedAt is not null)
        {
            stream.Write("removed", task.Id, static (json, id) =>
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteEndObject();
            });
            return;
        }

        if (task.State == TaskState.Running)
        {
            _running.Add(task.Id);
        }

        stream.Write(
            "task", (task, _context), static (json, state) => OwnTaskJson.Write(json, state.task, state._context));
    }
}
