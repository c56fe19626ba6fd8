using System.Data.Common;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Keys;

/// <summary>
/// Reads the keys and the webhooks again every two seconds: what <c>keys</c> and <c>webhooks</c> change takes effect in
/// a server that runs.
/// </summary>
internal sealed partial class KeyWatch(KeyStore keys, WebhookStore webhooks, TimeProvider clock, ILogger<KeyWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await keys.ReadAsync(stoppingToken);
                    await webhooks.ReadAsync(stoppingToken);
                }
                catch (DbException failure)
                {
                    NotRead(log, failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys and webhooks could not be read again; those known so far hold")]
    private static partial void NotRead(ILogger log, Exception failure);
}
