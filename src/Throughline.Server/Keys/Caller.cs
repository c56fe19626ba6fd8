namespace Throughline.Server.Keys;

/// <summary>Who sends a request.</summary>
/// <param name="KeyId">Id of the key; empty without one.</param>
/// <param name="Name">Name of the key; <c>local</c> without one.</param>
/// <param name="MaxSecondsPerDay">Seconds of clip in 24 hours; null for no limit.</param>
/// <param name="Concurrency">Tasks at once.</param>
internal sealed record Caller(string KeyId, string Name, int? MaxSecondsPerDay, int Concurrency)
{
    private static readonly object _item = new();

    /// <summary>Who sends this request; set before any endpoint runs.</summary>
    public static Caller Of(HttpContext context) => (Caller)context.Items[_item]!;

    /// <summary>Notes who sends this request.</summary>
    public void Set(HttpContext context) => context.Items[_item] = this;
}
