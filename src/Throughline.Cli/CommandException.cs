namespace Throughline.Cli;

/// <summary>Ends a command with a message for its user and an exit code.</summary>
internal sealed class CommandException : Exception
{
    /// <summary>The message says what is wrong, where, and what to do.</summary>
    public CommandException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => Code = exitCode;

    /// <summary>One of <see cref="ExitCode"/>.</summary>
    public int Code { get; }
}
