using OpenTelemetry.Metrics;

namespace Throughline.Server.Watch;

/// <summary>Registers what watches the server.</summary>
internal static class WatchServices
{
    /// <summary>Adds the metrics, by OpenTelemetry, in Prometheus' form.</summary>
    public static void AddWatch(this IServiceCollection services)
    {
        services.AddSingleton<ServerMetrics>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(
                ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                "System.Runtime")
            .AddPrometheusExporter());
    }
}
