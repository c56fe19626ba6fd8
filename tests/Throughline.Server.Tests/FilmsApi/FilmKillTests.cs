using System.Text.Json;
using Throughline.Server.Tests.Restart;

namespace Throughline.Server.Tests.FilmsApi;

/// <summary>The real program with the real engine, ended as kill -9 does in the middle of a film.</summary>
public sealed class FilmKillTests
{
    private const string Film = "throughline: 1\ntitle: Lamps\nratio: 64:64\nfps: 8\nshots:\n"
        + "  - id: short\n    prompt: a lamp on a table\n    seconds: 1\n"
        + "  - id: long\n    from: short\n    prompt: a lamp on a table\n    seconds: 60\n";

    [Fact]
    public async Task A_killed_film_goes_on_from_the_shot_that_was_done()
    {
        string data = Directory.CreateTempSubdirectory("throughline-film-").FullName;
        try
        {
            string takes = Path.Combine(data, ".throughline", "takes");
            string path;
            using (RealServer first = await RealServer.StartAsync(data))
            {
                using var zip = new ByteArrayContent(Zips.Of(("film.yaml", Film)))
                {
                    Headers = { { "Content-Type", "application/zip" } },
                };
                using HttpResponseMessage sent = await first.Client.PostAsync(
                    new Uri("/api/films", UriKind.Relative), zip, TestContext.Current.CancellationToken);
                path = sent.Headers.Location!.ToString();
                await UntilAsync(
                    first, path, film => film.GetProperty("framesDone") is var done
                        && done.GetArrayLength() == 2 && done[0].GetInt32() == 8 && done[1].GetInt32() > 0);
                await first.KillAsync();
            }

            string kept = Assert.Single(Directory.GetDirectories(takes));
            string clip = Assert.Single(Directory.GetFiles(kept, "*.mp4"));
            DateTime made = File.GetLastWriteTimeUtc(clip);
            using RealServer second = await RealServer.StartAsync(data);
            JsonElement film = await UntilAsync(
                second, path, film => film.GetProperty("status").GetString() is "succeeded" or "failed");
            Assert.Equal("succeeded", film.GetProperty("status").GetString());
            Assert.Equal(made, File.GetLastWriteTimeUtc(clip));
            Assert.Equal(2, Directory.GetDirectories(takes).Length);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<JsonElement> UntilAsync(RealServer server, string path, Func<JsonElement, bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (true)
        {
            JsonElement film = JsonElement.Parse(
                await server.Client.GetStringAsync(new Uri(path, UriKind.Relative), patience.Token));
            if (condition(film))
            {
                return film;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
