using System.Threading.Channels;
using Throughline.Server.Storage;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Tasks;

/// <summary>
/// Brings task records, and what has to be told of them, to the disk. Whatever waits when a transaction ends goes into
/// the next one, so that a thousand creates cost few disk flushes. One loop writes; any thread may ask.
/// </summary>
internal sealed partial class TaskWriter : IAsyncDisposable
{
    private const int MostAtOnce = 512;
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(1);

    private readonly RowWriter _rows;
    private readonly ILogger _log;
    private readonly Channel<Write> _writes = Channel.CreateUnbounded<Write>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <summary>Starts the loop.</summary>
    public TaskWriter(DatabaseFile file, ILogger log)
    {
        _rows = new RowWriter(file);
        _log = log;
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Writes a new record.</summary>
    /// <returns>Ends when it is on the disk; fails when it could not be written, and then it will never be.</returns>
    public Task AddAsync(TaskRecord record) => PutAsync(new Write(record.Id, record, [], IsNew: true));

    /// <summary>
    /// Writes a changed record, and new deliveries in the same transaction. Failing writes are tried again until they
    /// succeed: memory is ahead of the disk.
    /// </summary>
    /// <returns>Ends when this or a later state is on the disk.</returns>
    public Task UpdateAsync(TaskRecord record, IReadOnlyList<Delivery> begun) =>
        PutAsync(new Write(record.Id, record, begun, IsNew: false));

    /// <summary>Writes a changed delivery.</summary>
    /// <returns>As for a record.</returns>
    public Task UpdateAsync(Delivery delivery) => PutAsync(new Write(delivery.MessageId, delivery, [], IsNew: false));

    /// <summary>Removes a record for good.</summary>
    public Task RemoveAsync(Guid id) => PutAsync(new Write(id, null, [], IsNew: false));

    /// <summary>Writes what waits and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writes.Writer.TryComplete())
        {
            _stop.CancelAfter(TimeSpan.FromSeconds(10)); // Only a disk that fails again and again holds this up.
        }

        await _loop;
        _rows.Dispose();
    }

    private Task PutAsync(Write write)
    {
        if (!_writes.Writer.TryWrite(write))
        {
            write.Done.SetException(new IOException("The server is stopping."));
        }

        return write.Done.Task;
    }

    private async Task LoopAsync()
    {
        var batch = new List<Write>();
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostAtOnce && _writes.Reader.TryRead(out Write? write))
            {
                batch.Add(write);
            }

            while (batch.Count > 0 && !TryWrite(batch))
            {
                if (!await WaitAsync())
                {
                    Fail(batch, new IOException("The database could not be written before the server stopped."));
                }
            }
        }
    }

    // True when everything is written; false leaves what has to be tried again.
    private bool TryWrite(List<Write> batch)
    {
        try
        {
            Save(batch);
        }
        catch (Exception failure) when (failure is Microsoft.Data.Sqlite.SqliteException or IOException)
        {
            NotWritten(failure, batch.Count);
            var fresh = batch.Where(write => write.IsNew).ToList();
            batch.RemoveAll(write => write.IsNew);
            Fail(fresh, new IOException("The task could not be written to the disk.", failure));
            return batch.Count == 0;
        }

        batch.ForEach(write => write.Done.SetResult());
        batch.Clear();
        return true;
    }

    private void Save(List<Write> batch)
    {
        List<Write> last = [.. batch.GroupBy(write => write.Key).Select(group => group.Last())];
        _rows.Write(
            last.Select(write => write.Row).OfType<object>().Concat(batch.SelectMany(write => write.Begun)),
            last.Where(write => write.Row is null).Select(write => (Guid)write.Key));
    }

    private static void Fail(List<Write> writes, Exception failure)
    {
        writes.ForEach(write => write.Done.SetException(failure));
        writes.Clear();
    }

    private async Task<bool> WaitAsync()
    {
        try
        {
            await Task.Delay(_retry, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} changes of tasks could not be written to the database")]
    private partial void NotWritten(Exception failure, int count);

    // Of a task, by its id, or of a delivery, by its message's; no row removes the task.
    private sealed record Write(object Key, object? Row, IReadOnlyList<Delivery> Begun, bool IsNew)
    {
        // Continuations run elsewhere: the loop must not wait for whoever waits for it.
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
