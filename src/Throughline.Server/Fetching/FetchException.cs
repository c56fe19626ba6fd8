namespace Throughline.Server.Fetching;

/// <summary>
/// A client's URL could not be fetched. The message is for the client and tells nothing of the server's network.
/// </summary>
internal sealed class FetchException(string message, Exception? innerException = null)
    : Exception(message, innerException);
