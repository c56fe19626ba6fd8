using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.RunwayApi;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Tests.RunwayApi;

public sealed class RunwayTests
{
    private static readonly string[] _endpoints = ["text_to_video", "image_to_video", "text_to_image"];
    private readonly string _picture = Pictures.DataUri();

    [Fact]
    public async Task Every_model_takes_every_ratio_and_duration_it_lists_and_no_other()
    {
        await using TestServer server = await TestServer.StartAsync();
        var orders = server.Services.GetRequiredService<RunwayOrder>();
        var table = server.Services.GetRequiredService<RunwayLimitsTable>();
        int read = 0;
        foreach (string endpoint in _endpoints)
        {
            foreach ((string model, RunwayLimits limits) in table.Endpoints[endpoint])
            {
                foreach (string ratio in limits.Ratios.DefaultIfEmpty(""))
                {
                    TaskOrder order =
                        orders.Read(endpoint, Body(model, endpoint, limits, ratio, Least(limits)), Local).Order;
                    Assert.True(order.Width > 0 || order.Sizes!.Count > 1, $"{endpoint} {model} {ratio}");
                    if (PictureSizes.TryRead(ratio, out var size))
                    {
                        Assert.Equal((size.Width, size.Height), (order.Width, order.Height));
                    }

                    read++;
                }

                foreach (decimal seconds in limits.Seconds is null
                    ? []
                    : Enumerable.Range(0, 40).Select(number => (decimal)number).Append(2.5m))
                {
                    bool right = limits.Allows(seconds);
                    Exception? failure = Record.Exception(
                        () => orders.Read(
                            endpoint,
                            Body(model, endpoint, limits, limits.Ratios.Count > 0 ? limits.Ratios[0] : "", seconds),
                            Local));
                    Assert.True(right == failure is null, $"{endpoint} {model} {seconds}: {failure?.Message}");
                }

                if (limits.Ratios.Count > 0)
                {
                    Assert.Throws<RunwayIssuesException>(
                        () => orders.Read(endpoint, Body(model, endpoint, limits, "17:3", Least(limits)), Local));
                }
            }
        }

        Assert.True(read > 300, $"{read} ratios");
    }

    [Fact]
    public async Task A_shape_left_open_is_the_first_pictures_own()
    {
        await using TestServer server = await TestServer.StartAsync();
        string tall = Pictures.DataUri(64, 160);
        (_, JsonElement created) = await server.SendAsync(
            "/v1/image_to_video",
            $$"""{"model":"hailuo3","ratio":"adaptive","resolution":"768p","duration":5,"promptText":"x","promptImage":"{{tall}}"}""");
        TaskRecord task = await server.UntilAsync(created.GetProperty("id").GetGuid(), now => now.Order.Width > 0);
        Assert.Equal((768, 1366), (task.Order.Width, task.Order.Height));
    }

    [Fact]
    public async Task A_clip_is_encoded_for_editing_where_that_is_asked_for()
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, JsonElement created) = await server.SendAsync(
            "/v1/text_to_video",
            """{"model":"gen4.5","ratio":"1280:720","duration":2,"promptText":"a lamp","outputFormat":"prores"}""");
        TaskRecord task = await server.UntilAsync(created.GetProperty("id").GetGuid(), now => now.HasEnded);
        Assert.Equal(["proresProfile: made as 422 HQ, 10 bits"], task.Order.Notes);
        TaskFile file = Assert.Single(task.Files);
        Assert.Equal(("clip.mov", "video/quicktime"), (file.Name, file.MediaType));
        byte[] clip = await File.ReadAllBytesAsync(
            Path.Combine(server.Folder, file.Path), TestContext.Current.CancellationToken);
        Assert.True(clip.AsSpan().IndexOf("apch"u8) > 0); // ProRes 422 HQ, as QuickTime calls it.
    }

    [Theory]
    [InlineData("\"outputFormat\":\"hdr10\"", "This server makes mp4 and prores")]
    [InlineData("\"outputFormat\":\"prores\",\"proresProfile\":\"8888\"", "Invalid enum value")]
    [InlineData("\"proresProfile\":\"422\"", "Only valid when outputFormat is 'prores'")]
    public async Task Formats_that_are_not_made_are_refused(string fields, string message)
    {
        await using TestServer server = await TestServer.StartAsync();
        (int status, JsonElement answer) = await server.SendAsync(
            "/v1/text_to_video",
            $$"""{"model":"gen4.5","ratio":"1280:720","duration":2,"promptText":"a lamp",{{fields}}}""");
        Assert.Equal(400, status);
        Assert.Contains(message, answer.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_six_words_and_no_other_are_said()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { LocalConcurrency = 1, Threads = 1 });
        Guid first = await server.CreateAsync(1), second = await server.CreateAsync(2),
            third = await server.CreateAsync(3);
        await server.UntilAsync(first, _ => server.Engine.Running == 1);
        JsonElement running = (await server.SendAsync($"/v1/tasks/{first}")).Body,
            throttled = (await server.SendAsync($"/v1/tasks/{second}")).Body;
        Assert.Equal(
            ("RUNNING", "THROTTLED"),
            (running.GetProperty("status").GetString(), throttled.GetProperty("status").GetString()));
        Assert.InRange(running.GetProperty("progress").GetDouble(), 0, 1);
        Assert.Equal(1, throttled.GetProperty("estimatedCost").GetProperty("credits").GetInt32());
        Assert.False(throttled.TryGetProperty("progress", out _));

        Assert.Equal(204, (await server.SendAsync($"/v1/tasks/{third}", method: "DELETE")).Status);
        Assert.Equal(
            "CANCELLED", (await server.SendAsync($"/v1/tasks/{third}")).Body.GetProperty("status").GetString());
        server.Engine.Failure = () => new InvalidOperationException("secret detail");
        server.Engine.Hold!.SetResult();
        await server.UntilAsync(second, now => now.HasEnded);
        JsonElement failed = (await server.SendAsync($"/v1/tasks/{second}")).Body,
            succeeded = (await server.SendAsync($"/v1/tasks/{first}")).Body;
        Assert.Equal(
            ("FAILED", "SUCCEEDED"),
            (failed.GetProperty("status").GetString(), succeeded.GetProperty("status").GetString()));
        Assert.Equal("INTERNAL", failed.GetProperty("failureCode").GetString());
        Assert.DoesNotContain("secret", failed.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, succeeded.GetProperty("cost").GetProperty("credits").GetInt32());
    }

    [Fact]
    public async Task A_create_sent_again_makes_one_task_even_across_a_restart_and_only_within_its_window()
    {
        string folder = Directory.CreateTempSubdirectory("throughline-server-").FullName;
        var clock = new TestClock();
        Guid first;
        await using (TestServer server = await TestServer.StartAsync(folder: folder, clock: clock))
        {
            first = await server.CreateAsync();
            Assert.NotEqual(first, await server.CreateAsync());
            await server.UntilAsync(first, now => now.HasEnded);
        }

        await using TestServer next = await TestServer.StartAsync(folder: folder, clock: clock);
        Assert.Equal(first, await next.CreateAsync(headers: ("X-Stainless-Retry-Count", "1")));
        clock.Advance(TimeSpan.FromMinutes(30));
        Guid late = await next.CreateAsync(headers: ("X-Stainless-Retry-Count", "2"));
        Assert.NotEqual(first, late);
        Assert.Equal(3, next.Tasks.Count);
    }

    [Fact]
    public async Task What_is_older_than_it_may_be_goes_away_and_what_is_used_stays()
    {
        var clock = new TestClock();
        await using TestServer server = await TestServer.StartAsync(clock: clock);
        (_, JsonElement created) = await server.SendAsync(
            "/v1/image_to_video", $$"""{"model":"stage","ratio":"64:64","duration":1,"promptImage":"{{_picture}}"}""");
        Guid old = created.GetProperty("id").GetGuid();
        TaskRecord task = await server.UntilAsync(old, now => now.HasEnded);
        var upkeep = server.Services.GetRequiredService<Upkeep>();
        clock.Advance(TimeSpan.FromDays(29));
        await upkeep.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal("SUCCEEDED", (await server.SendAsync($"/v1/tasks/{old}")).Body.GetProperty("status").GetString());
        Assert.True(File.Exists(Path.Combine(server.Folder, task.Files[0].Path)));
        Assert.Single(Directory.GetFiles(Path.Combine(server.Folder, "assets")));

        // The clock stands in another time than the files do, so what is idle must be older than both.
        clock.Advance(TimeSpan.FromDays(2000));
        await upkeep.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(404, (await server.SendAsync($"/v1/tasks/{old}")).Status);
        Assert.False(File.Exists(Path.Combine(server.Folder, task.Files[0].Path)));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "assets")));
    }

    [Fact]
    public async Task Beyond_the_space_they_may_take_the_oldest_results_go_first()
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RetentionBytes = 1 });
        Guid first = await server.CreateAsync(1), second = await server.CreateAsync(2);
        await server.UntilAsync(first, now => now.HasEnded);
        await server.UntilAsync(second, now => now.HasEnded);
        await server.Services.GetRequiredService<Upkeep>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(404, (await server.SendAsync($"/v1/tasks/{first}")).Status);
    }

    [Fact]
    public async Task An_almost_full_disk_takes_no_new_work()
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { LeastFreeBytes = long.MaxValue });
        (int status, JsonElement body) = await server.SendAsync(
            "/v1/text_to_video", """{"model":"stage","duration":1,"promptText":"x"}""");
        Assert.Equal(503, status);
        Assert.Contains("almost full", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(503, (await server.SendAsync("/ready")).Status);
        Assert.Equal(0, server.Tasks.Count);

        // Nor anything that would only lie there: pictures within a request, and files.
        Assert.Equal(503, (await server.SendAsync(
            "/v1/image_to_video", $$"""{"model":"stage","promptImage":"{{Pictures.DataUri()}}"}""")).Status);
        foreach (string call in new[] { "videos", "videos/edits", "videos/characters", "files" })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("x"), "prompt" },
                { new StringContent("x"), "name" },
                { new ByteArrayContent(Pictures.Png()), "input_reference", "a.png" },
            };
            using HttpResponseMessage response = await server.Client.PostAsync(
                $"/v1/{call}", form, TestContext.Current.CancellationToken);
            Assert.Equal((call, 503), (call, (int)response.StatusCode));
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "assets"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_keys_uploads_are_bounded()
    {
        var clock = new TestClock();
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { MostUploadsPerKey = 2 }, clock: clock);
        const string Upload = """{"filename":"a.png","type":"ephemeral"}""";
        Assert.Equal(200, (await server.SendAsync("/v1/uploads", Upload)).Status);
        Assert.Equal(200, (await server.SendAsync("/v1/uploads", Upload)).Status);
        (int status, JsonElement body) = await server.SendAsync("/v1/uploads", Upload);
        Assert.Equal(429, status);
        Assert.Contains("as many", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(200, (await server.SendAsync("/v1/uploads", Upload)).Status);
    }

    private static Keys.Caller Local => new("", "local", null, 2);

    private static decimal Least(RunwayLimits limits) =>
        limits.Seconds is null ? 0 : Enumerable.Range(1, 40).First(seconds => limits.Allows(seconds));

    private JsonElement Body(string model, string endpoint, RunwayLimits limits, string ratio, decimal seconds)
    {
        string fields = $"\"model\":\"{model}\",\"promptText\":\"a lamp\"";
        fields += ratio.Length == 0 ? "" : $",\"ratio\":\"{ratio}\"";
        fields += limits.Seconds is null ? "" : $",\"duration\":{seconds}";
        fields += endpoint == "image_to_video" ? $",\"promptImage\":\"{_picture}\"" : "";
        fields += limits.ReferencesRequired ? $",\"referenceImages\":[{{\"uri\":\"{_picture}\"}}]" : "";
        return JsonElement.Parse("{" + fields + "}");
    }
}
