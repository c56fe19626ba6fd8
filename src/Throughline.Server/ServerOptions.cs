using Throughline.Server.Webhooks;

namespace Throughline.Server;

/// <summary>How the server runs. Copied once; nothing changes it afterwards.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where it listens when nothing else is said: this machine alone.</summary>
    public const string UsualUrl = "http://127.0.0.1:7788";

    /// <summary>Absolute path of the folder that holds everything the server keeps.</summary>
    public required string Data { get; init; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [UsualUrl];

    /// <summary>The address clients reach it by, without a slash at the end; null takes it from each request.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Whether a key is needed on loopback too; off loopback it always is.</summary>
    public bool RequireKey { get; init; }

    /// <summary>A file of model aliases that is laid over the built-in table; null for none.</summary>
    public string? Models { get; init; }

    /// <summary>A depth model of the owner's, an .onnx file, that pictures are looked at with; null for none.</summary>
    public string? DepthModel { get; init; }

    /// <summary>Tasks shot at once, and threads shared out among them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Tasks at once for callers without a key.</summary>
    public int LocalConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>Tasks that may wait in all.</summary>
    public int MostWaiting { get; init; } = 10_000;

    /// <summary>Tasks that may wait for one key.</summary>
    public int MostWaitingPerKey { get; init; } = 2_000;

    /// <summary>How long a link to a result holds.</summary>
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long an upload is kept.</summary>
    public TimeSpan UploadLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Uploads that one key may have at once.</summary>
    public int MostUploadsPerKey { get; init; } = 1_000;

    /// <summary>What they may hold together, in bytes, before no further one is taken.</summary>
    public long MostUploadBytesPerKey { get; init; } = 10L << 30;

    /// <summary>How long a finished task is kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many bytes finished tasks may hold; the oldest go first.</summary>
    public long RetentionBytes { get; init; } = 50L << 30;

    /// <summary>New work is refused while the disk has less than this free.</summary>
    public long LeastFreeBytes { get; init; } = 1L << 30;

    /// <summary>
    /// How long tasks may go on after the server was asked to stop; then they are handed back to the queue.
    /// </summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The waits between attempts to tell a webhook.</summary>
    public IReadOnlyList<TimeSpan> WebhookWaits { get; init; } = DeliverySchedule.Usual;

    /// <summary>
    /// Hosts that clients' URLs may name though their addresses are private; for tests and closed networks.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}
