using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Throughline.Media.Video;

namespace Throughline.Server.Tests.Restart;

public sealed class RestartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("throughline-restart-").FullName;
    private readonly string _picture = Pictures.DataUri();

    [Fact]
    public async Task Killed_again_and_again_no_task_is_lost_and_none_is_made_twice()
    {
        var answered = new ConcurrentQueue<string>();
        var finished = new Dictionary<string, string>();
        for (int round = 0; round < 2; round++)
        {
            using RealServer server = await RealServer.StartAsync(_data);
            foreach ((string id, string task) in finished)
            {
                Assert.Equal(task, Stable(await GetAsync(server, id)));
            }

            // Creates go on until the kill interrupts one; only what was answered must be there afterwards.
            Task creating = CreateAsync(server, answered, round * 100);
            await UntilAsync(
                server, () => [.. answered],
                tasks => tasks.Count(task => Status(task) == "SUCCEEDED") > finished.Count);
            foreach (string id in answered.ToList())
            {
                JsonElement task = await GetAsync(server, id);
                if (Status(task) == "SUCCEEDED")
                {
                    finished[id] = Stable(task);
                }
            }

            await server.KillAsync();
            await creating;
        }

        using RealServer last = await RealServer.StartAsync(_data);
        IReadOnlyList<JsonElement> ended = await UntilAsync(
            last, () => [.. answered], tasks => tasks.All(task => Status(task) is "SUCCEEDED" or "FAILED"));
        Assert.All(ended, task => Assert.Equal("SUCCEEDED", Status(task)));
        Assert.All(
            finished, one => Assert.Equal(
                one.Value, Stable(ended.Single(task => task.GetProperty("id").GetString() == one.Key))));

        // Every order has a seed of its own, so there is one take for each, and nothing half made beside them.
        Assert.True(Directory.GetDirectories(Path.Combine(_data, ".throughline", "takes")).Length >= answered.Count);
        Assert.Equal(0, await last.StopAsync());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_data, ".throughline", "drafts")));
        Assert.Empty(Directory.GetFileSystemEntries(_data, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_drawing_that_is_killed_goes_on_from_the_stretches_it_finished()
    {
        byte[] footage = await Clips.FfmpegAsync(
            "-f lavfi -i testsrc2=size=128x72:rate=60:duration=10 -f lavfi -i sine=frequency=440:duration=10 -c:v libx264 -c:a aac",
            ".mp4");
        string body =
            $$"""{"model":"stage","look":"watercolour","videoUri":"data:video/mp4;base64,{{Convert.ToBase64String(footage)}}"}""";
        string takes = Path.Combine(_data, ".throughline", "takes"), id;
        Dictionary<string, DateTime> kept;
        using (RealServer server = await RealServer.StartAsync(_data, "--threads", "1"))
        {
            using HttpResponseMessage response = await server.Client.PostAsync(
                new Uri("/v1/video_to_video", UriKind.Relative),
                new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
            id = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .GetProperty("id").GetString()!;
            while (Directory.GetDirectories(takes) is [])
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            await server.KillAsync();
            kept = Directory.GetDirectories(takes).ToDictionary(take => take, Directory.GetLastWriteTimeUtc);
        }

        using RealServer next = await RealServer.StartAsync(_data, "--threads", "1");
        IReadOnlyList<JsonElement> ended = await UntilAsync(
            next, () => [id], tasks => Status(tasks[0]) is "SUCCEEDED" or "FAILED");
        Assert.Equal("SUCCEEDED", Status(ended[0]));
        Assert.InRange(kept.Count, 1, 2);
        Assert.Equal(3, Directory.GetDirectories(takes).Length);
        Assert.All(kept, take => Assert.Equal(take.Value, Directory.GetLastWriteTimeUtc(take.Key)));
        string clip = Path.Combine(_data, "results", id, "clip.mp4");
        ClipInfo made = await ClipReader.ProbeAsync(Ffmpeg.Find(), clip, TestContext.Current.CancellationToken);
        Assert.Equal((600, new FrameRate(60, 1), true), (made.Frames, made.Rate, made.IsConstantRate));
        Assert.NotNull(await ClipSound.FindAsync(Ffmpeg.Find(), clip, TestContext.Current.CancellationToken));
        Assert.Equal([clip], Directory.GetFileSystemEntries(Path.GetDirectoryName(clip)!));
    }

    [Fact]
    public async Task Killed_between_two_attempts_a_webhook_is_told_all_the_same()
    {
        bool open = false;
        using var receiver = new Webhooks.Receiver((_, response) =>
        {
            response.StatusCode = Volatile.Read(ref open) ? 200 : 500;
            return Task.CompletedTask;
        });
        string secret = (await CommandAsync("webhooks", "add", receiver.Url)).Trim();
        var ids = new ConcurrentQueue<string>();
        using (RealServer server = await RealServer.StartAsync(_data, "--allow-host", "localhost"))
        {
            await CreateOneAsync(server, ids, 1);
            await receiver.UntilAsync(1);
            await server.KillAsync();
        }

        int before = receiver.All.Count;
        Volatile.Write(ref open, true);
        using RealServer next = await RealServer.StartAsync(_data, "--allow-host", "localhost");
        Webhooks.Received told = (await receiver.UntilAsync(before + 1))[^1];
        Assert.Equal(("task.succeeded", ids.Single()), (told.Type, told.About));
        Assert.True(told.IsSignedBy(secret));
        Assert.Single(receiver.All.Select(one => one.Id).Distinct());
        Assert.Equal(0, await next.StopAsync());
        Assert.Contains("1 taken, 0 waiting", await CommandAsync("webhooks", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused()
    {
        using RealServer first = await RealServer.StartAsync(_data);
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RealServer.StartAsync(_data));
        Assert.Contains("ended at once", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_needed_is_asked_for_and_works_until_it_is_revoked()
    {
        using RealServer server = await RealServer.StartAsync(_data, "--require-key");
        Assert.Equal(
            401, (int)(await server.Client
                .GetAsync(
                    new Uri("/v1/organization", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        string secret = (await CommandAsync("keys", "add", "anna", "--max-seconds-per-day", "2", "--concurrency", "3"))
            .Trim();
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        await StatusBecomesAsync(server, 200);

        var ids = new ConcurrentQueue<string>();
        await CreateOneAsync(server, ids, 1);
        await CreateOneAsync(server, ids, 2);
        using HttpResponseMessage over = await PostAsync(server, 3);
        Assert.Equal(429, (int)over.StatusCode);
        Assert.Equal("false", Assert.Single(over.Headers.GetValues("x-should-retry")));

        server.Client.DefaultRequestHeaders.Authorization = new(
            "Bearer", secret[..^1] + (secret[^1] == '0' ? '1' : '0'));
        await StatusBecomesAsync(server, 401);
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        await CommandAsync("keys", "revoke", "anna");
        await StatusBecomesAsync(server, 401);
        Assert.DoesNotContain(
            secret, await File.ReadAllTextAsync(
                Path.Combine(_data, "server.db"), Encoding.Latin1, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static string? Status(JsonElement task) => task.GetProperty("status").GetString();

    // What never changes once a task has ended: not the links, which are made anew for every answer.
    private static string Stable(JsonElement task) =>
        $"{task.GetProperty("status")} {task.GetProperty("createdAt")} {task.GetProperty("cost").GetProperty("credits")} {task.GetProperty("output")[0].GetString()!.Split('?')[0].Split("/files/")[1]}";

    private static async Task<JsonElement> GetAsync(RealServer server, string id) =>
        JsonElement.Parse(
            await server.Client.GetStringAsync(
                new Uri($"/v1/tasks/{id}", UriKind.Relative), TestContext.Current.CancellationToken));

    private static async Task<IReadOnlyList<JsonElement>> UntilAsync(
        RealServer server, Func<IReadOnlyList<string>> ids, Func<IReadOnlyList<JsonElement>, bool> condition)
    {
        while (true)
        {
            var tasks = new List<JsonElement>();
            foreach (string id in ids())
            {
                tasks.Add(await GetAsync(server, id));
            }

            if (condition(tasks))
            {
                return tasks;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task StatusBecomesAsync(RealServer server, int status)
    {
        while ((int)(await server.Client.GetAsync(new Uri("/v1/organization", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode != status)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string> CommandAsync(params string[] arguments)
    {
        using var run = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(RealServer.Program, [.. arguments, "--data", _data])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        string output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, run.ExitCode);
        return output;
    }

    private Task<HttpResponseMessage> PostAsync(RealServer server, int seed) => server.Client.PostAsync(
        new Uri("/v1/image_to_video", UriKind.Relative),
        new StringContent(
            $$"""{"model":"stage","ratio":"96:64","duration":1,"seed":{{seed}},"camera":"push_in 0.1","promptImage":"{{_picture}}"}""",
            Encoding.UTF8, "application/json"),
        TestContext.Current.CancellationToken);

    private async Task CreateOneAsync(RealServer server, ConcurrentQueue<string> answered, int seed)
    {
        using HttpResponseMessage response = await PostAsync(server, seed);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        answered.Enqueue(JsonElement.Parse(body).GetProperty("id").GetString()!);
    }

    private async Task CreateAsync(RealServer server, ConcurrentQueue<string> answered, int seed)
    {
        try
        {
            for (int i = 0; i < 4; i++)
            {
                await CreateOneAsync(server, answered, seed + i);
                await Task.Delay(30, TestContext.Current.CancellationToken);
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }
}
