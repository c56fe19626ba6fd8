using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Engines;
using Throughline.Server.Page;
using Throughline.Server.Reference;
using Throughline.Server.Tasks;

namespace Throughline.Server.Tests.Reference;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task Every_address_is_described_and_every_description_has_its_address()
    {
        await using TestServer server = await TestServer.StartAsync();
        ApiDescription api = await ReadAsync(server);
        var mapped = server.Services
            .GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(
                endpoint => !PageEndpoints.Paths.Concat(ReferenceEndpoints.Paths).Contains(
                    endpoint.RoutePattern.RawText, StringComparer.Ordinal))
            .SelectMany(
                endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(
                    method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), api.Operations.Order(StringComparer.Ordinal));
        Assert.All(
            api.References, reference => Assert.NotEqual(JsonValueKind.Undefined, api.Find(reference).ValueKind));
    }

    [Fact]
    public async Task Answers_are_what_the_description_says()
    {
        await using TestServer server = await TestServer.StartAsync(
            new FakeEngine { Hold = new() }, options => options with { LocalConcurrency = 1 });
        ApiDescription api = await ReadAsync(server);
        var wrong = new List<string>();

        async Task<JsonElement> SendAsync(string operation, string path, HttpContent? content = null)
        {
            using var request =
                new HttpRequestMessage(new HttpMethod(operation.Split(' ')[0]), path) { Content = content };
            request.Headers.Add("X-Runway-Version", "2024-11-06");
            using HttpResponseMessage response = await server.Client.SendAsync(
                request, TestContext.Current.CancellationToken);
            JsonElement body = JsonElement.Parse(
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            wrong.AddRange(
                api.Check(operation, (int)response.StatusCode, response.Content.Headers.ContentType!.MediaType!, body));
            return body;
        }

        static ByteArrayContent Zip(string film) =>
            new(Zips.Of(("film.yaml", film))) { Headers = { { "Content-Type", "application/zip" } } };
        async Task AskAsync(Guid film, string video, string runway)
        {
            await SendAsync("GET /api/films/{id}", $"/api/films/{film}");
            await SendAsync("GET /api/tasks", "/api/tasks?limit=2");
            await SendAsync("GET /v1/videos/{id}", $"/v1/videos/{video}");
            await SendAsync("GET /v1/videos", "/v1/videos?limit=1");
            await SendAsync("GET /v1/tasks/{id}", $"/v1/tasks/{runway}");
            await SendAsync("GET /api/tasks/{id}", $"/api/tasks/{runway}");
        }

        Guid film = (await SendAsync("POST /api/films", "/api/films", Zip(Zips.Film))).GetProperty("id").GetGuid();
        await server.UntilAsync(film, now => now.State == TaskState.Running);
        string video =
            (await SendAsync("POST /v1/videos", "/v1/videos", JsonContent.Create(new { prompt = "a", seconds = "1", size = "64x64" })))
                .GetProperty("id").GetString()!;
        string runway =
            (await SendAsync("POST /v1/text_to_video", "/v1/text_to_video", JsonContent.Create(new { model = "stage", promptText = "a", ratio = "64:64", duration = 1 })))
                .GetProperty("id").GetString()!;
        await AskAsync(film, video, runway);
        server.Engine.Failure = () => new EngineException(EngineError.NotSupported, "Not this.");
        server.Engine.Hold!.SetResult();
        await server.UntilAsync(film, now => now.State == TaskState.Succeeded);
        await server.UntilAsync(Guid.Parse(runway), now => now.State == TaskState.Failed);
        await AskAsync(film, video, runway);

        await SendAsync("POST /api/films", "/api/films", Zip("title: x"));
        await SendAsync("POST /api/films", "/api/films?check", Zip(Zips.Film));
        await SendAsync("POST /api/films", "/api/films", new StringContent("x", Encoding.UTF8, "text/plain"));
        await SendAsync("GET /api/films/{id}", $"/api/films/{Guid.NewGuid()}");
        await SendAsync("GET /api/tasks", "/api/tasks?limit=0");
        await SendAsync("GET /api/usage", "/api/usage");
        await SendAsync("GET /api/stock", "/api/stock");
        await SendAsync("POST /v1/videos", "/v1/videos", JsonContent.Create(new { prompt = "a", seconds = "x" }));
        await SendAsync("POST /v1/text_to_video", "/v1/text_to_video", JsonContent.Create(new { model = "x" }));
        await SendAsync("GET /v1/organization", "/v1/organization");
        await SendAsync("GET /health", "/health");
        await SendAsync("GET /ready", "/ready");
        Assert.Empty(wrong);
    }

    private static async Task<ApiDescription> ReadAsync(TestServer server) =>
        new(
            JsonElement.Parse(
                await server.Client.GetStringAsync(
                    new Uri("/openapi.json", UriKind.Relative), TestContext.Current.CancellationToken)));
}
