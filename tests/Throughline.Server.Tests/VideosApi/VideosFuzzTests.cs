using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Throughline.Server.Tests.RunwayApi;

namespace Throughline.Server.Tests.VideosApi;

/// <summary>
/// Requests that are right but for what chance did to them: the answer is a video or an error in OpenAI's form, never a
/// failure of the server.
/// </summary>
public sealed class VideosFuzzTests
{
    private const int Rounds = 300;
    private static readonly string[] _pieces = [
        "null", "{}", "[]", "-1", "1e308", "\"\"", "\"\\u0000\"", "true", "[[[]]]", "{\"id\":1}", "{\"image_url\":{}}",
        "9999999999999999999999", "\"\\ud83d\"", "\"video_00\"", "{\"file_id\":\"file-\"}"
    ];
    private static readonly string[] _paths = [
        "/v1/videos", "/v1/videos/edits", "/v1/videos/extensions", "/v1/videos/video_00/remix"
    ];

    [Fact]
    public async Task Bodies_of_json()
    {
        await using TestServer server = await TestServer.StartAsync();
        string good = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["model"] = "sora-2",
            ["prompt"] = "in ink",
            ["seconds"] = "1",
            ["size"] = "64x64",
            ["seed"] = 5,
            ["camera"] = "push_in 0.1",
            ["input_reference"] = new Dictionary<string, string> { ["image_url"] = Pictures.DataUri(16, 16) },
            ["video"] = new Dictionary<string, string> { ["id"] = "video_00" },
        });
        string[] names = [
            "model", "prompt", "seconds", "size", "seed", "camera", "input_reference", "video", "look", "x"
        ];
        Gen<string> replaced = Gen.Select(
            Gen.Int[0, names.Length - 1], Gen.Int[0, _pieces.Length - 1],
            (name, piece) => RunwayFuzzTests.With(good, names[name], _pieces[piece]));
        Gen<string> cut = Gen.Int[0, good.Length].Select(length => good[..length]);
        Gen<string> changed = Gen.Select(
            Gen.Int[0, 200], Gen.Char, (at, character) => good[..at] + character + good[(at + 1)..]);
        var statuses = new HashSet<int>();
        foreach ((string body, int path) in RunwayFuzzTests.Samples(Gen.Select(Gen.OneOf(replaced, cut, changed), Gen.Int[0, 6]), Rounds))
        {
            (int status, JsonElement answer) = await server.SendAsync(_paths[Math.Max(0, path - 3)], body);
            AssertForm(status, answer, body);
            statuses.Add(status);
        }

        Assert.Superset(new HashSet<int> { 200, 400, 404 }, statuses);
    }

    [Fact]
    public async Task Bodies_of_multipart()
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] good = [
            .. Part("prompt", "a lamp"), .. Part("seconds", "1"), .. Part("size", "64x64"),
            .. Part("input_reference", "", "; filename=\"../../a.png\"\r\nContent-Type: image/png"), .. Pictures.Png(),
            .. "\r\n--b--\r\n"u8.ToArray()
        ];
        Gen<byte[]> cut = Gen.Int[0, good.Length - 1].Select(length => good[..length]);
        Gen<byte[]> changed = Gen.Select(
            Gen.Int[0, 450], Gen.Byte, (at, value) => (byte[])[.. good[..at], value, .. good[(at + 1)..]]);
        Gen<byte[]> doubled = Gen.Int[0, 400].Select(at => (byte[])[.. good[..at], .. good]);
        var statuses = new HashSet<int>();
        foreach (byte[] body in RunwayFuzzTests.Samples(Gen.OneOf(cut, changed, doubled), Rounds).Prepend(good))
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
            using HttpResponseMessage response = await server.Client.PostAsync(
                "/v1/videos", content, TestContext.Current.CancellationToken);
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            AssertForm((int)response.StatusCode, JsonElement.Parse(text), Encoding.Latin1.GetString(body));
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([200, 400], statuses.Order());
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "assets", "drafts")));
    }

    private static byte[] Part(string name, string value, string more = "") => Encoding.ASCII.GetBytes(
        $"--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}{(more.Length == 0 ? "\r\n" : "")}");

    private static void AssertForm(int status, JsonElement answer, string body)
    {
        bool right = status == 200
            ? answer.GetProperty("object").GetString() == "video"
            : status is 400 or 404 && answer.GetProperty("error").GetProperty("message").GetString()!.Length > 5;
        Assert.True(right, $"{status} {answer} for {body[..Math.Min(300, body.Length)]}");
    }
}
