using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

/// <summary>What single materials do with light: ice bends the view, wet ground mirrors, snow glitters.</summary>
public sealed class MatterTests
{
    private static readonly PixelSize _size = new(320, 240);
    private static readonly Look _look = Staged.Bare with { Shine = 1 };

    [Fact]
    public void Ice_shows_what_lies_behind_it_shifted_towards_its_middle()
    {
        // Red on the left and blue on the right; their border is seen three quarters of the way to the ball's left
        // edge.
        var red = new Material { Kind = MaterialKind.Emissive, Colour = new(0.5f, 0, 0), Glow = 1 };
        var blue = red with { Colour = new(0, 0, 0.5f) };
        var ice = new Material { Kind = MaterialKind.Ice, Colour = Vector3.One, Clear = 0.95f };
        const float Behind = -0.45f;
        const float Border = -0.3f * 4.45f / 4;
        var without = Staged.Frame(
            new(0, 0, 4), Staged.SunOnly(new(0, 1, 1)), Staged.At(Staged.Square(2), red, new(Border - 2, 0, Behind)),
            Staged.At(Staged.Square(2), blue, new(Border + 2, 0, Behind)));
        var with = Staged.Frame(
            new(0, 0, 4), without.Lighting, [.. without.Instances, Staged.At(Staged.Ball(0.4f), ice, Vector3.Zero)]);
        var view = new ViewBasis(with.Camera.Pose, _size);
        var at = view.Project(new(-0.335f, 0, 0.2f));
        var (plain, bent) = (Staged.Draw(without, _size, look: _look), Staged.Draw(with, _size, look: _look));
        Assert.True(Red(plain, at) > 100, $"{Red(plain, at)}");
        Assert.True(Red(bent, at) < -40, $"{Red(bent, at)}");

        // Beside it nothing is shifted.
        Assert.True(Red(bent, view.Project(new(-0.45f, 0, 0))) > 100);
    }

    [Fact]
    public void Triangles_of_one_clear_surface_are_one_sheet()
    {
        // Every pixel of a pane is the same, those along its diagonal too, where two triangles share them.
        var wall = new Material { Kind = MaterialKind.Emissive, Colour = new(0.8f, 0.1f, 0.1f), Glow = 1 };
        var pane = new Material { Colour = new(0.1f, 0.3f, 0.9f), Clear = 0.3f };
        var picture = Staged.Draw(
            Staged.Frame(
                new(0, 0, 40), Staged.SunOnly(new(0, 0, 1)), Staged.At(Staged.Square(60), wall, new(0, 0, -1)),
                Staged.At(Staged.Square(4), pane, Vector3.Zero)), _size, look: _look);
        var middle = picture.Row(120).Slice(4 * 160, 3).ToArray();
        Assert.NotEqual(picture.Row(20).Slice(4 * 20, 3).ToArray(), middle);
        for (var y = 108; y < 132; y++)
        {
            for (var x = 148; x < 172; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    var mine = picture.Row(y)[(4 * x) + c];
                    Assert.True(Math.Abs(mine - middle[c]) <= 2, $"{x}, {y}: {mine} beside {middle[c]}");
                }
            }
        }
    }

    [Fact]
    public void Hair_shines_in_a_band_across_its_strands_and_not_in_a_spot()
    {
        var hair = new Material { Kind = MaterialKind.Hair, Colour = new(0.2f) };
        SceneFrame Head(Material material) => Staged.Frame(
            new(0, 0, 4), Staged.SunOnly(new(0, 0.05f, 1)), Staged.At(Staged.Ball(1), material, Vector3.Zero));

        // What the shine adds, beside the middle and above it.
        int[] Added(Material material)
        {
            var (plain, shiny) = (Staged.Draw(Head(material), _size), Staged.Draw(Head(material), _size, look: _look));
            return [.. new[] { (160, 120), (210, 120), (160, 70) }.Select(
                at => shiny.Row(at.Item2)[4 * at.Item1] - plain.Row(at.Item2)[4 * at.Item1])];
        }

        var band = Added(hair);
        var spot = Added(hair with { Kind = MaterialKind.Gloss, Roughness = 0.4f });
        Assert.True(band[0] > 3 && band[1] > 0.6f * band[0] && band[2] < 0.6f * band[1], string.Join(' ', band));
        Assert.True(spot[0] > 3 && spot[1] < 0.6f * spot[0], string.Join(' ', spot));
    }

    [Fact]
    public void Wet_ground_mirrors_what_stands_on_it()
    {
        var sign = new Material { Kind = MaterialKind.Emissive, Colour = new(1, 0, 0), Glow = 3 };
        var stone = new Material { Kind = MaterialKind.Stone, Colour = new(0.2f) };
        SceneFrame Street(float wet)
        {
            var frame = Staged.Frame(
                new(0, 0.6f, 3), Staged.SunOnly(new(0, 1, 0.2f)), Staged.At(Staged.Floor(20), stone, Vector3.Zero),
                Staged.At(Staged.Square(0.6f), sign, new(0, 0.8f, -3)));
            frame.Wet = wet;
            return frame;
        }

        var view = new ViewBasis(Street(0).Camera.Pose, _size);
        var (dry, wet) = (Staged.Draw(Street(0), _size, look: _look), Staged.Draw(Street(1), _size, look: _look));
        var mirrored = view.Project(new(0, 0, 0.43f));
        Assert.InRange(Red(dry, mirrored), -3, 3);
        Assert.True(Red(wet, mirrored) > 40, $"{Red(wet, mirrored)}");

        // Beside the sign's mirror image there is nothing red, and wet stone is darker.
        var beside = view.Project(new(0.9f, 0, 0.43f));
        Assert.InRange(Red(wet, beside), -3, 3);
        Assert.True(wet.Row((int)beside.Y)[4 * (int)beside.X] < dry.Row((int)beside.Y)[4 * (int)beside.X]);
    }

    [Fact]
    public void Single_grains_of_snow_glitter_and_stay_where_they_are()
    {
        var snow = new Material { Kind = MaterialKind.Snow, Colour = new(0.5f) };
        var (first, second,
            sand) = (Bright(snow, 0), Bright(snow, 0.0005f), Bright(snow with { Kind = MaterialKind.Sand }, 0));
        Assert.InRange(first.Count, 20, _size.Width * _size.Height / 50);
        Assert.Empty(sand);

        // Half a millimetre farther on nearly all of them still shine, in the same pixel or the next.
        var kept = first.Count(
            pixel => Enumerable.Range(-1, 3).Any(
                dx => Enumerable.Range(-1, 3).Any(dy => second.Contains(pixel + dx + (dy * _size.Width)))));
        Assert.True(kept > 0.8 * first.Count, $"{kept} of {first.Count}");

        static HashSet<int> Bright(Material material, float x)
        {
            var frame = Staged.Frame(
                new(x, 0.8f, 2), Staged.SunOnly(new(0.3f, 0.8f, -0.5f)),
                Staged.At(Staged.Floor(20), material, Vector3.Zero));
            var pose = new CameraPose(new(x, 0.8f, 2), Quaternion.CreateFromAxisAngle(Vector3.UnitX, -0.6f), 36);
            frame.Camera = new ViewCamera { Pose = pose, PoseBefore = pose };
            var picture = Staged.Draw(frame, _size, look: _look);
            var light = Enumerable.Range(0, _size.Width * _size.Height).Select(i => (int)picture.Pixels[4 * i])
                .ToArray();
            var usual = light.Order().ElementAt(light.Length / 2);
            return [.. Enumerable.Range(0, light.Length).Where(i => light[i] > usual + 30)];
        }
    }

    // How much more red than blue, over seven rows.
    private static double Red(Picture picture, Vector3 at) =>
        Enumerable.Range((int)at.Y - 3, 7).Average(
            y => picture.Row(y)[4 * (int)at.X] - picture.Row(y)[(4 * (int)at.X) + 2]);
}
