using System.Text;
using CsCheck;

namespace Throughline.Server.Tests.FilmsApi;

public sealed class FilmFuzzTests
{
    private static readonly int[] _answers = [200, 400, 413, 415, 422];

    private static readonly byte[] _zip = Zips.Of(
        [
            ("lamp/film.yaml",
                Encoding.UTF8.GetBytes(
                    Zips.Film.Replace("prompt: a lamp", "image: p/lamp.png", StringComparison.Ordinal))),
            ("lamp/p/lamp.png", Pictures.Png())
        ]);

    private static readonly byte[] _form = Encoding.UTF8.GetBytes(
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"film.yaml\"\r\n\r\n" + Zips.Film
        + "\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"p/x.txt\"\r\n\r\nx\r\n--b--\r\n");

    [Theory]
    [InlineData("application/zip")]
    [InlineData("multipart/form-data; boundary=b")]
    public async Task Damaged_films_are_refused_or_checked_and_break_nothing(string type)
    {
        await using TestServer server = await TestServer.StartAsync();
        byte[] whole = type == "application/zip" ? _zip : _form;
        Gen<byte[]> damaged = Gen.Select(Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[0, 6], Gen.Int[0, whole.Length], Gen.Int[0, 9]).Select((changes, end, cut) =>
        {
            byte[] bytes = [.. whole];
            foreach ((int at, byte value) in changes)
            {
                bytes[at] = value;
            }

            return cut == 0 ? bytes[..end] : bytes;
        });
        await damaged.SampleAsync(
            async bytes =>
            {
                using var content = new ByteArrayContent(bytes);
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                using HttpResponseMessage response = await server.Client.PostAsync(
                    new Uri("/api/films?check", UriKind.Relative), content, TestContext.Current.CancellationToken);
                Assert.Contains((int)response.StatusCode, _answers);
                Assert.DoesNotContain(
                    server.Folder, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                    StringComparison.Ordinal);
            },
            iter: 400,
            threads: 1);
        Assert.Empty(Directory.GetDirectories(Path.Combine(server.Folder, "films", "drafts")));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "assets", "drafts")));
    }
}
