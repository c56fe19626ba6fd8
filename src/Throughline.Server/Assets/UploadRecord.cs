namespace Throughline.Server.Assets;

/// <summary>A file that a client said it would upload, and then did.</summary>
internal sealed record UploadRecord
{
    /// <summary>A random UUID: whoever knows it may upload to it once.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the key it belongs to; empty for callers without a key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The file's name as the client gave it. For messages; never a path.</summary>
    public required string FileName { get; init; }

    /// <summary>When it was announced.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it goes away.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SHA-256 of its contents, which is its name in the asset store; null until it has arrived.</summary>
    public string? Asset { get; init; }

    /// <summary>Its length once it has arrived.</summary>
    public long Bytes { get; init; }
}
