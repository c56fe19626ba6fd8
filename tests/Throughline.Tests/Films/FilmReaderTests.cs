using System.Globalization;
using System.Text;
using Throughline.Camera;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Tests.Films;

public sealed class FilmReaderTests(FilmFolder folder) : IClassFixture<FilmFolder>
{
    private const string Shots = "\nshots:\n  - id: a\n    image: dawn.jpg\n    seconds: 5\n";

    [Fact]
    public void A_whole_film_is_read_with_every_key()
    {
        var film = folder.Good("""
            throughline: 1
            title: Dawn & dusk
            ratio: 1920x1080
            fps: 30000/1001
            look: paper
            cast:
              anna:
                reference: dusk.jpg
                seed: 7
              fox_2: {description: a red fox}
            shots:
              - id: dawn
                image: dawn.jpg
                depth: dusk.jpg
                masks: {sky: dusk.jpg, water: dawn.jpg}
                life: dusk.jpg
                focus: 0.25, 0.75
                prompt: |
                  The sun comes up.
                  Birds.
                camera: push_in 0.5
                shutter: 180
                seconds: 4.25
                transition: fade 1.5
                seed: 4294967295
                engine: stage
              - {id: dusk, from: dawn, last: dusk.jpg, seconds: 600, transition: {kind: dissolve, seconds: 2}}
            """);

        Assert.Equal(folder.FilmPath, film.File);
        Assert.Equal(
            ("Dawn & dusk", new PixelSize(1920, 1080), new FrameRate(30000, 1001), "paper"),
            (film.Title, film.Size, film.Rate, film.Look));
        Assert.Equal(
            [
                new CastMember { Name = "anna", Reference = Path.Combine(folder.Folder, "dusk.jpg"), Seed = 7 },
                new CastMember { Name = "fox_2", Description = "a red fox", Seed = film.Cast[1].Seed },
            ],
            film.Cast);
        var dawn = film.Shots[0];
        Assert.Equal(
            new Shot
            {
                Id = "dawn",
                Image = Path.Combine(folder.Folder, "dawn.jpg"),
                Depth = Path.Combine(folder.Folder, "dusk.jpg"),
                Masks = dawn.Masks,
                Life = Path.Combine(folder.Folder, "dusk.jpg"),
                Focus = new FocusPoint(0.25, 0.75),
                Prompt = "The sun comes up.\nBirds.",
                Camera = dawn.Camera,
                Shutter = 180,
                Seconds = 4.25m,
                Transition = new Transition(TransitionKind.Fade, 1.5m),
                Seed = 4294967295,
                Engine = "stage",
                Line = 12,
            },
            dawn);
        Assert.Equal(
            [
                (LifePlace.Sky, Path.Combine(folder.Folder, "dusk.jpg")),
                (LifePlace.Water, Path.Combine(folder.Folder, "dawn.jpg"))
            ],
            dawn.Masks.OrderBy(m => m.Key).Select(m => (m.Key, m.Value)));
        Assert.Equal([new CameraMove { Kind = CameraMoveKind.PushIn, Amount = 0.5 }], dawn.Camera);
        Assert.Equal("dawn", film.Shots[1].From);
        Assert.Equal(Path.Combine(folder.Folder, "dusk.jpg"), film.Shots[1].Last);
        Assert.Equal(new Transition(TransitionKind.Dissolve, 2), film.Shots[1].Transition);
    }

    [Fact]
    public void What_is_left_out_has_its_usual_value()
    {
        var film = folder.Good("throughline: 1" + Shots);
        Assert.Equal(("film", new PixelSize(1280, 720), FrameRate.Film), (film.Title, film.Size, film.Rate));
        var shot = film.Shots[0];
        Assert.Equal((FocusPoint.Centre, Transition.Cut), (shot.Focus, shot.Transition));
        Assert.Empty(shot.Camera);
        Assert.Null(shot.Shutter);
        Assert.Null(shot.Engine);
    }

    [Theory]
    [InlineData("1280:720", 1280, 720)]
    [InlineData("1280x720", 1280, 720)]
    [InlineData("64:4096", 64, 4096)]
    [InlineData("16:9", 1280, 720)]
    [InlineData("9:16", 720, 1280)]
    [InlineData("1:1", 960, 960)]
    [InlineData("4:3", 1104, 832)]
    [InlineData("3:4", 832, 1104)]
    [InlineData("21:9", 1584, 672)]
    [InlineData("2.39:1", 1484, 620)]
    [InlineData("3:2", 1176, 784)]
    public void Ratio_is_pixels_or_a_shape(string ratio, int width, int height) =>
        Assert.Equal(new PixelSize(width, height), folder.Good($"throughline: 1\nratio: {ratio}{Shots}").Size);

    [Fact]
    public void Every_shape_gets_an_even_size_near_it_of_about_the_usual_area()
    {
        for (var wide = 1; wide < 40; wide++)
        {
            for (var high = 1; high < 40; high++)
            {
                if (Math.Max(wide, high) > 10 * Math.Min(wide, high))
                {
                    continue;
                }

                var size = folder.Good($"throughline: 1\nratio: {wide}:{high}{Shots}").Size;
                Assert.Equal((0, 0), (size.Width % 2, size.Height % 2));
                Assert.InRange(size.Area, 1280 * 720 * 0.98, 1280 * 720 * 1.16);
                Assert.InRange((double)size.Width / size.Height * high / wide, 0.985, 1.015);
            }
        }
    }

    [Theory]
    [InlineData("24", 24, 1)]
    [InlineData("24000/1001", 24000, 1001)]
    [InlineData("48/2", 24, 1)]
    [InlineData("25.0", 25, 1)]
    [InlineData("120", 120, 1)]
    public void Fps_is_exact_and_in_lowest_terms(string fps, int numerator, int denominator) =>
        Assert.Equal(new FrameRate(numerator, denominator), folder.Good($"throughline: 1\nfps: {fps}{Shots}").Rate);

    [Theory]
    [InlineData("cut", TransitionKind.Cut, 0)]
    [InlineData("fade", TransitionKind.Fade, 1)]
    [InlineData("fade 0.25", TransitionKind.Fade, 0.25)]
    [InlineData("{kind: fade}", TransitionKind.Fade, 1)]
    [InlineData("{kind: fade, seconds: 2}", TransitionKind.Fade, 2)]
    public void The_first_shot_may_cut_or_fade_in(string text, TransitionKind kind, double seconds) =>
        Assert.Equal(new Transition(kind, (decimal)seconds), folder.GoodShot($"transition: {text}").Transition);

    [Theory]
    [InlineData("dissolve", 0.5)]
    [InlineData("wipe", 0.5)]
    [InlineData("match", 0.5)]
    public void Later_shots_may_overlap_for_the_usual_time(string kind, double seconds)
    {
        var film = folder.Good(
            $"throughline: 1{Shots}  - id: b\n    image: dusk.jpg\n    seconds: 5\n    transition: {kind}");
        Assert.Equal((decimal)seconds, film.Shots[1].Transition.Seconds);
    }

    [Theory]
    [InlineData(2.5, true)]
    [InlineData(2.54, false)]
    public void Transitions_fill_a_shot_to_its_last_frame_but_no_further(double seconds, bool fits)
    {
        var text = seconds.ToString(CultureInfo.InvariantCulture);
        var reading = folder.Read($"throughline: 1{Shots}  - id: b\n    image: dusk.jpg\n    seconds: 5\n    transition: dissolve 2.5\n"
            + $"  - id: c\n    image: dusk.jpg\n    seconds: 5\n    transition: wipe {text}");
        Assert.Equal(fits, reading.Film is not null);
    }

    [Fact]
    public void A_shot_without_a_seed_gets_a_stable_one_from_its_id()
    {
        Assert.Equal(0xE40C292C, folder.GoodShot().Seed); // FNV-1a of "a", from the draft's test vectors.
        var film = folder.Good($"throughline: 1{Shots}  - id: b\n    image: dawn.jpg\n    seconds: 5");
        Assert.NotEqual(film.Shots[0].Seed, film.Shots[1].Seed);
    }

    [Fact]
    public void A_shot_may_continue_from_a_later_one()
    {
        var film = folder.Good(
            "throughline: 1\nshots:\n  - {id: b, from: a, seconds: 2}\n  - {id: a, image: dawn.jpg, seconds: 2}\n  - {id: c, from: b, seconds: 2}");
        Assert.Equal(["a", null, "b"], film.Shots.Select(shot => shot.From));
    }

    [Fact]
    public void Places_lead_from_the_film_back_to_the_file()
    {
        var film = folder.Good("throughline: 1" + Shots);
        Assert.Equal((3, 5), (film.Places.OfShot("a").Line, film.Places.OfShot("a").Column));
        Assert.Equal((4, 12), (film.Places.Of("a", "image").Line, film.Places.Of("a", "image").Column));
        Assert.Equal(film.Places.OfShot("a"), film.Places.Of("a", "engine"));
        Assert.Equal(0, film.Places.Of("nobody", "image").Line);
    }

    [Theory]
    [InlineData("way-in.jpg")]
    [InlineData("./folder/../dawn.jpg")]
    public void Files_inside_the_folder_are_found_through_links_and_dots(string image) =>
        Assert.True(
            File.Exists(
                folder.Good($"throughline: 1\nshots:\n  - id: a\n    image: {image}\n    seconds: 5").Shots[0].Image));

    [Theory]
    [InlineData("../secret.jpg")]
    [InlineData("way-out.jpg")]
    [InlineData("out/secret.jpg")]
    public void Files_outside_the_folder_are_read_when_that_is_allowed(string image)
    {
        var yaml = $"throughline: 1\nshots:\n  - id: a\n    image: {image}\n    seconds: 5";
        Assert.Null(folder.Read(yaml).Film);
        Assert.NotNull(folder.Read(yaml, allowOutside: true).Film);
    }

    [Fact]
    public void A_linked_film_folder_is_no_way_out()
    {
        var link = folder.Folder + "-link";
        Directory.CreateSymbolicLink(link, folder.Folder);
        var yaml = Encoding.UTF8.GetBytes("throughline: 1" + Shots);
        Assert.NotNull(FilmReader.Parse(yaml, Path.Combine(link, "film.yaml")).Film);
        Directory.Delete(link);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_tolerated()
    {
        byte[] bytes = [
            0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(("throughline: 1\ntitle: Über" + Shots).Replace("\n", "\r\n"))
        ];
        var reading = folder.Read(bytes);
        Assert.Empty(reading.Problems);
        Assert.Equal("Über", reading.Film!.Title);
        Assert.Equal(4, reading.Film.Shots[0].Line);
    }

    [Fact]
    public void Other_encodings_are_refused_by_name()
    {
        Assert.Equal(
            "film.yaml:1:1: the file is UTF-16 or UTF-32. Save it as UTF-8.",
            Only(Encoding.Unicode.GetBytes("throughline: 1")));
        Assert.Equal(
            "film.yaml:1:1: the file is UTF-16 or UTF-32. Save it as UTF-8.",
            Only([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("throughline: 1")]));
        Assert.Equal(
            "film.yaml:2:9: byte DC is not UTF-8. Save the file as UTF-8.",
            Only(Encoding.Latin1.GetBytes("throughline: 1\ntitle: \"Übung\"")));
        Assert.Equal(
            "film.yaml:2:8: a control character (U+0007). Remove it.",
            Only(Encoding.UTF8.GetBytes("throughline: 1\ntitle: \a")));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_a_problem_and_no_exception()
    {
        Assert.Equal(
            "nowhere.yaml: there is no such file.", Assert.Single(FilmReader.Read("nowhere.yaml").Problems).ToString());
        Assert.Equal(
            "film.yaml: there is no such file.", folder.Line(Assert.Single(FilmReader.Read(folder.Folder).Problems)));
    }

    [Fact]
    public void A_folder_stands_for_its_film_file()
    {
        using var own = new FilmFolder();
        File.WriteAllText(own.FilmPath, "throughline: 1" + Shots);
        Assert.Equal(own.FilmPath, FilmReader.Read(own.Folder).Film?.File);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_unparsed()
    {
        using var own = new FilmFolder();
        File.WriteAllText(own.FilmPath, "throughline: 1" + Shots + new string('#', FilmReader.LargestFile));
        Assert.Equal(
            "film.yaml: the file is larger than 1024 kB. A film file holds text only; pictures are files beside it.",
            own.Line(Assert.Single(FilmReader.Read(own.FilmPath).Problems)));
    }

    [Fact]
    public void A_film_with_errors_keeps_a_draft_for_further_checks()
    {
        var reading = folder.Read("throughline: 1\ntitel: x" + Shots);
        Assert.Null(reading.Film);
        Assert.Equal("a", Assert.Single(reading.Draft!.Shots).Id);
    }

    [Fact]
    public void Problems_past_the_hundredth_are_only_counted()
    {
        var shots = string.Concat(
            Enumerable.Range(0, 500).Select(i => $"  - {{id: s{i}, from: nobody{i}, seconds: 2}}\n"));
        var problems = folder.Read("throughline: 1\nshots:\n" + shots).Problems;
        Assert.Equal(101, problems.Count);
        Assert.Equal("film.yaml: note: 400 more problems are not shown.", folder.Line(problems[^1]));
    }

    [Fact]
    public void A_chain_of_a_thousand_shots_is_no_circle()
    {
        var shots = string.Concat(
            Enumerable.Range(1, 999).Select(i => $"  - {{id: s{i}, from: s{i - 1}, seconds: 2}}\n"));
        Assert.Equal(
            1000,
            folder.Good("throughline: 1\nshots:\n  - {id: s0, image: dawn.jpg, seconds: 2}\n" + shots).Shots.Count);
    }

    private string Only(byte[] bytes) => folder.Line(Assert.Single(folder.Read(bytes).Problems));
}
