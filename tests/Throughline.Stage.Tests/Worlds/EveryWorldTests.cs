using System.Numerics;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

/// <summary>What there is can be staged: every asset, alone and with company, and every prompt that we show.</summary>
public sealed class EveryWorldTests
{
    private static readonly PixelSize _size = new(320, 180);
    private static readonly string[] _lists = ["bench/scenes.txt", "docs/gallery/prompts.txt"];

    public static TheoryData<string> Prompts => [
        .. _lists.SelectMany(file => File.ReadLines(Path.Combine(Root(AppContext.BaseDirectory), file)))
            .Where(line => line.Contains('|') && !line.StartsWith('#')).Select(line => line.Split('|', 2)[1].Trim())];

    [Theory]
    [MemberData(nameof(Prompts))]
    public void The_lead_of_a_shown_prompt_is_in_the_frame(string prompt)
    {
        var order = new ShotOrder
        {
            Shot = new Shot { Id = "shot", Prompt = prompt, Seconds = 4, Seed = 7, Camera = [] },
            Size = _size,
            Rate = FrameRate.Film,
            Frames = 96,
        };
        var scene = StagedShot.SceneOf(order, null, Stock.BuiltIn);
        var world = World.Build(scene, Stock.BuiltIn, _size, FrameRate.Film, order.Frames);
        if (world.Count == 0)
        {
            return;
        }

        var lead = Math.Max(0, world.Subjects.ToList().IndexOf(scene.Camera.Subject ?? world.Subjects[0]));
        var view = world.CameraAt(48).Pose;
        var local = Vector3.Transform(world.EyesAt(lead, 2) - view.Position, Quaternion.Conjugate(view.Rotation));
        var (x, y) = (local.X / -local.Z * view.FocalLength / 18, local.Y / -local.Z * view.FocalLength / 18 * 16 / 9);
        Assert.True(
            local.Z < 0 && MathF.Abs(x) < 1.1f && MathF.Abs(y) < 1.1f,
            $"it is at {x:0.00}, {y:0.00} of half the frame, {-local.Z:0.0} m before the camera");
    }

    [Fact]
    public void Every_asset_leads_a_scene()
    {
        var assets = Stock.BuiltIn.Props.Names.Concat(Stock.BuiltIn.Creatures.Names).ToList();

        Parallel.ForEach(assets, asset =>
        {
            var world = World.Build(
                new Scene
                {
                    Setting = new Setting { Set = "studio" },
                    Seed = 3,
                    Seconds = 1,
                    Subjects = [
                        new Subject { Id = "lead", Asset = asset },
                        new Subject
                        {
                            Id = "one",
                            Asset = "person",
                            Place = new Placing { Relation = Relation.Beside, To = "lead" },
                        }],
                },
                Stock.BuiltIn, _size, FrameRate.Film, 24);
            Assert.False(float.IsNaN(world.CameraAt(12).Pose.Position.Length()), asset);
        });
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Throughline.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
