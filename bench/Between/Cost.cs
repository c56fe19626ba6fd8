using System.Diagnostics;

namespace Throughline.Bench.Between;

/// <summary>Seconds by the clock and of all processors.</summary>
internal readonly record struct Cost(double Wall, double Processor)
{
    public static Cost Now => new(
        Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, Environment.CpuUsage.TotalTime.TotalSeconds);

    public static Cost operator -(Cost a, Cost b) => new(a.Wall - b.Wall, a.Processor - b.Processor);
}
