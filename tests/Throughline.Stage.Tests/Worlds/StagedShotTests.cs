using System.Security.Cryptography;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Scenes;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Worlds;

public sealed class StagedShotTests
{
    private static readonly PixelSize _size = new(160, 90);
    private static readonly StageEngine _engine = new();

    [Theory]
    [InlineData("A man walks through the snow at night, snow falling")]
    [InlineData("A man walks along a city street in the rain at night")]
    public async Task Frames_are_the_same_for_one_and_two_threads(string prompt)
    {
        var order = Order(prompt, frames: 6);
        var (one, _) = await ShootAsync(order);
        var (two, _) = await ShootAsync(order with { Threads = 2 });
        Assert.Equal(Hashes(one), Hashes(two));
        Assert.NotEqual(Hashes(one)[0], Hashes(one)[5]);
    }

    [Fact]
    public async Task A_shot_that_continues_begins_on_the_last_picture_and_goes_on_without_a_jump()
    {
        var first = Order("A man walks through the meadow", frames: 24);
        var (before, handover) = await ShootAsync(first);
        var next =
            Order("A man stops and waves", frames: 25) with { FirstFrame = handover.LastFrame, Previous = handover };

        var (after, _) = await ShootAsync(next);

        Assert.Equal(before[^1].Pixels, after[0].Pixels);
        var usual = Enumerable.Range(18, 5).Max(i => Apart(before[i], before[i + 1]));
        Assert.InRange(Apart(after[0], after[1]), 0, (usual * 1.8) + 0.3);
        Assert.True(Apart(after[0], after[24]) > 0.5, "nothing happens after the joint");
    }

    [Fact]
    public async Task Who_is_new_in_a_shot_that_goes_on_comes_in_from_beside_the_frame()
    {
        var first = Order("A man stands in the meadow", frames: 24);
        var (before, handover) = await ShootAsync(first);
        var next =
            Order("A dog runs to the man", frames: 73) with { FirstFrame = handover.LastFrame, Previous = handover };

        var scene = _engine.Stage(next);
        var (after, end) = await ShootAsync(next);

        var dog = Assert.Single(scene.Subjects, subject => subject.Asset == "dog");
        Assert.Equal(1, dog.Enters);
        Assert.DoesNotContain(end.NotStaged, note => note.Contains("dog", StringComparison.Ordinal));
        Assert.Equal(before[^1].Pixels, after[0].Pixels);

        // Nobody pops up in the first new frame, and in the end somebody is there.
        Assert.InRange(
            Apart(after[0], after[1]), 0,
            (Enumerable.Range(18, 5).Max(i => Apart(before[i], before[i + 1])) * 1.8) + 0.3);
        Assert.True(Apart(after[1], after[72]) > 1.5, "nobody came in");
    }

    [Fact]
    public async Task Who_came_in_stays_where_he_came_from_in_every_later_shot()
    {
        var (_, first) = await ShootAsync(Order("A man stands in the meadow", frames: 12));
        var (_, second) = await ShootAsync(
            Order("A dog runs to the man", frames: 25) with { FirstFrame = first.LastFrame, Previous = first });
        var third = Order("The dog sits", frames: 13) with { FirstFrame = second.LastFrame, Previous = second };

        var scene = _engine.Stage(third);
        var (after, _) = await ShootAsync(third);

        Assert.NotNull(Assert.Single(scene.Subjects, subject => subject.Asset == "dog").Place?.At);
        Assert.Equal(second.LastFrame.Pixels, after[0].Pixels);
        Assert.InRange(Apart(after[0], after[1]), 0, 4);
    }

    [Fact]
    public async Task A_still_is_the_first_frame_of_what_is_made_from_it()
    {
        var order = Order("A dog sits in the meadow", frames: 49);
        var still = await _engine.StillAsync(order, 48, TestContext.Current.CancellationToken);
        var moved = Order("", frames: 12) with
        {
            FirstFrame = still.LastFrame,
            Previous = still,
            Shot = Order("", 12).Shot with
            {
                Prompt = null,
                Camera = [new CameraMove { Kind = CameraMoveKind.OrbitLeft, Amount = 40 }],
            },
        };

        var (frames, _) = await ShootAsync(moved);

        Assert.Equal(still.LastFrame.Pixels, frames[0].Pixels);
        Assert.True(Apart(frames[0], frames[11]) > 2, "the camera does not move through the scene");
    }

    [Fact]
    public void A_cast_member_has_the_same_seed_in_every_shot()
    {
        CastMember[] cast = [
            new CastMember { Name = "Ada", Description = "a woman with red hair in a blue coat", Seed = 77 }
        ];
        Scene StagedFrom(string prompt) => _engine.Stage(Order(prompt, 24) with { Cast = cast });
        List<Scene> scenes = [
            StagedFrom("Ada walks along the beach"), StagedFrom("Ada reads a book in the living room at night")
        ];
        Assert.All(
            scenes, scene => Assert.Equal(77, Assert.Single(scene.Subjects, subject => subject.Cast == "Ada").Seed));
        Assert.Equal(
            scenes[0].Subjects[0].Traits.Wears,
            scenes[1].Subjects.Single(subject => subject.Cast == "Ada").Traits.Wears);
    }

    [Fact]
    public async Task A_scene_file_is_shot_as_it_is_written()
    {
        var scene = _engine.Stage(Order("A red ball lies in the meadow", 24));
        var text = SceneText.Write(scene with { Setting = scene.Setting with { Hour = 23 } });
        var (day, _) = await ShootAsync(Order("A red ball lies in the meadow", 1));
        var (night, _) = await ShootAsync(Order("ignored", 1) with { Scene = text });
        Assert.True(Mean(night[0]) < Mean(day[0]) * 0.6, "it is not night");
    }

    [Fact]
    public async Task Nothing_that_can_be_staged_is_refused_as_bad_input()
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => ShootAsync(Order("...", 2)));
        Assert.Equal(EngineError.BadOrder, refusal.Code);
    }

    [Fact]
    public void A_stranger_s_state_is_read_or_refused_never_trusted()
    {
        var vocabulary = Stage.Worlds.Stock.BuiltIn.Vocabulary;
        Assert.Null(Stage.Worlds.WorldState.Read("{"u8.ToArray(), vocabulary));
        Assert.Null(
            Stage.Worlds.WorldState.Read(
                """{"world":1,"position":[1e30,0,0],"rotation":[0,0,0,1],"joints":[1],"focalLength":35,"focusDistance":1,"scene":""}"""u8
                    .ToArray(), vocabulary));
        Assert.Null(
            Stage.Worlds.WorldState.Read(
                """{"world":1,"position":[0,0,0],"rotation":[0,0,0,1],"joints":[1],"focalLength":35,"focusDistance":1,"scene":"set: [nonsense"}"""u8
                    .ToArray(), vocabulary));
        Assert.Null(Stage.Worlds.WorldState.Read(new byte[2 << 20], vocabulary));
    }

    [Fact]
    public void The_export_is_glTF_that_reads_back_with_its_camera()
    {
        var bytes = _engine.Export(Order("A red car drives through the desert", 24));
        var model = SharpGLTF.Schema2.ModelRoot.ParseGLB(bytes);
        Assert.True(model.LogicalMeshes.Count > 3);
        Assert.Single(model.LogicalCameras);
        Assert.Contains(
            Assert.Single(model.LogicalAnimations).Channels, channel => channel.TargetNode.Camera is not null);
    }

    private static ShotOrder Order(string prompt, int frames) => new()
    {
        Shot = new Shot { Id = "a", Prompt = prompt, Seconds = Math.Max(frames / 24m, 0.05m), Seed = 9 },
        Size = _size,
        Rate = new FrameRate(24, 1),
        Frames = frames,
    };

    private static async Task<(List<Picture> Frames, Handover End)> ShootAsync(ShotOrder order)
    {
        var reel = new ListReel(_size);
        var end = await _engine.ShootAsync(order, reel, TestContext.Current.CancellationToken);
        return (reel.Frames, end);
    }

    private static List<string> Hashes(List<Picture> frames) =>
        [.. frames.Select(frame => Convert.ToHexString(SHA256.HashData(frame.Pixels)))];

    // Mean difference of two pictures in grey levels.
    private static double Apart(Picture a, Picture b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();

    private static double Mean(Picture picture) =>
        picture.Pixels.Where((_, i) => i % 4 != 3).Average(value => (double)value);
}
