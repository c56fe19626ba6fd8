using System.Runtime.InteropServices;

namespace Throughline.Server.Tasks;

/// <summary>
/// Keeps what the process holds close to what it uses: a shot's large blocks go back to the system when they are
/// freed, and what else is left of a shot when it ends.
/// </summary>
internal static partial class MemoryThrift
{
    private const int TrimThreshold = -1, MapThreshold = -3, MostArenas = -8; // Of the C library's mallopt.
    private const int LargeBlock = 256 << 10;

    /// <summary>Sets up the C library's allocator; before threads are started.</summary>
    public static void Begin()
    {
        if (OperatingSystem.IsLinux())
        {
            // Else every block of up to 32 MB that is freed makes the library keep the next ones of its size.
            _ = SetOption(MapThreshold, LargeBlock);
            _ = SetOption(TrimThreshold, LargeBlock);
            _ = SetOption(MostArenas, 2);
        }
    }

    /// <summary>Gives back what a task has left, unless it is little; holds nobody up.</summary>
    public static void GiveBackAfter(TaskRecord task)
    {
        if (task.Order.Kind != OrderKind.Picture && task.Order.Seconds >= 2)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            if (OperatingSystem.IsLinux())
            {
                _ = Trim(0);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nint spare);
}
