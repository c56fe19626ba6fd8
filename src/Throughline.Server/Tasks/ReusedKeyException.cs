namespace Throughline.Server.Tasks;

/// <summary>A client used its own name of a request for a different request.</summary>
internal sealed class ReusedKeyException() : Exception(
    "This Idempotency-Key was used for a different request. Use a new one for every new request.");
