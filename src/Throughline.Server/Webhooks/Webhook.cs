namespace Throughline.Server.Webhooks;

/// <summary>A URL that is told when tasks end.</summary>
internal sealed record Webhook
{
    /// <summary><c>whk_</c> and eight hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where events are posted.</summary>
    public required string Url { get; init; }

    /// <summary>Id of the key whose tasks it is told of; null for the tasks of all callers.</summary>
    public string? KeyId { get; init; }

    /// <summary>
    /// What events are signed with, the newest first; an older one goes on for a while after a change.
    /// </summary>
    public required IReadOnlyList<WebhookSecret> Secrets { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was removed; what it still waited for is then sent no more.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>When its receiver said that it is gone (410); null while it is told of tasks.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Whether it is told of anything.</summary>
    public bool IsActive => RemovedAt is null && DisabledAt is null;

    /// <summary>Whether it is told of the tasks of a key.</summary>
    public bool Hears(string keyId) => IsActive && (KeyId is null || KeyId == keyId);
}
