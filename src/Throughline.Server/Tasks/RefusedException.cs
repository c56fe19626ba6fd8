namespace Throughline.Server.Tasks;

/// <summary>A task is not accepted because a limit is reached. The message is for the client.</summary>
internal sealed class RefusedException(RefusedReason reason, string message) : Exception(message)
{
    /// <summary>Which limit.</summary>
    public RefusedReason Reason => reason;
}
