using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;

namespace Throughline.Tests.Production;

public sealed class TakePlannerTests : IDisposable
{
    private readonly TestFilm _files = new();
    private readonly TestEngine _engine = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Equal_films_have_equal_keys()
    {
        Film film = Plain();
        Assert.Equal(await KeysAsync(film), await KeysAsync(film with { Shots = [.. film.Shots] }));
    }

    [Fact]
    public async Task What_does_not_decide_pixels_does_not_change_keys()
    {
        Film film = Plain();
        Shot shot = film.Shots[0];
        string copy = Path.Combine(_files.Folder, "another-name.png");
        File.Copy(shot.Image!, copy);
        TakeKey key = (await KeysAsync(film))[0];
        Film[] same =
        [
            film with { Title = "Another title" },
            film with { File = "/elsewhere/film.yaml" },
            With(film, shot with { Image = copy }),
            With(film, shot with { Transition = new Transition(TransitionKind.Dissolve, 0.5m) }),
            With(film, shot with { Line = 99 }),
            With(film, shot with { Seconds = 1.000m }),
            film with { Cast = [new CastMember { Name = "mara", Description = "not in this shot" }] },
            film with { Shots = [film.Shots[1], film.Shots[0]] },
        ];
        foreach (Film other in same)
        {
            Assert.Contains(key, await KeysAsync(other));
        }
    }

    [Fact]
    public async Task Whatever_decides_pixels_changes_the_key()
    {
        Film film = Plain();
        Shot shot = film.Shots[0] with { Prompt = "mara walks on" };
        film = With(film, shot);
        CameraMove move = new() { Kind = CameraMoveKind.PushIn, Amount = 1 };
        Film[] different =
        [
            film,
            film with { Size = new PixelSize(66, 36) },
            film with { Rate = new FrameRate(9, 1) },
            film with { Rate = new FrameRate(8008, 1001) },
            film with { Look = "ink" },
            film with { Cast = [new CastMember { Name = "mara", Description = "old" }] },
            film with { Cast = [new CastMember { Name = "mara", Description = "young" }] },
            film with { Cast = [new CastMember { Name = "mara", Description = "young", Seed = 2 }] },
            film with { Cast = [new CastMember { Name = "Mara", Reference = shot.Image }] },
            With(film, shot with { Image = _files.Picture("other.png", 7) }),
            With(film, shot with { Depth = shot.Image }),
            With(film, shot with { Last = shot.Image }),
            With(film, shot with { Prompt = "mara runs on" }),
            With(film, shot with { Focus = new FocusPoint(0.5, 0.4) }),
            With(film, shot with { Shutter = 0 }),
            With(film, shot with { Shutter = 180 }),
            With(film, shot with { Seconds = 2 }),
            With(film, shot with { Seconds = 1.01m }),
            With(film, shot with { Seed = 5 }),
            With(film, shot with { Camera = [move] }),
            With(film, shot with { Camera = [move with { Amount = 1.0000001 }] }),
            With(film, shot with { Camera = [move with { Amount = null }] }),
            With(film, shot with { Camera = [move with { Ease = Ease.Linear }] }),
            With(film, shot with { Camera = [move with { From = 0.5m }] }),
            With(film, shot with { Camera = [move with { To = 0.5m }] }),
            With(film, shot with { Camera = [move, move] }),
            With(film, shot with { Camera = [new() { Kind = CameraMoveKind.Six, Six = new SixNumbers { Pan = 1 } }] }),
            With(film, shot with { Camera = [new() { Kind = CameraMoveKind.Six, Six = new SixNumbers { Tilt = 1 } }] }),
        ];
        var seen = new HashSet<TakeKey>();
        foreach (Film other in different)
        {
            Assert.True(seen.Add((await KeysAsync(other))[0]), other.ToString());
        }

        Assert.True(seen.Add((await KeysAsync(film, encoding: "other"))[0]));
        var newer = new TestEngine { Card = _engine.Card with { Version = "2" } };
        Assert.True(seen.Add((await KeysAsync(film, engine: newer))[0]));
    }

    [Fact]
    public async Task A_depth_model_changes_the_keys_of_the_takes_that_ask_it_and_no_others()
    {
        CameraMove push = new() { Kind = CameraMoveKind.PushIn, Amount = 1 },
            pan = new() { Kind = CameraMoveKind.PanLeft, Amount = 5 };
        Shot plain = _files.Shot("travels", 1) with { Camera = [push] };
        Film film = _files.Of(
            plain,
            plain with { Id = "turns", Camera = [pan] },
            plain with { Id = "has-depth", Depth = plain.Image },
            plain with { Id = "between", Last = plain.Image },
            TestFilm.Chained("goes-on", "turns") with { Camera = [push] },
            plain with { Id = "words", Image = null, Prompt = "a meadow" });
        var other = new TestEngine { Card = _engine.Card with { DepthVersion = "a model" } };

        var (before, after) = (await PlanAsync(film), await PlanAsync(film, engine: other));

        Assert.Equal(
            ["goes-on", "travels"],
            after.Where(take => before.Single(same => same.Shot.Id == take.Shot.Id).Key != take.Key)
                .Select(take => take.Shot.Id).Order());
    }

    [Fact]
    public async Task A_changed_shot_changes_the_keys_of_the_shots_chained_from_it_and_no_others()
    {
        Film film = _files.Of(
            _files.Shot("a", 1), TestFilm.Chained("b", "a"), TestFilm.Chained("c", "b"), _files.Shot("d", 2));
        IReadOnlyList<TakeKey> before = await KeysAsync(film);
        IReadOnlyList<TakeKey> after = await KeysAsync(film with
        {
            Shots = [film.Shots[0], film.Shots[1] with { Seed = 9 }, film.Shots[2], film.Shots[3]],
        });
        Assert.Equal([true, false, false, true], before.Zip(after, (first, second) => first == second));
    }

    [Fact]
    public async Task A_shot_may_continue_a_later_shot_of_the_list_and_has_a_frame_more()
    {
        Film film = _files.Of(TestFilm.Chained("b", "a"), _files.Shot("a"));
        IReadOnlyList<PlannedTake> planned = await PlanAsync(film);
        Assert.Equal(["b", "a"], planned.Select(take => take.Shot.Id));
        Assert.Equal([9, 8], planned.Select(take => take.Frames));
        Assert.Same(planned[1], planned[0].Previous);
    }

    [Fact]
    public async Task A_cycle_and_an_unknown_shot_are_refused()
    {
        Film cycle = _files.Of(TestFilm.Chained("a", "b"), TestFilm.Chained("b", "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => PlanAsync(cycle));
        await Assert.ThrowsAsync<ArgumentException>(() => PlanAsync(_files.Of(TestFilm.Chained("a", "x"))));
    }

    private static Film With(Film film, Shot first) => film with { Shots = [first, .. film.Shots.Skip(1)] };

    private Film Plain() => _files.Of(_files.Shot("a", 1), _files.Shot("b", 2));

    private async Task<IReadOnlyList<TakeKey>> KeysAsync(Film film, string encoding = "raw", IEngine? engine = null) =>
        [.. (await PlanAsync(film, encoding, engine)).Select(take => take.Key)];

    private Task<IReadOnlyList<PlannedTake>> PlanAsync(Film film, string encoding = "raw", IEngine? engine = null)
    {
        var engines = film.Shots.ToDictionary(shot => shot.Id, _ => engine ?? _engine);
        return new TakePlanner(film, engines, encoding, new FileHashes()).PlanAsync(
            TestContext.Current.CancellationToken);
    }
}
