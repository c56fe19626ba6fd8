using System.Net;
using System.Net.Http.Headers;
using Throughline.Server.Page;
using Throughline.Server.Reference;

namespace Throughline.Server.Tests.Page;

public sealed class PageFilesTests
{
    public static TheoryData<string> Paths { get; } = [.. PageEndpoints.Paths.Concat(ReferenceEndpoints.Paths)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_file_of_the_page_needs_no_key_runs_no_foreign_script_and_is_sent_once(string path)
    {
        await using TestServer server = await TestServer.StartAsync(
            change: options => options with { RequireKey = true });
        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(response.Headers.ETag!.ToString()));
        using HttpResponseMessage same = await server.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task The_page_itself_has_nothing_inline()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await server.Client.GetAsync(
            new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            "unsafe", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        string html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch(@"(?i)\s(style|on[a-z]+)\s*=|<style|<script(?![^>]* src=)|javascript:", html);
    }
}
