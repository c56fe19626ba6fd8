namespace Throughline.Server.Tasks;

/// <summary>Why a task failed; each API has its own words for these.</summary>
internal enum TaskFailureCode
{
    /// <summary>An input could not be fetched or read. Sending it again as it is will not help.</summary>
    BadInput,

    /// <summary>The engine does not do what was asked.</summary>
    NotSupported,

    /// <summary>The engine broke.</summary>
    Engine,

    /// <summary>The clip could not be encoded.</summary>
    Encoder,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>It took longer than a task may.</summary>
    TimedOut,

    /// <summary>The server died over it several times.</summary>
    Crashed,

    /// <summary>Something nobody foresaw.</summary>
    Internal,
}
