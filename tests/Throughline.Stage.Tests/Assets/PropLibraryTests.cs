using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Assets;

public sealed class PropLibraryTests
{
    private static readonly PropLibrary _props = new(AssetFolder.BuiltIn);
    private static readonly Setting _day = new() { Set = "meadow" };

    public static TheoryData<string> Names => [.. _props.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_is_sound(string name)
    {
        foreach (var detail in new[] { 1, 0.25f, 0.06f })
        {
            var model = _props.Build(name, Traits.None, _day, 3, detail);
            MeshChecks.IsSound(model.Mesh, model.Materials.Count);
            foreach (var part in model.Turning)
            {
                MeshChecks.IsSound(part.Mesh, part.Materials.Count);
                Assert.Equal(1, part.Axis.Length(), 1e-4f);
            }

            var triangles = model.Mesh.Triangles + model.Turning.Sum(part => part.Mesh.Triangles);
            Assert.InRange(triangles, 2, detail == 1 ? 8000 : 5000);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_has_the_size_its_file_states_and_stands_on_the_ground(string name)
    {
        var model = _props.Build(name, Traits.None, _day, 3);
        var (metres, axis) = _props.SizeOf(name);
        var extent = model.High - model.Low;
        // What turns may reach beyond the body that is measured, as a mill's sails do, but a wheel may not.
        var most = model.Turning.Any(part => part.DegreesPerSecond != 0) ? 2 * metres : metres * 1.02f;
        Assert.InRange(extent[axis], metres * 0.98f, most);
        if (model.Element is Element.Ground or Element.Air)
        {
            Assert.Equal(0, model.Low.Y, 0.01f * metres);
        }
        else
        {
            Assert.InRange(0, model.Low.Y, model.High.Y);
        }

        var large = _props.Build(name, new Traits { Size = 2 }, _day, 3);
        Assert.Equal(2 * extent[axis], (large.High - large.Low)[axis], 0.01f * metres);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_model(string name)
    {
        var (first, second) = (_props.Build(name, Traits.None, _day, 11), _props.Build(name, Traits.None, _day, 11));
        Assert.Equal(first.Mesh.X, second.Mesh.X);
        Assert.Equal(first.Mesh.NormalY, second.Mesh.NormalY);
        Assert.Equal(first.Mesh.Indices, second.Mesh.Indices);
        Assert.Equal(first.Mesh.Slots, second.Mesh.Slots);
        Assert.Equal(first.Mesh.Tints, second.Mesh.Tints);
        Assert.Equal(first.Materials, second.Materials);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Anchors_lamps_and_sources_lie_on_the_thing(string name)
    {
        var model = _props.Build(name, new Traits { Variants = ["lit", "open", "flying"] }, _day with { Hour = 22 }, 3);
        var room = (0.35f * (model.High - model.Low)) + new Vector3(2);
        foreach (var place in model.Anchors.Values.Concat(model.Lamps.Select(lamp => lamp.Place))
            .Concat(model.Sources.Select(source => source.Place)))
        {
            Assert.True(
                Vector3.Clamp(place, model.Low - room, model.High + room) == place,
                $"{place} is far from {model.Low} to {model.High}");
        }
    }

    [Fact]
    public void There_are_props_plants_and_vehicles_enough()
    {
        Assert.InRange(_props.Names.Count(name => _props.KindOf(name) != PropKind.Vehicle), 50, 500);
        Assert.InRange(_props.Names.Count(name => _props.KindOf(name) == PropKind.Vehicle), 6, 200);
    }

    [Fact]
    public void A_word_finds_its_prop()
    {
        Assert.Equal("cottage", _props.Find("hut"));
        Assert.Equal("street_lamp", _props.Find("street lamp"));
        Assert.Equal("rowing_boat", _props.Find("Boat"));
        Assert.Null(_props.Find("window of opportunity"));
    }

    [Fact]
    public void Colour_season_and_variants_change_what_is_built()
    {
        var red = _props.Build("car", new Traits { Colour = "red" }, _day, 1);
        var blue = _props.Build("car", new Traits { Colour = "blue" }, _day, 1);
        Assert.NotEqual(red.Materials, blue.Materials);
        Assert.Equal(red.Mesh.X, blue.Mesh.X);
        var summer = _props.Build("oak", Traits.None, _day, 1);
        var winter = _props.Build("oak", Traits.None, _day with { Season = Season.Winter }, 1);
        Assert.True(winter.Mesh.Triangles < summer.Mesh.Triangles / 2, "A bare oak has no crown.");
        var dark = _props.Build("lantern", new Traits { Variants = ["unlit"] }, _day with { Hour = 22 }, 1);
        var lit = _props.Build("lantern", new Traits { Variants = ["lit"] }, _day, 1);
        Assert.Empty(dark.Lamps);
        Assert.Single(lit.Lamps);
        Assert.Contains(lit.Materials, material => material.Glow > 3);
    }

    [Fact]
    public void Wheels_turn_with_the_way()
    {
        var car = _props.Build("car", Traits.None, _day, 1);
        Assert.Equal(4, car.Turning.Count);
        foreach (var wheel in car.Turning)
        {
            // One turn for each length of the rim: its radius is its height over the ground.
            Assert.Equal(360 / (2 * MathF.PI * wheel.Place.Y), wheel.DegreesPerMetre, 1f);
        }
    }

    [Fact]
    public void A_far_model_has_far_fewer_triangles()
    {
        foreach (var name in new[] { "oak", "lighthouse", "sailing_boat", "car" })
        {
            Assert.True(Count(name, 0.1f) < 0.5f * Count(name, 1), name);
        }

        static int Count(string name, float detail) => _props.Build(name, Traits.None, _day, 1, detail).Mesh.Triangles;
    }
}
