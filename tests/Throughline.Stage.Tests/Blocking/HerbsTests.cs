using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using static Throughline.Stage.Tests.Blocking.Stages;

namespace Throughline.Stage.Tests.Blocking;

public sealed class HerbsTests
{
    private static readonly Vector3 _fox = new(0, 0.4f, 0);
    private static readonly Vector3 _lens = new(0, 0.4f, 2);

    [Fact]
    public void A_flower_on_the_line_of_sight_hides_some_of_the_frame() =>
        Assert.InRange(Of(new(0, 0, 1)).Before(_lens, _fox, 0.2f), 0.05f, 1);

    [Theory]
    [InlineData(1.5f, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 2.5f)]
    public void One_beside_behind_or_at_the_cameras_back_hides_nothing(float x, float z) =>
        Assert.Equal(0, Of(new(x, 0, z)).Before(_lens, _fox, 0.2f));

    [Fact]
    public void Nearer_ones_hide_more() => Assert.True(
        Of(new(0, 0, 1.7f)).Before(_lens, _fox, 0.2f) > Of(new(0, 0, 0.8f)).Before(_lens, _fox, 0.2f));

    [Fact]
    public void Wide_views_have_flowers_before_them() =>
        Assert.Equal(0, Of(new(0, 0, 5)).Before(new(0, 1, 10), _fox, 0.5f));

    [Theory]
    [InlineData(1.9f, 0.3f, true)]
    [InlineData(0.6f, 0.3f, true)]
    [InlineData(-2, 0.3f, false)]
    [InlineData(1.9f, 0.9f, false)]
    public void A_camera_stands_among_reeds_as_high_as_its_lens_and_right_by_it(float z, float height, bool among) =>
        Assert.Equal(among, Of(new(0, 0, z)).AreAbout(new(0, height, 2), _fox));

    private static Herbs Of(Vector3 place)
    {
        const int Corners = 70;
        var mesh = new Mesh(Corners, 1);
        for (var v = 0; v < Corners; v++)
        {
            mesh.Y[v] = 0.45f * v / Corners;
        }

        var flower = new Model
        {
            Name = "flower",
            Mesh = mesh,
            Materials = [],
            Low = Vector3.Zero,
            High = new(0.05f, 0.45f, 0.05f),
            Sway = 0.1f,
        };
        return new Herbs(
            Flat() with { Pieces = [new PlacedModel(flower, Matrix4x4.CreateTranslation(place))] }, Vector3.Zero);
    }
}
