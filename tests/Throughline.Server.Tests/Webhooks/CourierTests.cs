using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Engines;
using Throughline.Server.Keys;
using Throughline.Server.Storage;
using Throughline.Server.Tests.RunwayApi;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Tests.Webhooks;

public sealed class CourierTests
{
    private const string Video = """{"prompt":"a lamp","seconds":1,"size":"64x64"}""";

    [Fact]
    public async Task A_receiver_that_fails_twice_gets_the_same_event_a_third_time()
    {
        using var receiver = new Receiver(500, 503, 204);
        await using TestServer server = await StartAsync();
        Webhook webhook = await AddAsync(server, receiver);
        (_, var video) = await server.SendAsync("/v1/videos", Video);

        Received[] events = [.. await receiver.UntilAsync(3)];
        Delivery delivery = await DeliveredAsync(server, one => one.EndedAt is not null);
        Assert.Equal((3, true, "answered 204"), (delivery.Attempts, delivery.IsTaken, delivery.LastAnswer));
        Assert.Single(events.Select(one => (one.Id, one.Body)).Distinct());
        Assert.Equal("video.completed", events[0].Type);
        Assert.Equal(video.GetProperty("id").GetString(), events[0].About);
        Assert.Equal("event", events[0].Json.GetProperty("object").GetString());
        Assert.StartsWith("evt_", events[0].Json.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            server.Tasks.All.Single().EndedAt!.Value.ToUnixTimeSeconds(),
            events[0].Json.GetProperty("created_at").GetInt64());
        Assert.All(events, one => Assert.True(one.IsSignedBy(webhook.Secrets[0].Text)));
        Assert.Equal(3, receiver.All.Count);
    }

    [Fact]
    public async Task A_failure_a_success_and_a_cancellation_have_their_own_types()
    {
        using var receiver = new Receiver(200);
        var engine = new FakeEngine();
        await using TestServer server = await StartAsync(engine);
        await AddAsync(server, receiver);
        Guid made = await server.CreateAsync(1);
        await receiver.UntilAsync(1);
        engine.Failure = () => new EngineException(EngineError.NotSupported, "Not from words alone.");
        Guid failed = await server.CreateAsync(2);
        await receiver.UntilAsync(2);
        await server.SendAsync("/v1/videos", Video);
        await receiver.UntilAsync(3);
        engine.Failure = null;
        engine.Hold = new();
        Guid cancelled = await server.CreateAsync(3);
        (_, var deleted) = await server.SendAsync("/v1/videos", Video);
        await server.UntilAsync(cancelled, _ => engine.Running == 2);
        await server.SendAsync($"/v1/videos/{deleted.GetProperty("id").GetString()}", method: "DELETE");
        await server.SendAsync($"/v1/tasks/{cancelled}", method: "DELETE");

        IReadOnlyList<Received> events = await receiver.UntilAsync(4);
        Assert.Equal(
            ["task.succeeded", "task.failed", "video.failed", "task.cancelled"], events.Select(one => one.Type));
        Assert.Equal(
            [$"{made}", $"{failed}", $"{cancelled}"], events.Where(one => one.Type[0] == 't').Select(one => one.About));
    }

    [Fact]
    public async Task Gone_ends_a_webhook_and_all_that_waits_for_it()
    {
        using var receiver = new Receiver(410);
        await using TestServer server = await StartAsync();
        Webhook webhook = await AddAsync(server, receiver);
        await server.CreateAsync(1);
        Delivery delivery = await DeliveredAsync(server, one => one.EndedAt is not null);
        Assert.False(delivery.IsTaken);
        Assert.NotNull(
            server.Services.GetRequiredService<WebhookStore>().All.Single(one => one.Id == webhook.Id).DisabledAt);
        await server.UntilAsync(await server.CreateAsync(2), task => task.HasEnded);
        Assert.Single(receiver.All);
        Assert.Single(await AllAsync(server));
    }

    [Fact]
    public async Task A_keys_webhook_hears_of_that_keys_tasks_alone()
    {
        using Receiver everybody = new(200), anna = new(200);
        await using TestServer server = await StartAsync();
        (KeyRecord key, string secret) = await server.Services.GetRequiredService<KeyStore>().AddAsync(
            "anna", null, 1, TestContext.Current.CancellationToken);
        await AddAsync(server, everybody);
        await AddAsync(server, anna, key.Id);
        Guid other = await server.CreateAsync(1);
        Guid own = await server.CreateAsync(2, ("Authorization", $"Bearer {secret}"));
        Assert.Equal(own.ToString(), Assert.Single(await anna.UntilAsync(1)).About);
        Assert.Equal(
            [$"{own}", $"{other}"], (await everybody.UntilAsync(2)).Select(one => one.About).OrderDescending());
    }

    [Fact]
    public async Task While_a_secret_is_changed_events_are_signed_with_both()
    {
        using var receiver = new Receiver(200);
        await using TestServer server = await StartAsync();
        Webhook webhook = await AddAsync(server, receiver);
        WebhookSecret fresh = await server.Services.GetRequiredService<WebhookStore>().RotateAsync(
            webhook, TestContext.Current.CancellationToken);
        await server.CreateAsync();
        Received told = Assert.Single(await receiver.UntilAsync(1));
        Assert.True(told.IsSignedBy(fresh.Text) && told.IsSignedBy(webhook.Secrets[0].Text));
        Assert.False(told.IsSignedBy(WebhookSecret.Create().Text));
        DateTimeOffset late = TimeProvider.System.GetUtcNow() + WebhookStore.SecretOverlap + TimeSpan.FromMinutes(1);
        Assert.DoesNotContain(
            ' ', WebhookSignature.Make(
                server.Services.GetRequiredService<WebhookStore>().Find(webhook.Id)!.Secrets, "x", late, "y"u8));
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_nobody_else()
    {
        var hang = new TaskCompletionSource();
        using var slow = new Receiver((_, _) => hang.Task);
        using var quick = new Receiver(200);
        await using TestServer server = await StartAsync();
        await AddAsync(server, slow);
        await AddAsync(server, quick);
        for (int seed = 0; seed < 6; seed++)
        {
            await server.CreateAsync(seed);
        }

        Assert.Equal(6, (await quick.UntilAsync(6)).Select(one => one.About).Distinct().Count());
        Assert.True(slow.All.Count <= 2, $"{slow.All.Count} at once");
        hang.SetResult();
        Assert.Equal(6, (await slow.UntilAsync(6)).Select(one => one.About).Distinct().Count());
    }

    [Fact]
    public async Task Private_addresses_and_redirects_are_not_followed()
    {
        using var inside = new Receiver(200);
        using var turning = new Receiver((_, response) =>
        {
            response.Redirect(inside.Url);
            return Task.CompletedTask;
        });
        await using TestServer server = await StartAsync(waits: []);
        await AddAsync(server, turning);
        // Allowed by its name alone.
        await AddAsync(server, inside.Url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        await server.CreateAsync();
        string[] answers = [
            .. (await UntilAsync(server, all => all.Count(one => one.EndedAt is not null) == 2)).Select(
                one => one.LastAnswer!)
        ];
        Assert.Contains("answered 302", answers);
        Assert.Contains("127.0.0.1: only public addresses are reached.", answers);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task What_waits_is_told_by_the_next_server()
    {
        string folder = Directory.CreateTempSubdirectory("throughline-server-").FullName;
        try
        {
            bool open = false;
            using var receiver = new Receiver((_, response) =>
            {
                response.StatusCode = Volatile.Read(ref open) ? 200 : 500;
                return Task.CompletedTask;
            });
            Guid id;
            await using (TestServer first = await StartAsync(folder: folder))
            {
                await AddAsync(first, receiver);
                id = await first.CreateAsync();
                await receiver.UntilAsync(1);
            }

            int before = receiver.All.Count;
            Volatile.Write(ref open, true);
            await using TestServer second = await StartAsync(folder: folder);
            IReadOnlyList<Received> events = await receiver.UntilAsync(before + 1);
            Delivery delivery = await DeliveredAsync(second, one => one.EndedAt is not null);
            Assert.True(delivery.IsTaken);
            Assert.Equal($"{id}", events[^1].About);
            Assert.Single(events.Select(one => one.Id).Distinct());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_schedule_takes_about_three_days_and_obeys_a_receiver_that_asks_for_time()
    {
        var delivery = new Delivery
        {
            TaskId = Guid.NewGuid(),
            WebhookId = "w",
            Type = "t",
            DataId = "d",
            CreatedAt = default,
            NextAt = null,
        };
        TimeSpan[] waits = [
            .. Enumerable.Range(1, DeliverySchedule.Usual.Count).Select(
                attempt => DeliverySchedule.After(DeliverySchedule.Usual, attempt, null, delivery)!.Value)
        ];
        Assert.InRange(waits.Sum(wait => wait.TotalDays), 2.5, 4);
        Assert.All(
            waits.Zip(DeliverySchedule.Usual), pair => Assert.InRange(pair.First, pair.Second, pair.Second * 1.2));
        Assert.True(
            waits.Zip(DeliverySchedule.Usual).Select(pair => pair.First / pair.Second).Distinct().Count() > 5,
            "each wait has its own jitter");
        Assert.Null(DeliverySchedule.After(DeliverySchedule.Usual, DeliverySchedule.Usual.Count + 1, null, delivery));
        Assert.Equal(
            TimeSpan.FromMinutes(7),
            DeliverySchedule.After(DeliverySchedule.Usual, 1, TimeSpan.FromMinutes(7), delivery));
        Assert.Equal(
            TimeSpan.FromDays(1), DeliverySchedule.After(DeliverySchedule.Usual, 1, TimeSpan.MaxValue, delivery));
        Assert.InRange(
            DeliverySchedule.After(DeliverySchedule.Usual, 1, TimeSpan.FromDays(-1), delivery)!.Value,
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.2));
    }

    private static Task<TestServer> StartAsync(FakeEngine? engine = null, IReadOnlyList<TimeSpan>? waits = null, string? folder = null) => TestServer.StartAsync(
        engine,
        options => options with
        {
            AllowedHosts = ["localhost"],
            WebhookWaits = waits ?? [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(50), 100)],
        },
        folder);

    private static Task<Webhook> AddAsync(TestServer server, Receiver receiver, string? keyId = null) =>
        AddAsync(server, receiver.Url, keyId);

    private static Task<Webhook> AddAsync(TestServer server, string url, string? keyId = null) =>
        server.Services.GetRequiredService<WebhookStore>().AddAsync(url, keyId, TestContext.Current.CancellationToken);

    private static async Task<Delivery> DeliveredAsync(TestServer server, Predicate<Delivery> condition) =>
        Assert.Single(await UntilAsync(server, all => all.Count == 1 && condition(all[0])));

    private static async Task<IReadOnlyList<Delivery>> UntilAsync(
        TestServer server, Predicate<IReadOnlyList<Delivery>> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            IReadOnlyList<Delivery> all = await AllAsync(server);
            if (condition(all))
            {
                return all;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<IReadOnlyList<Delivery>> AllAsync(TestServer server)
    {
        await using ServerDatabase context = server.Services.GetRequiredService<DatabaseFile>().Context();
        return await context.Deliveries.ToListAsync(TestContext.Current.CancellationToken);
    }
}
