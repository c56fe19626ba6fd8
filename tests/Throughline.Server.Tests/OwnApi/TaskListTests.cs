using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.Tests.OwnApi;

public sealed class TaskListTests
{
    [Fact]
    public async Task Pages_go_through_all_tasks_newest_first_also_when_one_is_deleted_between()
    {
        await using TestServer server = await TestServer.StartAsync(new FakeEngine { Hold = new() });
        var ids = new List<Guid>();
        for (int i = 0; i < 5; i++)
        {
            ids.Add(await CreateAsync(server, $"lamp {i}"));
        }

        JsonElement first = await GetAsync(server, "?limit=2");
        Assert.Equal([ids[4], ids[3]], Ids(first));
        using HttpResponseMessage cancelled = await server.Client.DeleteAsync(
            new Uri($"/api/tasks/{ids[3]}", UriKind.Relative), TestContext.Current.CancellationToken);
        using HttpResponseMessage deleted = await server.Client.DeleteAsync(
            new Uri($"/api/tasks/{ids[3]}", UriKind.Relative), TestContext.Current.CancellationToken);
        JsonElement second = await GetAsync(server, $"?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.Equal([ids[2], ids[1]], Ids(second));
        JsonElement last = await GetAsync(server, $"?limit=2&cursor={second.GetProperty("nextCursor").GetString()}");
        Assert.Equal([ids[0]], Ids(last));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("nextCursor").ValueKind);
    }

    [Fact]
    public async Task Filters_let_through_what_they_name()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { LocalConcurrency = 1 });
        Guid runs = await CreateAsync(server, "a");
        await server.UntilAsync(runs, now => now.State == TaskState.Running);
        Guid waits = await CreateAsync(server, "b", "sora-2");
        Assert.Equal([runs], Ids(await GetAsync(server, "?status=running")));
        Assert.Equal([waits], Ids(await GetAsync(server, "?status=throttled,queued")));
        Assert.Equal([waits], Ids(await GetAsync(server, "?model=sora-2")));
        Assert.Equal([waits, runs], Ids(await GetAsync(server, "?api=openai&kind=clip&since=2020-01-01")));
        Assert.Empty(Ids(await GetAsync(server, "?api=runway")));
        Assert.Empty(Ids(await GetAsync(server, "?until=2020-01-01")));
        using HttpResponseMessage wrong = await server.Client.GetAsync(
            new Uri("/api/tasks?stats=running", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains(
            "Did you mean 'status'?",
            (await wrong.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
                .GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_begin_with_how_things_stand_and_tell_of_new_and_removed_tasks()
    {
        await using TestServer server = await TestServer.StartAsync();
        Guid before = await CreateAsync(server, "a");
        await server.UntilAsync(before, now => now.HasEnded);
        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri("/api/tasks/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<(string Name, JsonElement Data)> events = Events.ReadAsync(response)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("tasks", events.Current.Name);
        Assert.Equal([before], Ids(events.Current.Data));

        Guid next = await CreateAsync(server, "b");
        while (events.Current.Name != "task" || events.Current.Data.GetProperty("status").GetString() != "succeeded")
        {
            Assert.True(await events.MoveNextAsync());
            Assert.Equal(next, events.Current.Data.GetProperty("id").GetGuid());
        }

        using HttpResponseMessage deleted = await server.Client.DeleteAsync(
            new Uri($"/api/tasks/{before}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("removed", events.Current.Name);
        Assert.Equal(before, events.Current.Data.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Events_end_when_their_key_is_revoked()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { RequireKey = true });
        var keys = server.Services.GetRequiredService<KeyStore>();
        (KeyRecord key, string secret) = await keys.AddAsync("anna", null, 1, TestContext.Current.CancellationToken);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        Guid runs = await CreateAsync(server, "a", keyId: key.Id);
        await server.UntilAsync(runs, now => now.State == TaskState.Running);
        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri("/api/tasks/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<(string Name, JsonElement Data)> events = Events.ReadAsync(response)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        await keys.RevokeAsync("anna", TestContext.Current.CancellationToken);
        while (await events.MoveNextAsync())
        {
            Assert.NotEqual("tasks", events.Current.Name);
        }
    }

    [Fact]
    public async Task Usage_tells_what_was_used_and_what_goes_on()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { LocalConcurrency = 1 });
        Guid runs = await CreateAsync(server, "a");
        await CreateAsync(server, "b");
        await server.UntilAsync(runs, now => now.State == TaskState.Running);
        JsonElement usage = JsonElement.Parse(
            await server.Client.GetStringAsync(
                new Uri("/api/usage", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(2, usage.GetProperty("secondsUsed").GetDecimal());
        Assert.Equal(1, usage.GetProperty("running").GetInt32());
        Assert.Equal(1, usage.GetProperty("queued").GetInt32());
        Assert.Equal(1, usage.GetProperty("concurrency").GetInt32());
    }

    private static IEnumerable<Guid> Ids(JsonElement list) =>
        list.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetGuid());

    private static async Task<JsonElement> GetAsync(TestServer server, string query) =>
        JsonElement.Parse(
            await server.Client.GetStringAsync(
                new Uri("/api/tasks" + query, UriKind.Relative), TestContext.Current.CancellationToken));

    private static async Task<Guid> CreateAsync(
        TestServer server, string prompt, string model = "stage", string keyId = "")
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "/v1/videos", new { model, prompt, seconds = "1", size = "64x64" }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return server.Tasks.Of(keyId)[0].Id;
    }
}
