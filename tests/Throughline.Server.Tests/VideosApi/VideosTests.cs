using System.Text;
using System.Text.Json;
using Throughline.Server.Tasks;
using Throughline.Server.Tests.RunwayApi;

namespace Throughline.Server.Tests.VideosApi;

public sealed class VideosTests
{
    [Fact]
    public async Task A_form_sent_again_with_another_boundary_makes_one_task()
    {
        await using TestServer server = await TestServer.StartAsync();
        JsonElement first = (await SendAsync(server, Form("one", "a lamp"))).Body;
        JsonElement again = (await SendAsync(server, Form("two", "a lamp"), retry: 1)).Body;
        JsonElement other = (await SendAsync(server, Form("three", "a tree"), retry: 1)).Body;
        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        Assert.NotEqual(first.GetProperty("id").GetString(), other.GetProperty("id").GetString());
        Assert.Equal(2, server.Tasks.Count);
    }

    [Fact]
    public async Task A_delete_stops_a_video_that_is_being_made()
    {
        await using TestServer server = await TestServer.StartAsync(new FakeEngine { Hold = new() });
        JsonElement video = (await SendAsync(server, Form("b", "a lamp"))).Body;
        TaskRecord task = await server.UntilAsync(server.Tasks.All.Single().Id, _ => server.Engine.Running == 1);
        using HttpResponseMessage deleted = await server.Client.DeleteAsync(
            $"/v1/videos/{video.GetProperty("id").GetString()}", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)deleted.StatusCode);
        await server.UntilAsync(
            task.Id, now => now is { State: TaskState.Cancelled, DeletedAt: not null } && server.Engine.Running == 0);
    }

    [Fact]
    public async Task A_list_goes_on_after_a_video_that_was_deleted()
    {
        await using TestServer server = await TestServer.StartAsync();
        var ids = new List<string>();
        foreach (string prompt in new[] { "one", "two", "three" })
        {
            ids.Add((await SendAsync(server, Form("b", prompt))).Body.GetProperty("id").GetString()!);
        }

        await server.CreateAsync(); // Runway's tasks are no videos.
        (await server.Client.DeleteAsync($"/v1/videos/{ids[1]}", TestContext.Current.CancellationToken)).Dispose();
        JsonElement page = JsonElement.Parse(
            await server.Client.GetStringAsync(
                $"/v1/videos?after={ids[1]}&limit=1", TestContext.Current.CancellationToken));
        Assert.Equal(ids[0], Assert.Single(page.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        Assert.False(page.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task A_remix_reads_the_camera_anew_only_where_it_was_read_from_words()
    {
        await using TestServer server = await TestServer.StartAsync();
        string picture = Pictures.DataUri();
        string source = await MadeAsync(
            "/v1/videos",
            $$"""{"prompt":"a slow push in","seconds":1,"size":"64x64","input_reference":{"image_url":"{{picture}}"} }""");
        string longer = await MadeAsync(
            "/v1/videos/extensions",
            $$"""{"prompt":"a lamp","seconds":1,"camera":"pan_left 10","video":{"id":"{{source}}"} }""");
        await MadeAsync($"/v1/videos/{longer}/remix", """{"prompt":"the camera tilts up"}""");
        TaskRecord[] made = [.. server.Tasks.All.OrderBy(task => task.Id)];
        Assert.StartsWith("push_in", made[1].Order.Shots[0].Camera, StringComparison.Ordinal);
        Assert.Equal(made[0].Order.Shots[0], made[1].Order.Shots[0]);
        Assert.StartsWith("tilt_up", made[2].Order.Shots[0].Camera, StringComparison.Ordinal);
        Assert.StartsWith("pan_left", made[2].Order.Shots[1].Camera, StringComparison.Ordinal);

        async Task<string> MadeAsync(string path, string body)
        {
            (int status, JsonElement video) = await server.SendAsync(path, body);
            Assert.True(status == 200, video.ToString());
            string id = video.GetProperty("id").GetString()!;
            await server.UntilAsync(Guid.Parse(id["video_".Length..]), task => task.HasEnded);
            return id;
        }
    }

    [Theory]
    [InlineData("text/plain", "x", 415)]
    [InlineData("multipart/form-data", "x", 415)]
    [InlineData("multipart/form-data; boundary=b", "", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\nhalf", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\ny\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=prompt\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=input_reference; filename=\"../../etc/passwd\"\r\n\r\nno picture\r\n--b--\r\n", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "{\"prompt\":", 400)]
    [InlineData("application/json", "{\"prompt\":\"\\ud800\"}", 400)]
    [InlineData("application/json", "{\"prompt\":[1]}", 400)]
    [InlineData("application/json", "{\"prompt\":\"x\",\"input_reference\":\"x\"}", 400)]
    public async Task Broken_bodies_are_refused_in_OpenAIs_form(string type, string body, int status)
    {
        await using TestServer server = await TestServer.StartAsync();
        (int answered, JsonElement error) = await SendAsync(server, new StringContent(body), type: type);
        Assert.Equal(status, answered);
        Assert.Equal("invalid_request_error", error.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.String, error.GetProperty("error").GetProperty("message").ValueKind);
        Assert.Equal(0, server.Tasks.Count);
    }

    private static StringContent Form(string boundary, string prompt)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in new[] { ("model", "sora-2"), ("prompt", prompt), ("seconds", "1"), ("size", "64x64"), ("seed", "1") })
        {
            text.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        var content = new StringContent(text.Append($"--{boundary}--\r\n").ToString());
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        return content;
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(
        TestServer server, StringContent content, int retry = 0, string? type = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/videos") { Content = content };
        request.Headers.Add("X-Stainless-Retry-Count", $"{retry}");
        if (type is not null)
        {
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(
            request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode,
            JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
