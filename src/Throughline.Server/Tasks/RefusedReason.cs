namespace Throughline.Server.Tasks;

/// <summary>Why a task is not accepted.</summary>
internal enum RefusedReason
{
    /// <summary>The key's seconds of the day are used up.</summary>
    DailyLimit,

    /// <summary>Too many tasks wait.</summary>
    QueueFull,

    /// <summary>The key's uploads are as many, or as large, as they may be.</summary>
    UploadLimit,

    /// <summary>The disk is almost full.</summary>
    DiskLow,
}
