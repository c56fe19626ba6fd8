using System.Text.Json;

namespace Throughline.Server.Tests;

/// <summary>Reads server-sent events.</summary>
internal static class Events
{
    /// <summary>The events of a stream, until it ends.</summary>
    public static async IAsyncEnumerable<(string Name, JsonElement Data)> ReadAsync(HttpResponseMessage response)
    {
        using var reader = new StreamReader(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        string name = "";
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                yield return (name, JsonElement.Parse(line[6..]));
            }
        }
    }
}
