using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI.Videos;
using Throughline.Server.Tests;
using Throughline.Server.Tests.Restart;

namespace Throughline.Conformance;

/// <summary>OpenAI's own client for .NET, whose video calls send and give raw JSON, against the real server.</summary>
public sealed class DotnetTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("throughline-conformance-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task OpenAIs_own_client_for_NET_runs_unchanged()
    {
        using RealServer server = await RealServer.StartAsync(_data);
        var client = new VideoClient(
            new ApiKeyCredential("sk-any"),
            new VideoClientOptions { Endpoint = new Uri(server.Client.BaseAddress!, "v1") });

        // With a picture, as a form; and with words alone, as JSON.
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a slow push in"), "prompt" },
            { new StringContent("1"), "seconds" },
            { new StringContent("128x72"), "size" },
            { new ByteArrayContent(Pictures.Png()), "input_reference", "picture.png" },
        };
        string id = await MadeAsync(client, await client.CreateVideoAsync(
            BinaryContent.Create(await form.ReadAsStreamAsync(TestContext.Current.CancellationToken)),
            form.Headers.ContentType!.ToString()));
        string other = await MadeAsync(client, await client.CreateVideoAsync(
            Json("""{"model":"sora-2","prompt":"a fox in a forest","seconds":"1","size":"128x72"}"""),
            "application/json"));
        string remix = await MadeAsync(
            client,
            await client.CreateVideoRemixAsync(other, Json("""{"prompt":"a dog in a forest"}"""), "application/json"));

        byte[] clip = (await client.DownloadVideoAsync(id)).GetRawResponse().Content.ToArray();
        Assert.Equal("ftyp"u8.ToArray(), clip[4..8]);
        byte[] thumbnail = (await client.DownloadVideoAsync(id, "thumbnail")).GetRawResponse().Content.ToArray();
        Assert.Equal("WEBP"u8.ToArray(), thumbnail[8..12]);

        // Its pages end with the first, so whoever uses it asks for the next by name.
        var listed = new List<string>();
        for (string? after = null; after != ""; after = listed.Count % 2 == 0 ? listed[^1] : "")
        {
            await foreach (ClientResult page in client.GetVideosAsync(limit: 2, order: "asc", after: after)
                .GetRawPagesAsync())
            {
                listed.AddRange(
                    Body(page).GetProperty("data").EnumerateArray().Select(
                        video => video.GetProperty("id").GetString()!));
            }
        }

        Assert.Equal([id, other, remix], listed);
        Assert.True(Body(await client.DeleteVideoAsync(id)).GetProperty("deleted").GetBoolean());
        ClientResultException gone = await Assert.ThrowsAsync<ClientResultException>(() => client.GetVideoAsync(id));
        Assert.Equal(404, gone.Status);
        Assert.Contains("video_not_found", gone.Message, StringComparison.Ordinal);
        ClientResultException wrong = await Assert.ThrowsAsync<ClientResultException>(
            () => client.CreateVideoAsync(Json("""{"prompt":"a","seconds":"0"}"""), "application/json"));
        Assert.Equal(400, wrong.Status);
    }

    private static BinaryContent Json(string text) => BinaryContent.Create(BinaryData.FromString(text));

    private static JsonElement Body(ClientResult result) =>
        JsonElement.Parse(result.GetRawResponse().Content.ToString());

    private static async Task<string> MadeAsync(VideoClient client, ClientResult created)
    {
        string id = Body(created).GetProperty("id").GetString()!;
        while (true)
        {
            JsonElement video = Body(
                await client.GetVideoAsync(
                    id, new RequestOptions { CancellationToken = TestContext.Current.CancellationToken }));
            switch (video.GetProperty("status").GetString())
            {
                case "completed":
                    return id;
                case "failed":
                    Assert.Fail(video.ToString());
                    break;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
