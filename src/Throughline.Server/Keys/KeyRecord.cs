namespace Throughline.Server.Keys;

/// <summary>A key as it is kept: its secret only as a hash.</summary>
internal sealed record KeyRecord
{
    /// <summary>Eight hexadecimal digits; what tasks and logs name it by.</summary>
    public required string Id { get; init; }

    /// <summary>Its owner's name for it; unique among keys that hold.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret. The secret has 256 random bits, so nothing slower is needed.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Seconds of clip in any 24 hours; null for no limit.</summary>
    public int? MaxSecondsPerDay { get; init; }

    /// <summary>Tasks shot at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
