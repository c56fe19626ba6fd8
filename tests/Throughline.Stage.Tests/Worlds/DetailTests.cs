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
        var (draft, usual, final) = (Triangles(Prompt, RenderQuality.Draft), Triangles(Prompt, RenderQuality.Usual), Triangles(Prompt, RenderQuality.Final));

        Assert.True(draft <= usual && usual <= final && draft < final, $"{draft}, {usual}, {final}");
    }

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
        return World.Build(StagedShot.SceneOf(order, null, Stock.BuiltIn), Stock.BuiltIn, _size, order.Rate, order.Frames);
    }
}
