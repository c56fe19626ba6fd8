using System.Text;
using System.Text.Json;

namespace Throughline.Server.Tests.RunwayApi;

/// <summary>Speaks Runway's API to a server in memory.</summary>
internal static class RunwayClient
{
    public static async Task<(int Status, JsonElement Body)> SendAsync(
        this TestServer server, string path, string? body = null, string? method = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method ?? (body is null ? "GET" : "POST")), path);
        request.Headers.Add("X-Runway-Version", "2024-11-06");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await server.Client.SendAsync(
            request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>Makes a tiny clip's task and gives its id.</summary>
    public static async Task<Guid> CreateAsync(
        this TestServer server, int seed = 1, params (string Name, string Value)[] headers)
    {
        (int status, JsonElement body) = await server.SendAsync(
            "/v1/text_to_video",
            $$"""{"model":"stage","ratio":"64:64","duration":1,"promptText":"a lamp","seed":{{seed}}}""",
            headers: headers);
        Assert.True(status == 200, body.ToString());
        return body.GetProperty("id").GetGuid();
    }
}
