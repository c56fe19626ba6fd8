using Throughline.Server.Tasks;

namespace Throughline.Server.Storage;

/// <summary>How full the disk is that the data lies on; looked at once a second at most. Any thread.</summary>
internal sealed class DiskSpace(ServerOptions options, TimeProvider clock)
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private readonly DriveInfo _drive = new(options.Data);
    private long _lookedAt = clock.GetTimestamp() - (2 * clock.TimestampFrequency);
    private long _free;

    /// <summary>Free bytes.</summary>
    public long FreeBytes
    {
        get
        {
            if (clock.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= _fresh)
            {
                Volatile.Write(ref _free, _drive.AvailableFreeSpace);
                Volatile.Write(ref _lookedAt, clock.GetTimestamp());
            }

            return Volatile.Read(ref _free);
        }
    }

    /// <summary>Whether new work would risk filling it.</summary>
    public bool IsLow => FreeBytes < options.LeastFreeBytes;

    /// <summary>Refuses what would be written now.</summary>
    /// <exception cref="RefusedException">The disk is almost full.</exception>
    public void ThrowIfLow()
    {
        if (IsLow)
        {
            throw new RefusedException(
                RefusedReason.DiskLow,
                "The server's disk is almost full, so it takes no new work. Ask its owner to make room.");
        }
    }
}
