namespace Throughline.Server.Tasks;

/// <summary>A clip that a client gave: kept here already, or still to be fetched.</summary>
internal sealed record ClipInput
{
    /// <summary>SHA-256 of the kept file, which is its name in the asset store; null until it is fetched.</summary>
    public string? Asset { get; init; }

    /// <summary>Where to fetch it; null when it was never elsewhere.</summary>
    public string? Url { get; init; }

    /// <summary>How many frames it has; 0 until it was looked at.</summary>
    public int Frames { get; init; }
}
