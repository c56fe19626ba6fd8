using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Fetching;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Webhooks;

/// <summary>
/// Brings the ends of tasks to webhooks. What waits is on the disk: a server that was killed goes on with it, and a
/// delivery whose answer was lost is sent once more, with the same id. Slow receivers hold up themselves alone.
/// </summary>
internal sealed partial class Courier : BackgroundService
{
    private const int MostAtOnce = 32;
    private const int MostAtOnceEach = 2;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _longestSleep = TimeSpan.FromMinutes(1); // The clock may be set.

    private readonly WebhookStore _webhooks;
    private readonly TaskStore _tasks;
    private readonly DatabaseFile _file;
    private readonly ServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<Courier> _log;
    private readonly HttpClient _client;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Delivery, DateTimeOffset> _waiting = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>From now on every task's end is written with what has to be told of it.</summary>
    public Courier(
        WebhookStore webhooks, TaskStore tasks, DatabaseFile file, ServerOptions options, TimeProvider clock,
        ILogger<Courier> log)
    {
        (_webhooks, _tasks, _file, _options, _clock, _log) = (webhooks, tasks, file, options, clock, log);
        _client = GuardedClient.Create(options);
        tasks.Announce = Announce;
        tasks.Announced += Queue;
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using ServerDatabase context = _file.Context();
        Queue(await context.Deliveries.Where(one => one.NextAt != null).ToListAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _client.Dispose();
        _wake.Dispose();
        _places.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (TryTake(out Delivery? due, out TimeSpan sleep))
                {
                    await _places.WaitAsync(stoppingToken);
                    _ = SendAndGoOnAsync(due!, stoppingToken);
                }
                else
                {
                    await _wake.WaitAsync(sleep, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what waits is on the disk.
        }
    }

    private IReadOnlyList<Delivery> Announce(TaskRecord task)
    {
        if (WebhookEvent.Of(task) is not var (type, dataId))
        {
            return [];
        }

        DateTimeOffset now = _clock.GetUtcNow();
        return
        [
            .. _webhooks.All.Where(webhook => webhook.Hears(task.KeyId)).Select(webhook => new Delivery
            {
                TaskId = task.Id,
                WebhookId = webhook.Id,
                Type = type,
                DataId = dataId,
                CreatedAt = task.EndedAt ?? now,
                NextAt = now,
            }),
        ];
    }

    private void Queue(IReadOnlyList<Delivery> deliveries)
    {
        lock (_gate)
        {
            foreach (Delivery delivery in deliveries)
            {
                _waiting.Enqueue(delivery, delivery.NextAt!.Value);
            }
        }

        _wake.Release();
    }

    // The next that is due and whose receiver has a place; those whose receiver has none wait in its lane.
    private bool TryTake(out Delivery? due, out TimeSpan sleep)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            while (_waiting.TryPeek(out due, out DateTimeOffset at))
            {
                if (at > now)
                {
                    sleep = at - now < _longestSleep ? at - now : _longestSleep;
                    return false;
                }

                _waiting.Dequeue();
                if (!_lanes.TryGetValue(due.WebhookId, out Lane? lane))
                {
                    _lanes.Add(due.WebhookId, lane = new Lane());
                }

                if (lane.Sending < MostAtOnceEach)
                {
                    lane.Sending++;
                    sleep = default;
                    return true;
                }

                lane.Held.Enqueue(due);
            }

            (due, sleep) = (null, _longestSleep);
            return false;
        }
    }

    private async Task SendAndGoOnAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Delivery? again = null;
        try
        {
            // A webhook that was removed or is gone is told nothing; its deliveries end with it.
            Delivery after = _webhooks.Find(delivery.WebhookId) is { } webhook
                ? await SendAsync(webhook, delivery, cancellationToken)
                : delivery with
                {
                    NextAt = null,
                    EndedAt = _clock.GetUtcNow(),
                    LastAnswer = "the webhook is no longer told of tasks",
                };
            await _tasks.KeepAsync(after);
            again = after.NextAt is null ? null : after;
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
            // The server stops, and the disk still says that this waits.
        }
        finally
        {
            Leave(delivery.WebhookId, again);
        }
    }

    private void Leave(string webhook, Delivery? again)
    {
        lock (_gate)
        {
            Lane lane = _lanes[webhook];
            lane.Sending--;
            if (lane.Held.TryDequeue(out Delivery? next))
            {
                _waiting.Enqueue(next, next.NextAt!.Value);
            }

            if (again is not null)
            {
                _waiting.Enqueue(again, again.NextAt!.Value);
            }
        }

        _places.Release();
        _wake.Release();
    }

    // One attempt; gives the delivery as it stands afterwards.
    private async Task<Delivery> SendAsync(Webhook webhook, Delivery delivery, CancellationToken cancellationToken)
    {
        (HttpStatusCode? status, string answer, TimeSpan? asked) = await PostAsync(
            webhook, delivery, cancellationToken);
        Delivery after = delivery with { Attempts = delivery.Attempts + 1, LastAnswer = answer, NextAt = null };
        DateTimeOffset now = _clock.GetUtcNow();
        if (status is >= (HttpStatusCode)200 and < (HttpStatusCode)300)
        {
            return after with { EndedAt = now, IsTaken = true };
        }

        if (status == HttpStatusCode.Gone)
        {
            await _webhooks.DisableAsync(webhook, cancellationToken);
            Gone(webhook.Id);
            return after with { EndedAt = now };
        }

        if (DeliverySchedule.After(_options.WebhookWaits, after.Attempts, asked, delivery) is { } wait)
        {
            return after with { NextAt = now + wait };
        }

        GivenUp(delivery.TaskId, webhook.Id, answer);
        return after with { EndedAt = now };
    }

    private async Task<(HttpStatusCode? Status, string Answer, TimeSpan? Asked)> PostAsync(
        Webhook webhook, Delivery delivery, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        byte[] body = WebhookEvent.Body(delivery);
        using var request =
            new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", delivery.MessageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Make(webhook.Secrets, delivery.MessageId, now, body));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            // The head of the answer is all that counts.
            using HttpResponseMessage response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            TimeSpan? asked = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;
            return (response.StatusCode,
                string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode}"), asked);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null,
                string.Create(CultureInfo.InvariantCulture, $"no answer within {_patience.TotalSeconds} seconds"),
                null);
        }
        catch (HttpRequestException failure)
        {
            return (null, GuardedClient.Told(failure)?.Message ?? "cannot be reached", null);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Id} answered 410 Gone and is told of no more tasks")]
    private partial void Gone(string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of task {Task} could not be brought to webhook {Webhook}: {Answer}")]
    private partial void GivenUp(Guid task, string webhook, string answer);

    private sealed class Lane
    {
        public int Sending { get; set; }

        public Queue<Delivery> Held { get; } = [];
    }
}
