namespace Throughline.Server.Webhooks;

/// <summary>
/// One event on its way to one webhook. Its row is written in the transaction that ends the task, so neither is on the
/// disk without the other; and again after every attempt.
/// </summary>
internal sealed record Delivery
{
    /// <summary>The task that ended.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>The webhook that is told.</summary>
    public required string WebhookId { get; init; }

    /// <summary>Such as <c>video.completed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The task's id as its API writes it.</summary>
    public required string DataId { get; init; }

    /// <summary>When the task ended.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is sent next; null when it will not be sent any more.</summary>
    public required DateTimeOffset? NextAt { get; init; }

    /// <summary>When it was taken by its receiver, or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether its receiver took it.</summary>
    public bool IsTaken { get; init; }

    /// <summary>What came of the last attempt, in words; null before the first.</summary>
    public string? LastAnswer { get; init; }

    /// <summary>
    /// The header <c>webhook-id</c>, equal for all attempts: by it a receiver knows what it has seen.
    /// </summary>
    public string MessageId => $"wh_{TaskId:N}_{WebhookId}";
}
