using System.Diagnostics;

namespace Throughline.Cli.Tests;

/// <summary>Ends the real program at many moments and goes on.</summary>
public sealed class StoppingTests
{
    private const int Moments = 16;

    // Large enough that its last shot cannot be finished before it is stopped.
    private static string LargeFilm { get; } = FilmFolder.Film.Replace("128:72", "640:360", StringComparison.Ordinal);

    private static string LongFilm { get; } =
        LargeFilm.Replace("seconds: 1\n    camera: pan", "seconds: 600\n    camera: pan", StringComparison.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_moment_the_next_make_goes_on_and_the_film_is_the_same()
    {
        using var whole = new FilmFolder();
        long start = Stopwatch.GetTimestamp();
        using (CliRun run = await CliRun.RunAsync(whole.Path, "make", "film.yaml"))
        {
            Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        }

        TimeSpan length = Stopwatch.GetElapsedTime(start);
        string[] frames = FilmFolder.FrameHashes(whole["out/film.mp4"]);
        int killed = 0;
        int kept = 0;
        for (int moment = 0; moment < Moments; moment++)
        {
            using var film = new FilmFolder();
            using (CliRun victim = CliRun.Start(film.Path, ["make", "film.yaml"]))
            {
                await Task.Delay(length * ((moment + 0.5) / Moments), Token);
                killed += victim.HasEnded ? 0 : 1;
                victim.Kill();
                await victim.EndAsync();
            }

            var marks = film.TakeMarks();
            kept += marks.Count;
            using CliRun next = await CliRun.RunAsync(film.Path, "make", "film.yaml");
            Assert.Equal("", next.ExitCode == 0 ? "" : next.Error);
            film.AssertTidy();
            Assert.Equal(frames, FilmFolder.FrameHashes(film["out/film.mp4"]));
            var after = film.TakeMarks();
            Assert.Equal(3, after.Count);
            Assert.All(marks, mark => Assert.Equal(mark.Value, after[mark.Key]));
        }

        // The moments must have hit what they are meant to hit.
        Assert.InRange(killed, Moments / 2, Moments);
        Assert.InRange(kept, 1, (3 * Moments) - 1);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Asked_to_stop_it_stops_within_a_second_and_says_what_is_kept(string signal)
    {
        using var film = new FilmFolder(LongFilm);
        using CliRun run = CliRun.Start(film.Path, ["make", "film.yaml"]);
        while (film.TakeMarks().Count < 2 && !run.HasEnded)
        {
            await Task.Delay(20, Token);
        }

        var marks = film.TakeMarks();
        long start = Stopwatch.GetTimestamp();
        run.Signal(signal);
        await run.EndAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("the same command goes on from there", run.Error, StringComparison.Ordinal);
        // The promise is 1 s; starting 'kill' takes its part.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(1.2));
        Assert.Equal(marks, film.TakeMarks());
        Assert.Empty(Directory.GetFileSystemEntries(film[".throughline/drafts"]));

        film.Write("film.yaml", LargeFilm);
        using CliRun next = await CliRun.RunAsync(film.Path, "make", "film.yaml", "--json");
        Assert.Equal(0, next.ExitCode);
        Assert.Equal(2, next.JsonLines.Count(line => line.GetProperty("event").GetString() == "shot-kept"));
    }

    [Fact]
    public async Task A_single_clip_that_is_stopped_leaves_nothing_and_claims_nothing()
    {
        using var film = new FilmFolder();
        string picture = film.Draw("still.png", 3);
        film.Write("clip.mp4", "an older clip");
        string[] arguments = ["animate", picture, "--camera", "push_in", "--seconds", "60", "--out", "clip.mp4"];
        using CliRun run = CliRun.Start(film.Path, arguments);
        while (EncodersOf(film).Length == 0 && !run.HasEnded)
        {
            await Task.Delay(20, Token);
        }

        run.Signal("INT");
        await run.EndAsync();
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("stopped. Nothing half finished is left", run.Error, StringComparison.Ordinal);
        Assert.Equal("an older clip", await File.ReadAllTextAsync(film["clip.mp4"], Token));
        Assert.Empty(Directory.GetFiles(film.Path, "*.part"));
    }

    [Fact]
    public async Task No_encoder_outlives_a_killed_make()
    {
        using var film = new FilmFolder(LongFilm);
        using CliRun run = CliRun.Start(film.Path, ["make", "film.yaml"]);
        while (EncodersOf(film).Length == 0 && !run.HasEnded)
        {
            await Task.Delay(20, Token);
        }

        run.Kill();
        await run.EndAsync();
        for (int wait = 0; wait < 250 && EncodersOf(film).Length > 0; wait++)
        {
            await Task.Delay(20, Token);
        }

        Assert.Empty(EncodersOf(film));
    }

    // Processes whose command line names the film's folder, other than the program itself.
    private static string[] EncodersOf(FilmFolder film) =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(folder =>
            {
                try
                {
                    return File.ReadAllText(Path.Combine(folder, "cmdline"));
                }
                catch (IOException)
                {
                    return "";
                }
            })
            .Where(
                line => line.Contains("ffmpeg", StringComparison.Ordinal)
                    && line.Contains(film.Path, StringComparison.Ordinal)),
    ];
}
