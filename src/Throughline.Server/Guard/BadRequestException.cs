namespace Throughline.Server.Guard;

/// <summary>A request that cannot be read. The message is for the client.</summary>
internal sealed class BadRequestException(string message, int status = StatusCodes.Status400BadRequest)
    : Exception(message)
{
    /// <summary>HTTP status, 400 to 499.</summary>
    public int Status => status;
}
