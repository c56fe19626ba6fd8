namespace Throughline.Server.Tasks;

/// <summary>
/// A task as the database keeps it: a row is written before a create is answered, and again at every change of state.
/// </summary>
internal sealed record TaskRecord
{
    /// <summary>Ids sort in the order in which tasks were accepted; see <see cref="TaskIds"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// The API it came in by: <c>runway</c>, <c>openai</c> or <c>films</c>. Another API does not see it.
    /// </summary>
    public required string Api { get; init; }

    /// <summary>Id of the key it belongs to; empty for callers without a key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The model as the client named it.</summary>
    public required string Model { get; init; }

    /// <summary>The engine that makes it, with its version: <c>stage/2</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Where it is.</summary>
    public TaskState State { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a worker last took it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it succeeded, failed or was cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When its owner deleted it: then only its place in the day's use is left of it.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>
    /// How often a worker has taken it. A task over which the server dies again and again is given up.
    /// </summary>
    public int Attempts { get; init; }

    /// <summary>What to make.</summary>
    public required TaskOrder Order { get; init; }

    /// <summary>Seconds of clip it counts for; see <see cref="TaskOrder.Weight"/>.</summary>
    public decimal Seconds { get; init; }

    /// <summary>The results, once it succeeded.</summary>
    public IReadOnlyList<TaskFile> Files { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public TaskFailure? Failure { get; init; }

    /// <summary>
    /// SHA-256 of the request that made it, for requests that are sent again; null when that does not matter.
    /// </summary>
    public string? RequestHash { get; init; }

    /// <summary>The client's own name of the request; null when it gave none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the API it came by wants to remember, as it likes; null for nothing.</summary>
    public string? Details { get; init; }

    /// <summary>Whether nothing will change any more.</summary>
    public bool HasEnded => State is TaskState.Succeeded or TaskState.Failed or TaskState.Cancelled;

    /// <summary>
    /// Whether it is soon done: still pictures, and clips no longer than paid engines make them in one go.
    /// </summary>
    public bool IsShort => Order.Kind == OrderKind.Picture || Seconds <= 12;
}
