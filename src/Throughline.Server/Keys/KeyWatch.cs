using System.Data.Common;

namespace Throughline.Server.Keys;

/// <summary>Reads the keys again every two seconds: <c>keys add</c> and <c>keys revoke</c> take effect in a server that runs.</summary>
internal sealed partial class KeyWatch(KeyStore keys, TimeProvider clock, ILogger<KeyWatch> log) : BackgroundService
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys could not be read again; those known so far hold")]
    private static partial void NotRead(ILogger log, Exception failure);
}
