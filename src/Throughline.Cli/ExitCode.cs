namespace Throughline.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something nobody foresaw.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line, the film or a picture is wrong, or something is missing on this machine.</summary>
    public const int BadInput = 2;

    /// <summary>The film costs more than it may.</summary>
    public const int OverBudget = 3;

    /// <summary>An engine or the encoder failed.</summary>
    public const int EngineFailed = 4;

    /// <summary>Stopped by Ctrl-C or a request to terminate.</summary>
    public const int Interrupted = 130;
}
