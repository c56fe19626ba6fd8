namespace Throughline.Server.Tasks;

/// <summary>What a create says about being sent again.</summary>
/// <param name="Retry">How often the client's library has sent it before: <c>X-Stainless-Retry-Count</c>.</param>
/// <param name="Window">How far back the first sending may lie: all the library's attempts with their timeouts.</param>
internal sealed record Resend(int Retry, TimeSpan Window);
