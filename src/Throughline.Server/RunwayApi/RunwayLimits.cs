namespace Throughline.Server.RunwayApi;

/// <summary>What one endpoint takes for one model, as Runway's own types and documents say (2026-11).</summary>
/// <remarks>
/// Settable, because generated JSON code would overwrite the values below with nothing where a file leaves them out.
/// </remarks>
internal sealed record RunwayLimits
{
    /// <summary>
    /// The values of <c>ratio</c>; the first is the usual one. Empty when the model has no such field.
    /// </summary>
    public IReadOnlyList<string> Ratios { get; set; } = [];

    /// <summary>Whether <c>ratio</c> must be there.</summary>
    public bool RatioRequired { get; set; }

    /// <summary>Whether <c>ratio</c> may be any size, <see cref="Ratios"/> being only examples.</summary>
    public bool AnyRatio { get; set; }

    /// <summary>The values of <c>resolution</c>; the first is the usual one.</summary>
    public IReadOnlyList<string> Resolutions { get; set; } = [];

    /// <summary>The values of <c>duration</c>: <c>2-10</c> or <c>4,6,8</c>; null for a still picture.</summary>
    public string? Seconds { get; set; }

    /// <summary>Whether <c>duration</c> must be there.</summary>
    public bool SecondsRequired { get; set; }

    /// <summary>Whether <c>duration</c> may have a fraction.</summary>
    public bool Fractions { get; set; }

    /// <summary>Whether <c>duration</c> may be <c>auto</c>.</summary>
    public bool Auto { get; set; }

    /// <summary>The duration when none is given.</summary>
    public int UsualSeconds { get; set; } = 5;

    /// <summary>Most UTF-16 units of <c>promptText</c>.</summary>
    public int PromptMax { get; set; } = 32_000;

    /// <summary>Whether <c>promptText</c> must be there.</summary>
    public bool PromptRequired { get; set; }

    /// <summary>The positions that <c>promptImage</c> may give pictures.</summary>
    public IReadOnlyList<string> Positions { get; set; } = [];

    /// <summary>Whether a picture may have no position, being a reference.</summary>
    public bool References { get; set; }

    /// <summary>Whether <c>referenceImages</c> must be there.</summary>
    public bool ReferencesRequired { get; set; }

    /// <summary>Most of <c>outputCount</c>.</summary>
    public int MostPictures { get; set; } = 1;

    /// <summary>Whether a duration is one of those allowed.</summary>
    public bool Allows(decimal seconds)
    {
        if (Seconds!.Split('-') is [var least, var most])
        {
            return seconds >= int.Parse(least, null)
                && seconds <= int.Parse(most, null) && (Fractions || seconds == decimal.Truncate(seconds));
        }

        return Seconds.Split(',').Any(one => int.Parse(one, null) == seconds);
    }
}
