using Throughline.Chance;

namespace Throughline.Server.Webhooks;

/// <summary>When a delivery that was not taken is sent again.</summary>
internal static class DeliverySchedule
{
    // A fifth at most, so that what failed together does not come back together.
    private const double MostJitter = 0.2;

    /// <summary>The waits after the first attempt, second, ...: three days in all.</summary>
    public static IReadOnlyList<TimeSpan> Usual { get; } =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait after an attempt; null after the last.</summary>
    /// <param name="waits">The schedule, such as <see cref="Usual"/>.</param>
    /// <param name="attempts">How often it was sent, at least once.</param>
    /// <param name="asked">How long the receiver asked to be left alone; a day at most is granted.</param>
    /// <param name="delivery">Which: each has jitter of its own.</param>
    public static TimeSpan? After(IReadOnlyList<TimeSpan> waits, int attempts, TimeSpan? asked, Delivery delivery)
    {
        if (attempts > waits.Count)
        {
            return null;
        }

        ulong chance = SplitMix.Mix((uint)delivery.TaskId.GetHashCode() | ((ulong)(uint)attempts << 32));
        TimeSpan wait = waits[attempts - 1] * (1 + (MostJitter * (chance >> 11) / (1L << 53)));
        TimeSpan least =
            asked is { } time ? TimeSpan.FromTicks(Math.Clamp(time.Ticks, 0, TimeSpan.TicksPerDay)) : TimeSpan.Zero;
        return wait > least ? wait : least;
    }
}
