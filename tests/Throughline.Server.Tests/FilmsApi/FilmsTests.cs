using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Routing;
using Throughline.Server.Aliases;
using Throughline.Server.FilmsApi;
using Throughline.Server.Keys;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;
using Throughline.Sight;
using Throughline.Stage;
using Throughline.Stage.Assets;
using Throughline.Stage.Worlds;

namespace Throughline.Server.Tests.FilmsApi;

public sealed class FilmsTests
{
    private const string Two = "throughline: 1\ntitle: Two lamps\nratio: 64:64\nfps: 2\nshots:\n"
        + "  - id: first\n    image: pictures/lamp.png\n    seconds: 2\n"
        + "  - id: then\n    from: first\n    prompt: it goes out\n    seconds: 1\n";

    private static (string, byte[])[] Folder(string prefix = "", string film = Two) =>
        [(prefix + "film.yaml", Encoding.UTF8.GetBytes(film)), (prefix + "pictures/lamp.png", Pictures.Png())];

    [Fact]
    public async Task A_folder_becomes_a_film_with_everything_beside_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement film = await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.Accepted);
        Guid id = film.GetProperty("id").GetGuid();
        await server.UntilAsync(id, now => now.HasEnded);

        JsonElement done = await GetAsync(server, $"/api/films/{id}");
        Assert.Equal("succeeded", done.GetProperty("status").GetString());
        Assert.Equal("Two lamps", done.GetProperty("title").GetString());
        Assert.Equal(3, done.GetProperty("seconds").GetDecimal());
        var urls = done.GetProperty("files").EnumerateArray().ToDictionary(
            file => file.GetProperty("name").GetString()!, file => file.GetProperty("url").GetString()!);
        Assert.Equal(
            [
                "film.mp4", "film.otio", "film.edl", "contact-sheet.png", "report.json", "shot-first.mp4",
                "shot-then.mp4"
            ], urls.Keys);
        foreach ((string name, string url) in urls)
        {
            byte[] bySign = await server.Client.GetByteArrayAsync(new Uri(url), TestContext.Current.CancellationToken);
            byte[] byName = await server.Client.GetByteArrayAsync(
                new Uri($"/api/films/{id}/{name}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(bySign, byName);
            Assert.NotEmpty(byName);
        }

        // The timeline names the clips as they are downloaded, and tells nothing of this machine.
        string otio = await server.Client.GetStringAsync(
            new Uri(urls["film.otio"]), TestContext.Current.CancellationToken);
        Assert.Contains("\"target_url\": \"shot-then.mp4\"", otio, StringComparison.Ordinal);
        string report = await server.Client.GetStringAsync(
            new Uri(urls["report.json"]), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(server.Folder, otio + report, StringComparison.Ordinal);
        byte[] poster = await server.Client.GetByteArrayAsync(
            new Uri(done.GetProperty("poster").GetString()!), TestContext.Current.CancellationToken);
        Assert.Equal("RIFF"u8.ToArray(), poster[..4]);
    }

    [Fact]
    public async Task A_film_that_is_sent_again_is_the_same_folder_and_shoots_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement whole = await SendAsync(
            server, Zips.Of(Folder("my film/").Append(("__MACOSX/my film/._film.yaml", [0])).ToArray()),
            HttpStatusCode.Accepted);
        await server.UntilAsync(whole.GetProperty("id").GetGuid(), now => now.State == TaskState.Succeeded);
        using var form = new MultipartFormDataContent();
        foreach ((string name, byte[] bytes) in Folder())
        {
            form.Add(new ByteArrayContent(bytes), "files", name);
        }

        using HttpResponseMessage response = await server.Client.PostAsync(
            new Uri("/api/films", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Guid again = (await BodyAsync(response)).GetProperty("id").GetGuid();
        TaskRecord done = await server.UntilAsync(again, now => now.State == TaskState.Succeeded);
        Assert.Equal(2, server.Engine.Shot);
        Assert.Single(
            Directory.GetDirectories(Path.Combine(server.Folder, "films")),
            folder => !folder.EndsWith("drafts", StringComparison.Ordinal));
        Assert.NotEqual(whole.GetProperty("id").GetGuid(), done.Id);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_with_its_place()
    {
        await using TestServer server = await TestServer.StartAsync();
        const string Wrong =
            "throughline: 1\nratio: 64:64\nshots:\n  - id: a\n    image: lamp.png\n    secnds: 1\n  - id: b\n    prompt: x\n    seconds: 1\n    engine: runway\n";
        JsonElement answer = await SendAsync(server, Zips.Of(Folder(film: Wrong)), HttpStatusCode.UnprocessableEntity);
        var problems = answer.GetProperty("problems").EnumerateArray()
            .Select(
                problem =>
                    $"{problem.GetProperty("file").GetString()}:{problem.GetProperty("line").GetInt32()}:{problem.GetProperty("column").GetInt32()} {problem.GetProperty("message").GetString()}")
                .ToList();
        Assert.Contains(
            problems, problem => problem.StartsWith("film.yaml:5:12 ", StringComparison.Ordinal)
                && problem.Contains("there is no file 'lamp.png'", StringComparison.Ordinal));
        Assert.Contains(
            problems, problem => problem.StartsWith("film.yaml:6:5 ", StringComparison.Ordinal)
                && problem.Contains("unknown key 'secnds'", StringComparison.Ordinal));
        Assert.Contains(
            problems, problem => problem.StartsWith("film.yaml:10:13 ", StringComparison.Ordinal)
                && problem.Contains("there is no engine 'runway'", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Folder, answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, server.Tasks.Count);
    }

    [Fact]
    public async Task A_films_own_assets_are_checked_with_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement answer = await SendAsync(
            server, Zips.Of(("film.yaml", Zips.Film), ("assets/looks/mine.yaml", "about: [")),
            HttpStatusCode.UnprocessableEntity);
        JsonElement problem = answer.GetProperty("problems").EnumerateArray().First();
        Assert.Equal("assets/looks/mine.yaml", problem.GetProperty("file").GetString());
        Assert.DoesNotContain(server.Folder, answer.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_film_may_bring_a_look_of_its_own(bool brings)
    {
        await using TestServer server = await TestServer.StartAsync();
        var folders = server.Services.GetRequiredService<FilmFolders>();
        using FilmDraft draft = folders.Begin();
        await AddAsync(
            draft, "film.yaml",
            Encoding.UTF8.GetBytes(Zips.Film.Replace("fps", "look: mine\nfps", StringComparison.Ordinal)));
        if (brings)
        {
            await AddAsync(draft, "assets/looks/mine.yaml", "about: Without colour.\nsaturation: 0\n"u8.ToArray());
        }

        var sight = server.Services.GetRequiredService<PictureSight>();
        var examination = new FilmExamination(folders, new EngineList([new StageEngine(sight)]), sight);
        string key = draft.Keep();
        CheckedFilm film = examination.Read(key);
        if (brings)
        {
            // The engine that 'make' would shoot it with, so its takes are the same.
            Assert.NotNull(film.Plan);
            var stock = new Stock(AssetFolder.With(Path.Combine(folders.FolderOf(key), "assets")));
            Assert.Equal(
                new StageEngine(sight, stock).Card.Version, examination.EnginesOf(film.Plan)["a"].Card.Version);
            Assert.Contains(", sight ", new StageEngine(sight, stock).Card.Version, StringComparison.Ordinal);
        }
        else
        {
            Assert.StartsWith(
                "film.yaml:4:7: stage has no look 'mine'.", Assert.Single(film.Problems).ToString(),
                StringComparison.Ordinal);
        }
    }

    private static async Task AddAsync(FilmDraft draft, string name, byte[] bytes)
    {
        using var contents = new MemoryStream(bytes);
        await draft.AddAsync(name.Split('/'), contents, bytes.Length, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_check_makes_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement answer = await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.OK, "/api/films?check");
        Assert.True(answer.GetProperty("ready").GetBoolean());
        Assert.Equal(2, answer.GetProperty("shotCount").GetInt32());
        Assert.Equal(0, server.Tasks.Count);
    }

    [Fact]
    public async Task The_next_server_goes_on_from_the_shots_that_are_done()
    {
        string folder = Directory.CreateTempSubdirectory("throughline-server-").FullName;
        Guid id;
        await using (TestServer first = await TestServer.StartAsync(new FakeEngine { Hold = new(), HeldShot = "then" }, folder: folder))
        {
            id = (await SendAsync(first, Zips.Of(Folder()), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
            await first.UntilAsync(id, _ => first.Engine is { Shot: 2, Running: 1 });
        }

        await using TestServer second = await TestServer.StartAsync(folder: folder);
        TaskRecord done = await second.UntilAsync(id, now => now.HasEnded);
        Assert.Equal(TaskState.Succeeded, done.State);
        Assert.Equal(1, second.Engine.Shot);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Delete_stops_a_film_at_once_and_then_removes_it()
    {
        await using TestServer server = await TestServer.StartAsync(new FakeEngine { Hold = new() });
        Guid id = (await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await server.UntilAsync(id, _ => server.Engine.Running == 1);
        using HttpResponseMessage stopped = await server.Client.DeleteAsync(
            new Uri($"/api/films/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        await server.UntilAsync(id, _ => server.Engine.Running == 0);
        Assert.Equal("cancelled", (await GetAsync(server, $"/api/films/{id}")).GetProperty("status").GetString());
        using HttpResponseMessage removed = await server.Client.DeleteAsync(
            new Uri($"/api/films/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        using HttpResponseMessage gone = await server.Client.GetAsync(
            new Uri($"/api/films/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Events_tell_of_every_shot_until_the_film_is_made()
    {
        await using TestServer server = await TestServer.StartAsync(new FakeEngine { Hold = new(), HeldShot = "then" });
        Guid id = (await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await server.UntilAsync(id, _ => server.Engine is { Shot: 2, Running: 1 });
        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri($"/api/films/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var names = new List<string>();
        JsonElement last = default;
        await foreach ((string name, JsonElement data) in Events.ReadAsync(response))
        {
            names.Add(name);
            last = data;
            if (name == "progress" && data.GetProperty("step").GetString() == "shooting")
            {
                Assert.Equal(4, data.GetProperty("framesDone")[0].GetInt32()); // All of the first shot.
                server.Engine.Hold!.TrySetResult();
            }
        }

        Assert.Equal("tasks", names[0]);
        Assert.Contains("progress", names);
        Assert.Equal("task", names[^1]);
        Assert.Equal("succeeded", last.GetProperty("status").GetString());

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/films/{id}/events");
        again.Headers.Add("Last-Event-ID", "9");
        using HttpResponseMessage over = await server.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, over.StatusCode);
    }

    [Fact]
    public async Task A_film_counts_for_its_key_and_no_other_key_sees_it()
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RequireKey = true });
        var keys = server.Services.GetRequiredService<KeyStore>();
        string anna = (await keys.AddAsync("anna", 3, 1, TestContext.Current.CancellationToken)).Secret;
        string bert = (await keys.AddAsync("bert", null, 1, TestContext.Current.CancellationToken)).Secret;
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", anna);
        Guid id = (await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await SendAsync(server, Zips.Of(("film.yaml", Zips.Film)), HttpStatusCode.TooManyRequests);
        Assert.Equal(3, (await GetAsync(server, "/api/usage")).GetProperty("secondsUsed").GetDecimal());
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bert);
        using HttpResponseMessage hidden = await server.Client.GetAsync(
            new Uri($"/api/films/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Empty((await GetAsync(server, "/api/tasks")).GetProperty("tasks").EnumerateArray());
    }

    [Fact]
    public async Task A_films_folder_goes_when_its_task_is_gone()
    {
        await using TestServer server = await TestServer.StartAsync();
        Guid id = (await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await server.UntilAsync(id, now => now.HasEnded);
        string folder = Directory.GetDirectories(Path.Combine(server.Folder, "films")).Single(
            one => !one.EndsWith("drafts", StringComparison.Ordinal));
        Directory.SetLastWriteTimeUtc(folder, DateTime.UnixEpoch);
        await server.Services.GetRequiredService<Upkeep>().RunAsync(TestContext.Current.CancellationToken);
        Assert.True(Directory.Exists(folder));
        using HttpResponseMessage removed = await server.Client.DeleteAsync(
            new Uri($"/api/films/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        await server.Services.GetRequiredService<Upkeep>().RunAsync(TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_films_folder_counts_for_the_space_that_finished_work_may_take()
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RetentionBytes = 3 << 20 });
        byte[] ballast = new byte[4 << 20];
        new Random(1).NextBytes(ballast);
        Guid small = (await SendAsync(server, Zips.Of(Folder()), HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        await server.UntilAsync(small, now => now.HasEnded);
        var upkeep = server.Services.GetRequiredService<Upkeep>();
        await upkeep.RunAsync(TestContext.Current.CancellationToken);
        Assert.Null(server.Tasks.Find(small)!.DeletedAt);
        Guid large =
            (await SendAsync(server, Zips.Of([.. Folder(), ("pictures/unused.bin", ballast)]), HttpStatusCode.Accepted))
                .GetProperty("id").GetGuid();
        await server.UntilAsync(large, now => now.HasEnded);
        await upkeep.RunAsync(TestContext.Current.CancellationToken);
        Assert.All(new[] { small, large }, id => Assert.NotNull(server.Tasks.Find(id)!.DeletedAt));
    }

    private static async Task<JsonElement> SendAsync(
        TestServer server, byte[] zip, HttpStatusCode status, string path = "/api/films")
    {
        using var content = new ByteArrayContent(zip) { Headers = { { "Content-Type", "application/zip" } } };
        using HttpResponseMessage response = await server.Client.PostAsync(
            new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        JsonElement body = await BodyAsync(response);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {body}");
        return body;
    }

    private static async Task<JsonElement> GetAsync(TestServer server, string path) =>
        JsonElement.Parse(
            await server.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
