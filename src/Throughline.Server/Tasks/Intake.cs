using Throughline.Server.Aliases;
using Throughline.Server.Keys;
using Throughline.Server.Storage;

namespace Throughline.Server.Tasks;

/// <summary>
/// Where every API hands in its tasks: within the caller's limits they are kept on the disk, and then wait for a
/// worker.
/// </summary>
internal sealed class Intake(
    TaskStore store, TaskPool pool, DailyUse use, DiskSpace disk, EngineList engines, ServerOptions options,
    TimeProvider clock)
{
    private readonly TaskIds _ids = new();

    /// <summary>Accepts a task.</summary>
    /// <param name="caller">Whose it is.</param>
    /// <param name="api">The API it came by; see <see cref="TaskRecord.Api"/>.</param>
    /// <param name="model">The model as the client named it.</param>
    /// <param name="order">What to make.</param>
    /// <param name="request">The request it came by.</param>
    /// <param name="details">What the API wants to remember.</param>
    /// <param name="seconds">Seconds of clip it counts for; null for all of the order's.</param>
    /// <returns>The task, on the disk; the one made before when the request was sent again.</returns>
    /// <exception cref="RefusedException">A limit is reached.</exception>
    /// <exception cref="ReusedKeyException">The request's own name was used for another request.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public async Task<TaskRecord> AcceptAsync(
        Caller caller, string api, string model, TaskOrder order, RequestMark request, string? details = null,
        decimal? seconds = null)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var record = new TaskRecord
        {
            Id = _ids.Next(now),
            Api = api,
            KeyId = caller.KeyId,
            Model = model,
            Engine = engines.Signature(order),
            CreatedAt = now,
            Order = order,
            Seconds = (seconds ?? order.Seconds) * order.Weight,
            RequestHash = request.Hash,
            IdempotencyKey = request.Name,
            Details = details,
        };
        (TaskRecord kept, bool isNew) = await store.AddAsync(record, request.Resend, () => Admit(caller, record));
        if (isNew)
        {
            pool.Submit(kept);
        }

        return kept;
    }

    private void Admit(Caller caller, TaskRecord record)
    {
        disk.ThrowIfLow();
        if (pool.Waiting >= options.MostWaiting || pool.WaitingOf(caller.KeyId) >= options.MostWaitingPerKey)
        {
            throw new RefusedException(
                RefusedReason.QueueFull, "Too many tasks are waiting already. Try again when some are done.");
        }

        if (!use.TryReserve(record, caller.MaxSecondsPerDay))
        {
            throw new RefusedException(
                RefusedReason.DailyLimit,
                $"This key may make {caller.MaxSecondsPerDay} seconds of clips in 24 hours; {use.SecondsOf(caller.KeyId):0.##} are used and this task needs {record.Seconds:0.##}.");
        }
    }
}
