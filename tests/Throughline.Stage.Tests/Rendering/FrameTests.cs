using System.Numerics;
using System.Security.Cryptography;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Rendering;

/// <summary>
/// Promises about whole frames: they depend on nothing but themselves, cost no memory, and every look draws them.
/// </summary>
public sealed class FrameTests
{
    private static readonly PixelSize _size = new(192, 112);
    private static readonly LookLibrary _looks = new(AssetFolder.BuiltIn);

    public static TheoryData<string> Looks => [.. _looks.All.Select(look => look.Name)];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Frames_are_the_same_in_any_order_and_by_any_painter(string look)
    {
        // One painter draws 0, 1, 2, 3; two others the odd and the even ones backwards, at the same time.
        var alone = Hashes(look, [0, 1, 2, 3]);
        var odd = Task.Run(() => Hashes(look, [3, 1]));
        var even = Task.Run(() => Hashes(look, [2, 0]));
        await Task.WhenAll(odd, even);
        Assert.Equal(alone[0], (await even)[1]);
        Assert.Equal(alone[1], (await odd)[1]);
        Assert.Equal(alone[2], (await even)[0]);
        Assert.Equal(alone[3], (await odd)[0]);
        Assert.Equal(4, alone.Distinct().Count());
    }

    [Fact]
    public void Passes_do_not_change_the_picture()
    {
        var frame = Fill(new SceneFrame(), 1, "storybook");
        using var renderer = new SceneRenderer(_size, _looks.Find("storybook")!, RenderQuality.Usual);
        var (plain, passed) = (new Picture(_size.Width, _size.Height), new Picture(_size.Width, _size.Height));
        renderer.Render(frame, plain);
        renderer.Render(frame, passed, new PassBuffers(_size));
        Assert.Equal(plain.Pixels, passed.Pixels);
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        using var renderer = new SceneRenderer(_size, _looks.Find("storybook")!, RenderQuality.Usual);
        var (frame, picture,
            passes) = (new SceneFrame(), new Picture(_size.Width, _size.Height), new PassBuffers(_size));
        for (var i = 0; i < 3; i++)
        {
            renderer.Render(Fill(frame, i, "storybook"), picture, passes);
        }

        Fill(frame, 3, "storybook");
        var before = GC.GetAllocatedBytesForCurrentThread();
        renderer.Render(frame, picture, passes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(33, 17)]
    [InlineData(100, 70)]
    [InlineData(65, 129)]
    public void Any_size_is_drawn_whole(int width, int height)
    {
        var size = new PixelSize(width, height);
        using var renderer = new SceneRenderer(size, _looks.Find("storybook")!, RenderQuality.Final);
        var picture = new Picture(width, height);
        renderer.Render(Fill(new SceneFrame(), 2, "storybook"), picture, new PassBuffers(size));
        for (var i = 3; i < picture.Pixels.Length; i += 4)
        {
            Assert.Equal(255, picture.Pixels[i]);
        }
    }

    [Fact]
    public void An_empty_frame_is_the_sky()
    {
        var frame =
            new SceneFrame { Camera = new ViewCamera { Pose = CameraPose.AtRest(), PoseBefore = CameraPose.AtRest() } };
        var picture = Staged.Draw(frame, _size, look: _looks.Find("storybook"));
        var top = picture.Row(2);
        Assert.True(top[2] > top[0], "the sky is blue");
    }

    [Fact]
    public void Looks_are_clearly_different()
    {
        var frame = Fill(new SceneFrame(), 1, "storybook");
        var pictures = _looks.All.Select(look => (look.Name, Picture: Staged.Draw(frame, _size, look: look))).ToList();
        Assert.True(pictures.Count >= 6);
        foreach (var (name, picture) in pictures)
        {
            foreach (var (other, second) in pictures.Where(entry => string.CompareOrdinal(entry.Name, name) < 0))
            {
                Assert.True(
                    Colour.MeanDifference76(picture, second) > 7,
                    $"{name} and {other} are alike: {Colour.MeanDifference76(picture, second):0.0}");
            }
        }
    }

    private static List<string> Hashes(string look, int[] numbers)
    {
        using var renderer = new SceneRenderer(_size, _looks.Find(look)!, RenderQuality.Usual);
        var (frame, picture) = (new SceneFrame(), new Picture(_size.Width, _size.Height));
        var hashes = new List<string>();
        foreach (var number in numbers)
        {
            renderer.Render(Fill(frame, number, look), picture);
            hashes.Add(Convert.ToHexString(SHA256.HashData(picture.Pixels)));
        }

        return hashes;
    }

    // A little of everything: a floor, balls of several materials, a leaf in the wind, glass, water, lamps, flakes.
    private static SceneFrame Fill(SceneFrame frame, int number, string look)
    {
        frame.Clear();
        frame.Time = number / 24.0;
        frame.FrameTime = 1 / 24.0;
        frame.Seed = 3;
        CameraPose Pose(float at) =>
            new(new(0.1f * at, 1.4f, 6), Quaternion.CreateFromYawPitchRoll(0.01f * at, -0.12f, 0), 32);
        frame.Camera = new ViewCamera
        {
            Pose = Pose(number),
            PoseBefore = Pose(number - 1),
            FocusDistance = 5,
            Aperture = 2,
            Shutter = 180,
        };
        frame.Lighting = Atmosphere.Of(new Setting { Set = "any", Hour = 17 }, _looks.Find(look)!, 3);
        frame.Wind = 0.4f;
        frame.Water = new WaterSurface { Level = 0.1f, From = new(1, -20), To = new(20, 20) };
        frame.Instances.Add(
            Staged.At(_floor, new Material { Kind = MaterialKind.Sand, Pattern = Pattern.Mottled }, Vector3.Zero));
        for (var i = 0; i < 5; i++)
        {
            frame.Instances.Add(Staged.At(_ball, _materials[i], new(-2 + i, 0.5f + (0.1f * number), -0.3f * i), i) with
            {
                PlaceBefore = Matrix4x4.CreateTranslation(-2 + i, 0.5f + (0.1f * (number - 1)), -0.3f * i),
            });
        }

        frame.Instances.Add(
            Staged.At(_leaf, _materials[1] with { TwoSided = true }, new(-1, 1, 1)) with { SwayReach = 0.3f });
        frame.Lamps.Add(new Lamp(new(0, 1, 1), new(1, 0.5f, 0.2f), 4));
        for (var i = 0; i < 20; i++)
        {
            var place = new Vector3((i * 0.37f % 4) - 2, (i * 0.61f % 3) - (0.05f * number), (i * 0.23f % 4) - 1);
            frame.Sprites.Add(
                new Sprite
                {
                    Place = place,
                    PlaceBefore = place + new Vector3(0, 0.05f, 0),
                    Radius = 0.02f,
                    Colour = Vector3.One,
                    Cover = 0.8f,
                    Glows = i % 5 == 0,
                    Softness = 0.3f,
                });
        }

        return frame;
    }

    private static readonly Mesh _floor = Staged.Floor(30);
    private static readonly Mesh _ball = Staged.Ball(0.45f, 12);
    private static readonly Mesh _leaf = Leaf();

    private static readonly Material[] _materials =
    [
        new() { Kind = MaterialKind.Gloss, Colour = new(0.6f, 0.1f, 0.1f), Pattern = Pattern.Checks },
        new() { Kind = MaterialKind.Foliage, Colour = new(0.1f, 0.5f, 0.1f) },
        new() { Kind = MaterialKind.Metal, Colour = new(0.8f, 0.6f, 0.2f) },
        new() { Kind = MaterialKind.Glass, Colour = new(0.6f, 0.8f, 0.9f) },
        new() { Kind = MaterialKind.Emissive, Colour = new(1, 0.7f, 0.3f), Glow = 3 },
    ];

    private static Mesh Leaf()
    {
        var leaf = Staged.Square(0.4f);
        leaf.Sway = [.. leaf.Y.Select(y => y > 0 ? 1f : 0f)];
        return leaf;
    }
}
