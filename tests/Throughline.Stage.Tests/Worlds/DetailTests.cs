using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Rendering;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class DetailTests
{
    private static readonly PixelSize _size = new(640, 360);

    [Fact]
    public void A_body_seen_small_has_fewer_triangles_than_the_same_one_seen_large()
    {
        var near = Triangles("A man stands in the meadow, close-up", RenderQuality.Usual);
        var far = Triangles("A man stands in the meadow, extreme wide shot", RenderQuality.Usual);

        Assert.True(far < 0.5 * near, $"{far} of {near}");
    }

    [Fact]
    public void Better_quality_draws_bodies_more_finely()
    {
        const string Prompt = "A man stands in the meadow, wide shot";
        var (draft, usual, final) = (Triangles(Prompt, RenderQuality.Draft), Triangles(Prompt, RenderQuality.Usual),
            Triangles(Prompt, RenderQuality.Final));

        Assert.True(draft <= usual && usual <= final && draft < final, $"{draft}, {usual}, {final}");
    }

    [Fact]
    public void Quality_decides_how_finely_a_frame_is_drawn_and_not_what_it_shows()
    {
        var world = Build("A red teapot on a wooden table in a studio");
        var (draft, usual, final) = (Frame(world, ShotQuality.Draft), Frame(world, ShotQuality.Usual),
            Frame(world, ShotQuality.Final));

        // From some way off all three are one picture; near, a draft has no pixels of its own and steps are finest in a
        // final one.
        Assert.InRange(Apart(Far(draft), Far(usual)), 0, 4);
        Assert.InRange(Apart(Far(final), Far(usual)), 0, 2.5);
        Assert.True(
            Apart(draft, Blurred(draft)) < 0.75 * Apart(usual, Blurred(usual)), "a draft is as sharp as a usual frame");
        Assert.True(Apart(final, usual) > 0.1, "a final frame is a usual one");
    }

    private static Picture Frame(World world, ShotQuality quality)
    {
        using var painter = new StagePainter(world, _size, quality, null);
        var picture = new Picture(_size.Width, _size.Height);
        painter.Paint(3, picture, null);
        return picture;
    }

    private static Picture Far(Picture picture) => Resample.To(picture, new(80, 45));

    private static Picture Blurred(Picture picture) => Resample.To(Resample.To(picture, new(320, 180)), picture.Size);

    // Mean difference of a byte.
    private static double Apart(Picture a, Picture b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();

    private static int Triangles(string prompt, RenderQuality quality)
    {
        var world = Build(prompt);
        var frame = new SceneFrame();
        world.Fill(0, frame, world.NewCostumes(quality: quality));
        return frame.Instances.Single(instance => instance.Mesh.Rest is not null).Mesh.Triangles;
    }

    private static World Build(string prompt)
    {
        var order = new ShotOrder
        {
            Shot = new Shot { Id = "shot", Prompt = prompt, Seconds = 2, Seed = 3, Camera = [] },
            Size = _size,
            Rate = new FrameRate(12, 1),
            Frames = 24,
        };
        return World.Build(
            StagedShot.SceneOf(order, null, Stock.BuiltIn), Stock.BuiltIn, _size, order.Rate, order.Frames);
    }
}
