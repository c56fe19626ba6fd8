using System.Text.Json;
using Throughline.Media.Pictures;

namespace Throughline.Cli.Tests;

public sealed class CastStillTests
{
    private const string Cast = """
        cast:
          Jonas: {description: an old man in a yellow raincoat, seed: 11}
          Mira: {description: a girl in a green coat, seed: 5}
        shots:
        """;

    [Fact]
    public async Task Members_of_a_film_have_sheets_of_their_own()
    {
        using var folder = new FilmFolder(FilmFolder.Film.Replace("shots:", Cast, StringComparison.Ordinal));

        using CliRun jonas = await CliRun.RunAsync(
            folder.Path, "still", "--cast", "jonas", "--film", "film.yaml", "--out", "jonas.png");
        using CliRun mira = await CliRun.RunAsync(
            folder.Path, "still", "--cast", "Mira", "--film", ".", "--out", "mira.png", "--json");

        Assert.Equal((0, ""), (jonas.ExitCode, jonas.Error));
        Assert.Contains("seed 11", jonas.Output, StringComparison.Ordinal);
        Assert.Equal("person", mira.JsonLines[^1].GetProperty("asset").GetString());
        Picture first = PictureFile.Read(folder["jonas.png"]);
        Assert.Equal(new PixelSize(1920, 960), first.Size);

        // Each figure of the upper row is there: yellow for him, green for her.
        for (int view = 0; view < 4; view++)
        {
            Assert.True(
                Share(first, view, (r, g, b) => r > 150 && g > 130 && b < 90) > 0.03, $"view {view} shows no raincoat");
            Assert.True(
                Share(PictureFile.Read(folder["mira.png"]), view, (r, g, b) => g > 1.5 * r && g > 1.5 * b) > 0.03,
                $"view {view} shows no coat");
        }
    }

    [Fact]
    public async Task Somebody_unknown_is_refused_with_the_nearest_name()
    {
        using var folder = new FilmFolder(FilmFolder.Film.Replace("shots:", Cast, StringComparison.Ordinal));

        using CliRun run = await CliRun.RunAsync(folder.Path, "still", "--cast", "Jonsa", "--film", "film.yaml");
        using CliRun alone = await CliRun.RunAsync(folder.Path, "still", "--film", "film.yaml", "A dog runs");
        using CliRun both = await CliRun.RunAsync(folder.Path, "still", "--cast", "a dog", "A dog runs");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean 'Jonas'?", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, alone.ExitCode);
        Assert.Equal(2, both.ExitCode);
        Assert.False(File.Exists(folder["still.png"]));
    }

    [Fact]
    public async Task Explanation_of_a_description_draws_nothing()
    {
        using var folder = new FilmFolder();

        using CliRun run = await CliRun.RunAsync(
            folder.Path, "still", "--cast", "a tall knight in silver armour", "--explain", "--json");

        Assert.Equal(0, run.ExitCode);
        JsonElement scene = JsonElement.Parse(run.Output);
        Assert.Equal(1, scene.GetProperty("coverage").GetDouble());
        Assert.False(File.Exists(folder["still.png"]));
    }

    private static double Share(Picture sheet, int view, Func<byte, byte, byte, bool> fits)
    {
        int count = 0;
        for (int y = 0; y < 640; y++)
        {
            Span<byte> row = sheet.Row(y);
            for (int x = view * 480; x < (view + 1) * 480; x++)
            {
                count += fits(row[4 * x], row[(4 * x) + 1], row[(4 * x) + 2]) ? 1 : 0;
            }
        }

        return count / (480.0 * 640);
    }
}
