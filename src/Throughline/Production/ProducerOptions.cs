namespace Throughline.Production;

/// <summary>How a film's takes are made.</summary>
public sealed record ProducerOptions
{
    /// <summary>Threads to share out between shots, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    internal string Encoding { get; init; } = "raw";

    internal Func<string, Func<Engines.ShotOrder, CancellationToken, Task<IClipEncoder>>>? OpenEncoder { get; init; }
}
