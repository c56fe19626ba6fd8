using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;

namespace Throughline.Tests.Production;

public sealed class ProducerTests : IDisposable
{
    private readonly TestFilm _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Every_shot_gets_a_whole_take()
    {
        Film film = _files.Of(_files.Shot("a"), TestFilm.Chained("b", "a"));
        IReadOnlyList<Take> takes = await MakeAsync(film, new TestEngine());
        Assert.Equal(["a", "b"], takes.Select(take => take.Info.Shot));
        Assert.Equal([8, 9], takes.Select(take => take.Info.Frames));
        Assert.Equal([false, true], takes.Select(take => take.Info.Chained));
        foreach (Take take in takes)
        {
            Picture[] frames = Frames(take);
            Assert.Equal(take.Info.Frames, frames.Length);
            Assert.Equal(frames[0].Pixels, PictureFile.Read(take.FirstFrame).Pixels);
            Assert.Equal(frames[^1].Pixels, PictureFile.Read(take.LastFrame).Pixels);
            Assert.Equal(
                ["camera.bin", "clip.mp4", "first.png", "last.png", "state.bin", "take.json"],
                Directory.GetFiles(take.Folder).Select(Path.GetFileName).Order());
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_files.Folder, ".throughline", "drafts")));
    }

    [Fact]
    public async Task The_first_frame_is_the_fitted_picture_and_a_chained_shot_starts_on_the_last_frame_bit_for_bit()
    {
        Shot first = _files.Shot("a") with { Focus = new FocusPoint(0.5, 0.1) };
        IReadOnlyList<Take> takes = await MakeAsync(_files.Of(first, TestFilm.Chained("b", "a")), new TestEngine());
        Picture fitted = Fit.Cover(PictureFile.Read(first.Image!), TestFilm.Size, 0.5, 0.1);
        Assert.Equal(fitted.Pixels, Frames(takes[0])[0].Pixels);
        Assert.Equal(Frames(takes[0])[^1].Pixels, Frames(takes[1])[0].Pixels);
    }

    [Fact]
    public async Task The_focus_and_the_depth_follow_the_fit()
    {
        Shot shot =
            _files.Shot("a") with { Focus = new FocusPoint(0.25, 0.1), Depth = _files.Picture("depth.png", 4, 40, 30) };
        var engine = new TestEngine();
        await MakeAsync(_files.Of(shot), engine);
        ShotOrder order = engine.Orders.Single();
        Assert.Equal(TestFilm.Size, new PixelSize(order.Depth!.Width, order.Depth.Height));

        // 80x60 covered to 16:9 keeps 80x45 from the top; y = 0.1 of 60 is 6 of 45.
        Assert.Equal(0.25, order.Focus.X, 6);
        Assert.Equal(6 / 45.0, order.Focus.Y, 6);
    }

    [Fact]
    public async Task A_chained_shot_gets_the_state_of_its_own_engine_only()
    {
        Film film = _files.Of(_files.Shot("a"), TestFilm.Chained("b", "a"), TestFilm.Chained("c", "b"));
        var first = new TestEngine();
        var other =
            new TestEngine { Card = new EngineCard { Name = "other", Version = "1", Description = "Another." } };
        var engines = new Dictionary<string, IEngine> { ["a"] = first, ["b"] = first, ["c"] = other };
        await MakeAsync(film, engines);
        Assert.Equal(8, first.Orders.Last().Previous!.State.Span[0]);
        Assert.Equal(0, other.Orders.Single().Previous!.State.Length);
        Assert.Equal(other.Orders.Single().FirstFrame!.Pixels, other.Orders.Single().Previous!.LastFrame.Pixels);
    }

    [Fact]
    public async Task Nothing_unchanged_is_shot_again()
    {
        Film film = _files.Of(
            _files.Shot("a"), TestFilm.Chained("b", "a"), TestFilm.Chained("c", "b"), _files.Shot("d", 2));
        await MakeAsync(film, new TestEngine());

        Assert.Empty(await ShotAgainAsync(film));
        Assert.Empty(await ShotAgainAsync(film with { Title = "New" }));
        var dissolve = new Transition(TransitionKind.Dissolve, 0.5m);
        Assert.Empty(
            await ShotAgainAsync(
                film with { Shots = [.. film.Shots.Select(shot => shot with { Transition = dissolve })] }));
        Film changed =
            film with { Shots = [film.Shots[0], film.Shots[1] with { Seed = 3 }, film.Shots[2], film.Shots[3]] };
        Assert.Equal(["b", "c"], await ShotAgainAsync(changed));
        Assert.Empty(await ShotAgainAsync(film));
    }

    [Fact]
    public async Task Frames_are_the_same_with_one_thread_and_with_many()
    {
        Film film = _files.Of(
            _files.Shot("a"), TestFilm.Chained("b", "a"), _files.Shot("c", 2), TestFilm.Chained("d", "c"));
        IReadOnlyList<Take> one = await MakeAsync(film, new TestEngine(), threads: 1);
        byte[][] clips = [.. one.Select(take => File.ReadAllBytes(take.Clip))];
        Directory.Delete(Path.Combine(_files.Folder, ".throughline"), recursive: true);
        IReadOnlyList<Take> many = await MakeAsync(film, new TestEngine(), threads: 4);
        Assert.Equal(one.Select(take => take.Key), many.Select(take => take.Key));
        Assert.Equal(clips, many.Select(take => File.ReadAllBytes(take.Clip)));
    }

    [Fact]
    public async Task Equal_shots_share_one_take()
    {
        Shot shot = _files.Shot("a");
        var engine = new TestEngine();
        IReadOnlyList<Take> takes = await MakeAsync(
            _files.Of(shot, shot with { Id = "twin" }, TestFilm.Chained("c", "twin")), engine);
        Assert.Equal(2, engine.Orders.Count);
        Assert.Equal(takes[0].Key, takes[1].Key);
    }

    [Fact]
    public async Task Independent_shots_run_side_by_side_and_share_the_threads()
    {
        var together = new TaskCompletionSource();
        int begun = 0;
        var engine = new TestEngine
        {
            BeforeFrame = async (_, frame, token) =>
            {
                if (frame == 0 && Interlocked.Increment(ref begun) == 2)
                {
                    together.SetResult();
                }

                await together.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
            },
        };
        await MakeAsync(_files.Of(_files.Shot("a"), _files.Shot("b", 2), _files.Shot("c", 3)), engine, threads: 2);
        Assert.Equal(2, engine.MostAtOnce);

        var alone = new TestEngine();
        await MakeAsync(_files.Of(_files.Shot("e", 5)), alone, threads: 6);
        Assert.Equal(6, alone.Orders.Single().Threads);
        var three = new TestEngine();
        await MakeAsync(_files.Of(_files.Shot("f", 6), _files.Shot("g", 7), _files.Shot("h", 8)), three, threads: 6);
        Assert.All(three.Orders, order => Assert.Equal(2, order.Threads));
    }

    [Fact]
    public async Task After_a_failure_what_runs_is_finished_nothing_is_begun_and_everything_is_told()
    {
        var bothRun = new CountdownEvent(2);
        var engine = new TestEngine
        {
            BeforeFrame = async (order, frame, _) =>
            {
                if (frame == 0 && order.Shot.Id is "bad" or "good" && order.Previous is null)
                {
                    bothRun.Signal();
                    bothRun.Wait(TimeSpan.FromSeconds(20), Token);
                }

                if (order.Shot.Id == "bad" && frame == 3)
                {
                    throw new EngineException(EngineError.Failed, "The lamp is broken.");
                }

                await Task.Delay(order.Shot.Id == "good" ? 20 : 0, Token);
            },
        };
        Film film = _files.Of(
            _files.Shot("bad"), _files.Shot("good", 2), TestFilm.Chained("after-bad", "bad"),
            TestFilm.Chained("after-good", "good"));
        ProductionException failure = await Assert.ThrowsAsync<ProductionException>(
            () => MakeAsync(film, engine, threads: 2));
        Assert.Equal(["bad"], failure.Failures.Select(one => one.ShotId));
        Assert.Equal(["after-bad", "after-good"], failure.NotBegun);
        Assert.Contains("shot 'bad': The lamp is broken.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["after-bad", "after-good", "bad"], (await ShotAgainAsync(film)).Order());
    }

    [Fact]
    public async Task Cancelling_stops_and_keeps_what_is_finished()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var engine = new TestEngine
        {
            BeforeFrame = async (order, frame, token) =>
            {
                if (order.Shot.Id == "b" && frame == 4)
                {
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, token);
                }
            },
        };
        Film film = _files.Of(_files.Shot("a"), TestFilm.Chained("b", "a"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => MakeAsync(film, engine, cancellationToken: stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_files.Folder, ".throughline", "drafts")));
        Assert.Equal(["b"], await ShotAgainAsync(film));
    }

    [Fact]
    public async Task A_full_disk_is_told_in_plain_words()
    {
        const int NoSpace = 28;
        var engine = new TestEngine
        {
            BeforeFrame = (_, _, _) => throw new IOException("No space left on device : '/some/draft/state.bin'", NoSpace),
        };
        ProductionException failure = await Assert.ThrowsAsync<ProductionException>(
            () => MakeAsync(_files.Of(_files.Shot("a")), engine));
        Assert.Equal(MediaError.DiskFull, Assert.IsType<MediaException>(failure.Failures[0].Cause).Code);
        Assert.EndsWith(
            $"{Path.Combine(_files.Folder, TakeStore.FolderName)}: the disk is full; make room and run again.",
            failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_pictures_are_all_found_before_anything_is_shot()
    {
        string broken = Path.Combine(_files.Folder, "broken.png");
        await File.WriteAllTextAsync(broken, "not a picture", Token);
        var engine = new TestEngine();
        Film film = _files.Of(
            _files.Shot("a"), _files.Shot("b", 2) with { Image = broken }, _files.Shot("c", 3) with { Depth = broken });
        ProductionException failure = await Assert.ThrowsAsync<ProductionException>(() => MakeAsync(film, engine));
        Assert.Equal(["b", "c"], failure.Failures.Select(one => one.ShotId));
        Assert.Empty(engine.Orders);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task An_engine_that_gives_too_few_or_too_many_frames_fails(int difference)
    {
        var engine = new MiscountingEngine(difference);
        ProductionException failure = await Assert.ThrowsAsync<ProductionException>(
            () => MakeAsync(_files.Of(_files.Shot("a")), engine));
        Assert.Equal(EngineError.Failed, Assert.IsType<EngineException>(failure.Failures[0].Cause).Code);
    }

    [Fact]
    public async Task An_encoder_that_fails_is_the_failure_that_is_told()
    {
        var producer = new Producer(new ProducerOptions
        {
            Threads = 1,
            Encoder = (_, _) => new FailingEncoder(),
        });
        Film film = _files.Of(_files.Shot("a") with { Seconds = 20 });
        using TakeStore store = await TakeStore.OpenAsync(_files.Folder, null, Token);
        ProductionException failure = await Assert.ThrowsAsync<ProductionException>(() =>
            producer.MakeAsync(film, For(film, new TestEngine()), store, new ProgressMeter(), Token));
        Assert.Equal("The tape is torn.", failure.Failures[0].Cause.Message);
    }

    private static Dictionary<string, IEngine> For(Film film, IEngine engine) =>
        film.Shots.ToDictionary(shot => shot.Id, _ => engine);

    private static Picture[] Frames(Take take)
    {
        int length = (int)TestFilm.Size.Area * 4;
        return [
            .. File.ReadAllBytes(take.Clip).Chunk(length).Select(
                bytes => new Picture(TestFilm.Size.Width, TestFilm.Size.Height, bytes))
        ];
    }

    private Task<IReadOnlyList<Take>> MakeAsync(
        Film film, IEngine engine, int threads = 2, CancellationToken? cancellationToken = null) =>
        MakeAsync(film, For(film, engine), threads, cancellationToken);

    private async Task<IReadOnlyList<Take>> MakeAsync(
        Film film, Dictionary<string, IEngine> engines, int threads = 2, CancellationToken? cancellationToken = null)
    {
        var producer = new Producer(new ProducerOptions { Threads = threads, Encoder = RawEncoder.Open });
        using TakeStore store = await TakeStore.OpenAsync(_files.Folder, null, Token);
        return await producer.MakeAsync(film, engines, store, new ProgressMeter(), cancellationToken ?? Token);
    }

    private async Task<string[]> ShotAgainAsync(Film film)
    {
        var engine = new TestEngine();
        await MakeAsync(film, engine);
        return [.. engine.Orders.Select(order => order.Shot.Id)];
    }

    private sealed class MiscountingEngine(int difference) : IEngine
    {
        public EngineCard Card { get; } = new() { Name = "test", Version = "1", Description = "Cannot count." };

        public Task<Handover> ShootAsync(ShotOrder order, IReel reel, CancellationToken cancellationToken) =>
            new TestEngine().ShootAsync(order with { Frames = order.Frames + difference }, reel, cancellationToken);
    }

    private sealed class FailingEncoder : IClipEncoder
    {
        private int _frames;

        public ValueTask WriteAsync(Picture frame, CancellationToken cancellationToken) =>
            ++_frames == 3 ? throw new IOException("The tape is torn.") : ValueTask.CompletedTask;

        public Task FinishAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
