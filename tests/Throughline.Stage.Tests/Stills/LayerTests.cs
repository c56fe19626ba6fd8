using System.Numerics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

public sealed class LayerTests
{
    private const int Width = 240;
    private const int Height = 136;

    [Fact]
    public void Thresholds_separate_the_sides_of_depth_edges()
    {
        var (_, depth) = Scenery.SquareBeforeWall(Width, Height);
        var threshold = Assert.Single(LayerSplit.Thresholds(depth.Nearness, Width, Height));
        Assert.InRange(threshold, 0.4f, 0.6f);
    }

    [Fact]
    public void A_slope_is_not_cut()
    {
        var nearness = Enumerable.Range(0, Width * Height).Select(i => i / Width / (float)Height).ToArray();
        Assert.Empty(LayerSplit.Thresholds(nearness, Width, Height));
    }

    [Fact]
    public void Three_things_one_behind_the_other_are_three_layers()
    {
        var nearness = Enumerable.Range(0, Width * Height)
            .Select(i => (i % Width) switch { < 80 => 0.1f, < 160 => 0.5f, _ => 0.9f }).ToArray();
        var thresholds = LayerSplit.Thresholds(nearness, Width, Height);
        Assert.Equal(2, thresholds.Length);
        Assert.InRange(thresholds[0], 0.2f, 0.4f);
        Assert.InRange(thresholds[1], 0.6f, 0.8f);
    }

    // Seen from the picture's own camera, by way of the layers, the picture comes back to within rounding.
    [Fact]
    public void Layers_add_up_to_the_picture()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var space = new StillSpace(Width, Height, 35);
        using var scene = StillScene.Build(
            picture, new Surroundings(picture, depth, 0, 0), space,
            default(Framing) with { Reach = Reach.Everywhere(300) }, null, 1, 2, TestContext.Current.CancellationToken);
        Assert.Equal(2, scene.Layers.Count);
        var frame = new Picture(Width, Height);
        new StillRenderer(scene).Draw(CameraPose.AtRest(), CameraPose.AtRest(36), frame);
        var off = picture.Pixels.Zip(frame.Pixels, (a, b) => Math.Abs(a - b)).ToList();
        Assert.InRange(off.Average(), 0, 0.25);
        Assert.InRange(off.Count(d => d > 24), 0, off.Count / 1000);
    }

    // Trucking right uncovers wall on the square's right side: it must be filled with wall, not with square.
    [Fact]
    public void What_was_hidden_is_filled_from_behind_not_from_in_front()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var space = new StillSpace(Width, Height, 35);
        using var scene = StillScene.Build(
            picture, new Surroundings(picture, depth, 0, 0), space, new Framing(30, 4, 60, 4, Reach.Everywhere(300), 0),
            null, 1, 2, TestContext.Current.CancellationToken);
        var frame = new Picture(Width, Height);
        new StillRenderer(scene).Draw(
            new CameraPose(new Vector3(0.3f, 0, 0), Quaternion.Identity, 35), CameraPose.AtRest(), frame);

        // The square moved left by about 0.3 f q; what it left behind is the strip before its old right edge.
        var shift = (int)(space.FocalPixels * 0.3f * (StillSpace.InverseDepth(0.9f) - StillSpace.InverseDepth(0.1f)));
        Assert.True(shift > 12);
        var wallShift = (int)(space.FocalPixels * 0.3f * StillSpace.InverseDepth(0.1f));
        int seen = 0, red = 0;
        for (var y = (Height / 3) + 8; y < (Height * 2 / 3) - 8; y++)
        {
            for (var x = (Width * 2 / 3) - wallShift - shift + 5; x < (Width * 2 / 3) - wallShift - 3; x++)
            {
                seen++;
                red += frame.Row(y)[x * 4] > frame.Row(y)[(x * 4) + 1] + 130 ? 1 : 0;
            }
        }

        Assert.True(seen > 400);
        Assert.InRange(red, 0, seen / 50);
    }

    [Fact]
    public void A_state_reads_back()
    {
        var state = new StillState
        {
            FocalLength = 41.5f,
            Motion = new CarriedMotion
            {
                Speeds = new Dictionary<CameraMoveKind, double> { [CameraMoveKind.PushIn] = 0.25 },
                Clock = 3.5,
            },
            Depth = new DepthPicture(3, 2, [0, 0.1f, 0.5f, 1, 2, 7.9f]),
        };
        var read = StillState.Read(state.ToBytes())!;
        Assert.Equal(41.5f, read.FocalLength);
        Assert.Equal(3.5, read.Motion.Clock);
        Assert.Equal(0.25, read.Motion.Speeds[CameraMoveKind.PushIn]);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(state.Depth.Nearness[i], read.Depth!.Nearness[i], 0.0002f);
        }
    }
}
