using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Films;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;
using Throughline.Server.Tests.RunwayApi;
using Throughline.Stage.Worlds;

namespace Throughline.Server.Tests.Characters;

public sealed class CharactersTests
{
    private const string Prompt = "A woman with red hair in a green coat walks along a beach.";

    [Fact]
    public async Task What_is_measured_in_a_clip_is_told_and_staged()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] clip = await Clips.Mp4Async(320, 240, 12, Standing);
        JsonElement made = await CreateAsync(server, "Mossy", clip);
        JsonElement taken = made.GetProperty("taken");
        Assert.Equal(
            ("character", "Mossy", "measurement"), (Text(made, "object"), Text(made, "name"), Text(taken, "from")));
        var colours = taken.GetProperty("colours").EnumerateArray().ToDictionary(
            one => Text(one, "part"), one => Text(one, "colour"));
        Assert.Equal(("red", "navy"), (colours["upper"], colours["lower"]));
        Assert.Equal("a person, in a red shirt and navy trousers", Text(taken, "description"));
        Assert.NotEmpty(taken.GetProperty("notes").EnumerateArray());
        Assert.Empty(
            Stock.BuiltIn.Director
                .Screen(new CastMember { Name = "Mossy", Description = Text(taken, "description") }).NotStaged);

        // The same clip and name are the same character; what its owner says of it counts.
        Assert.Equal(Text(made, "id"), Text(await CreateAsync(server, "Mossy", clip), "id"));
        JsonElement robot = await CreateAsync(server, "Rusty", clip, "an old robot");
        Assert.StartsWith(
            "an old robot. It is ", Text(robot.GetProperty("taken"), "description"), StringComparison.Ordinal);
        (_, JsonElement known) = await server.SendAsync($"/v1/videos/characters/{Text(made, "id")}");
        Assert.Equal(made.ToString(), known.ToString());
        (_, JsonElement list) = await server.SendAsync("/v1/videos/characters");
        Assert.Equal(["Mossy", "Rusty"], list.GetProperty("data").EnumerateArray().Select(one => Text(one, "name")));
    }

    [Fact]
    public async Task Who_played_in_a_video_made_here_is_taken_as_she_is()
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, JsonElement video) = await server.SendAsync(
            "/v1/videos", $$"""{"prompt":"{{Prompt}}","seconds":1,"size":"64x64","seed":7}""");
        TaskRecord task = await server.UntilAsync(
            Guid.Parse(Text(video, "id")["video_".Length..]), now => now.HasEnded);
        (int status, JsonElement named) = await server.SendAsync(
            "/v1/videos/characters", $$$"""{"name":"Anna","video":{"id":"{{{Text(video, "id")}}}"}}""");
        Assert.True(status == 200, named.ToString());
        JsonElement taken = named.GetProperty("taken");
        Assert.Equal(
            ("video", Text(video, "id"), Prompt),
            (Text(taken, "from"), Text(taken, "video"), Text(taken, "description")));

        // Downloaded and sent back it is the same video still.
        byte[] clip = await File.ReadAllBytesAsync(
            Path.Combine(server.Folder, task.Files[0].Path), TestContext.Current.CancellationToken);
        Assert.Equal(Text(named, "id"), Text(await CreateAsync(server, "Anna", clip), "id"));

        // In a video of hers she is again a character, under whatever name.
        (_, JsonElement other) = await server.SendAsync(
            "/v1/videos",
            $$$"""{"prompt":"Anna sits on a bench.","seconds":1,"size":"64x64","characters":[{"id":"{{{Text(named, "id")}}}"}]}""");
        TaskRecord with = await server.UntilAsync(
            Guid.Parse(Text(other, "id")["video_".Length..]), now => now.HasEnded);
        OrderCast member = Assert.Single(with.Order.Cast);
        Assert.Equal(
            ("Anna", Prompt, Text(taken, "seed")),
            (member.Name, member.Description, member.Seed.ToString(null as IFormatProvider)));
        (_, JsonElement again) = await server.SendAsync(
            "/v1/videos/characters", $$$"""{"name":"Eve","video":{"id":"{{{Text(other, "id")}}}"}}""");
        Assert.Equal(
            (Prompt, Text(taken, "seed")),
            (Text(again.GetProperty("taken"), "description"), Text(again.GetProperty("taken"), "seed")));
    }

    [Fact]
    public async Task A_form_names_characters_as_the_libraries_do_and_who_is_not_named_is_told()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] clip = await Clips.Mp4Async(320, 240, 12, Standing);
        string mossy = Text(await CreateAsync(server, "Mossy", clip), "id"),
            rusty = Text(await CreateAsync(server, "Captain Rusty", clip), "id");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Mossy waves."), "prompt" }, { new StringContent("1"), "seconds" },
            { new StringContent("64x64"), "size" },
            { new StringContent(mossy), "characters[][id]" }, { new StringContent(rusty), "characters[][id]" },
        };
        using HttpResponseMessage response = await server.Client.PostAsync(
            "/v1/videos", form, TestContext.Current.CancellationToken);
        JsonElement video = JsonElement.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(response.IsSuccessStatusCode, video.ToString());
        Assert.Equal(
            "characters: the prompt does not name 'Captain Rusty', so it does not play",
            Assert.Single(video.GetProperty("notes").EnumerateArray()).GetString());
        TaskRecord task = await server.UntilAsync(
            Guid.Parse(Text(video, "id")["video_".Length..]), now => now.HasEnded);
        Assert.Equal(["Mossy", "Captain Rusty"], task.Order.Cast.Select(one => one.Name));

        // A remix keeps them.
        (_, JsonElement remix) = await server.SendAsync(
            $"/v1/videos/{Text(video, "id")}/remix", """{"prompt":"Captain Rusty sleeps."}""");
        Assert.Contains("'Mossy'", remix.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);

        // With a picture nobody plays.
        (_, JsonElement still) = await server.SendAsync(
            "/v1/videos",
            $$$"""{"prompt":"Mossy waves","seconds":1,"size":"64x64","characters":["{{{mossy}}}"],"input_reference":{"image_url":"{{{Pictures.DataUri()}}}"}}""");
        Assert.Contains("not used", still.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"characters":[{"id":"char_00000000000000000000000000000000"}]}""")]
    [InlineData("""{"characters":[{"id":"../../x"}]}""")]
    [InlineData("""{"characters":[{"name":"Mossy"}]}""")]
    [InlineData("""{"characters":[[]]}""", "invalid_type")]
    [InlineData("""{"characters":{"id":"x"}}""")]
    public async Task Characters_that_are_none_are_refused(string fields, string code = "invalid_value")
    {
        await using TestServer server = await TestServer.StartAsync();
        (int status, JsonElement answer) = await server.SendAsync(
            "/v1/videos", fields[..^1] + ""","prompt":"a lamp"}""");
        Assert.True(status == 400, answer.ToString());
        Assert.Equal(code, Text(answer.GetProperty("error"), "code"));
        Assert.StartsWith("characters", Text(answer.GetProperty("error"), "param"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clips_and_names_that_will_not_do_are_refused_with_the_reason()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] plain = await Clips.Mp4Async(160, 120, 4, (_, _, _) => (120, 140, 160));
        foreach ((string? name, byte[]? clip, string param, string message) in new (string?, byte[]?, string, string)[]
        {
            (null, plain, "name", "Missing required"), ("Mossy", null, "video", "Missing required"),
            ("Mossy", "no clip"u8.ToArray(), "video", "not a clip"),
            ("Mossy", plain, "video", "stands out"), ("the", plain, "name", "could not name"),
            (new string('x', 81), plain, "name", "at most 80"),
            ("\u6e05", plain, "name", "could not name"),
        })
        {
            (int status, JsonElement answer) = await SendAsync(server, name, clip);
            Assert.True(status == 400, $"{name}: {answer}");
            Assert.Equal(param, Text(answer.GetProperty("error"), "param"));
            Assert.Contains(message, Text(answer.GetProperty("error"), "message"), StringComparison.Ordinal);
        }

        Assert.Equal(404, (await server.SendAsync("/v1/videos/characters/char_0")).Status);
        Assert.Equal(
            404,
            (await server.SendAsync("/v1/videos/characters", """{"name":"Anna","video":{"id":"video_0"}}""")).Status);
    }

    [Fact]
    public async Task A_character_is_its_owners_alone_outlives_the_server_and_can_be_deleted()
    {
        string folder = Directory.CreateTempSubdirectory("throughline-characters-").FullName;
        try
        {
            string id, anna;
            await using (TestServer server = await TestServer.StartAsync(change: options => options with { RequireKey = true }, folder: folder))
            {
                var keys = server.Services.GetRequiredService<KeyStore>();
                anna = (await keys.AddAsync("anna", null, 1, TestContext.Current.CancellationToken)).Secret;
                string bert = (await keys.AddAsync("bert", null, 1, TestContext.Current.CancellationToken)).Secret;
                server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", anna);
                id = Text(await CreateAsync(server, "Mossy", await Clips.Mp4Async(320, 240, 6, Standing)), "id");
                server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bert);
                Assert.Equal(404, (await server.SendAsync($"/v1/videos/characters/{id}")).Status);
                Assert.Equal(
                    400,
                    (await server.SendAsync("/v1/videos", $$$"""{"prompt":"Mossy waves","characters":[{"id":"{{{id}}}"}]}""")).Status);
            }

            await using (TestServer server = await TestServer.StartAsync(change: options => options with { RequireKey = true }, folder: folder))
            {
                server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", anna);
                Assert.Equal(200, (await server.SendAsync($"/v1/videos/characters/{id}")).Status);
                Assert.Equal(200, (await server.SendAsync($"/v1/videos/characters/{id}", method: "DELETE")).Status);
                Assert.Equal(404, (await server.SendAsync($"/v1/videos/characters/{id}")).Status);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Somebody in red and dark blue before a plain wall, between black bars.
    private static (byte, byte, byte) Standing(int x, int y, int frame)
    {
        int from = x - 160 - frame;
        bool head = (from * from) + ((y - 40) * (y - 40)) < 22 * 22;
        return x is < 24 or >= 296 ? ((byte)0, (byte)0, (byte)0)
            : head ? ((byte)214, (byte)164, (byte)130)
            : Math.Abs(from) < 34 && y is > 60 and < 140 ? ((byte)200, (byte)48, (byte)44)
            : Math.Abs(from) < 28 && y is >= 140 and < 232 ? ((byte)34, (byte)48, (byte)92)
            : ((byte)188, (byte)192, (byte)186);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<JsonElement> CreateAsync(
        TestServer server, string name, byte[] clip, string? description = null)
    {
        (int status, JsonElement made) = await SendAsync(server, name, clip, description);
        Assert.True(status == 200, made.ToString());
        return made;
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(
        TestServer server, string? name, byte[]? clip, string? description = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "ours" } };
        if (name is not null)
        {
            form.Add(new StringContent(name), "name");
        }

        if (description is not null)
        {
            form.Add(new StringContent(description), "description");
        }

        if (clip is not null)
        {
            form.Add(
                new ByteArrayContent(clip) { Headers = { ContentType = new MediaTypeHeaderValue("video/mp4") } },
                "video", "clip.mp4");
        }

        using HttpResponseMessage response = await server.Client.PostAsync(
            "/v1/videos/characters", form, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode,
            JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
