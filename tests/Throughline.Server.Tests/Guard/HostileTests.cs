using System.Text.Json;

namespace Throughline.Server.Tests.Guard;

public sealed class HostileTests
{
    [Fact]
    public async Task Every_hostile_request_gets_its_answer_and_tells_nothing()
    {
        await using TestServer server = await TestServer.StartAsync();
        var wrong = new List<string>();
        foreach (Hostile hostile in Hostile.All)
        {
            using HttpRequestMessage request = hostile.Make();
            using HttpResponseMessage response = await server.Client.SendAsync(
                request, TestContext.Current.CancellationToken);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if ((int)response.StatusCode != hostile.Status)
            {
                wrong.Add(
                    $"{hostile.Name}: {(int)response.StatusCode} instead of {hostile.Status}: {body[..Math.Min(200, body.Length)]}");
            }
            else if (Leak(server, response, body) is { } leak)
            {
                wrong.Add($"{hostile.Name}: {leak}: {body[..Math.Min(200, body.Length)]}");
            }
        }

        Assert.True(Hostile.All.Count >= 100, $"{Hostile.All.Count} requests");
        Assert.Empty(wrong);
        using HttpResponseMessage health = await server.Client.GetAsync(
            new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(health.IsSuccessStatusCode);
    }

    private static string? Leak(TestServer server, HttpResponseMessage response, string body)
    {
        if (!response.Headers.Contains("X-Request-Id") || !response.Headers.Contains("X-Content-Type-Options")
            || response.Headers.Contains("Access-Control-Allow-Origin"))
        {
            return "the guarding headers are not right";
        }

        if (body.Contains(server.Folder, StringComparison.Ordinal) || body.Contains("   at ", StringComparison.Ordinal)
            || body.Contains("Exception", StringComparison.Ordinal))
        {
            return "it tells of the server's inside";
        }

        if (response.StatusCode >= System.Net.HttpStatusCode.BadRequest)
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (!json.RootElement.TryGetProperty("error", out _) && !json.RootElement.TryGetProperty("detail", out _))
            {
                return "the error has no text";
            }
        }

        return null;
    }
}
