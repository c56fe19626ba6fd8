using System.Numerics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Rendering;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

/// <summary>
/// Somebody of the cast, seen in one shot, is found again among the whole cast in every other shot, though set, hour,
/// weather, action, size of shot and look differ: by the crop of the face alone and by that of the clothes alone.
/// </summary>
public sealed class CastIdentityTests
{
    // How many times as far away as oneself the nearest other member is, at least; measured 1.16 and 1.64.
    private const double Alone = 1.1;
    private const double Together = 1.4;

    private static readonly PixelSize _size = new(448, 252);

    private static readonly CastMember[] _cast =
    [
        new()
        {
            Name = "Jonas",
            Description = "an old lighthouse keeper with a white beard in a yellow raincoat and a dark blue hat",
            Seed = 11,
        },
        new()
        {
            Name = "Mira",
            Description = "a girl with red hair in a braid, a green coat and brown boots",
            Seed = 5,
        },
        new() { Name = "Otto", Description = "a stout bald man in a grey suit and a red tie", Seed = 21 },
        new() { Name = "Nadia", Description = "a dark-skinned woman with black curly hair in a red dress", Seed = 8 },
        new()
        {
            Name = "Pia",
            Description = "a fair-skinned woman with long black hair in a blue sweater and purple trousers",
            Seed = 3,
        },
    ];

    private static readonly (string Prompt, string Look)[] _shots =
    [
        ("{0} stands in the meadow at noon, medium shot", "storybook"),
        ("{0} stands in the snow at dawn, medium shot", "storybook"),
        ("{0} talks in the village square in the rain, full shot", "watercolour"),
        ("{0} waves at the camera in a city street in the afternoon, medium shot, low angle", "watercolour"),
    ];

    [Fact]
    public void Members_of_a_cast_are_found_again_in_every_other_shot()
    {
        var seen = _shots.Select(shot => _cast.Select(member => See(member, shot.Prompt, shot.Look)).ToArray())
            .ToArray();
        AssertFound("face", Alone, [.. seen.Select(shot => Centred([.. shot.Select(crops => crops.Face)]))]);
        AssertFound("clothes", Alone, [.. seen.Select(shot => Centred([.. shot.Select(crops => crops.Clothes)]))]);
        AssertFound(
            "face with clothes", Together,
            [.. seen.Select(shot => Centred([.. shot.Select(crops => (double[])[.. crops.Face, .. crops.Clothes])]))]);
    }

    /// <summary>
    /// The same within each of the other looks, by face and clothes together: whoever is nearest in another set, in
    /// another pose and from another angle is oneself. Noir has no colours and greybox gives all subjects one: there it
    /// is tones, and the outline from head to chest.
    /// </summary>
    [Theory]
    [InlineData("clay", 2.5)]
    [InlineData("ink", 2.2)]
    [InlineData("noir", 1.4)]
    [InlineData("greybox", 1.35)]
    public void Members_of_a_cast_are_found_again_in_every_look(string look, double margin)
    {
        string[] prompts = [
            "{0} stands in the meadow at noon, medium shot",
            "{0} waves at the camera in the village square at noon, medium shot, low angle"
        ];
        var seen = prompts.Select(prompt => _cast.Select(member => See(member, prompt, look)).ToArray()).ToArray();
        AssertFound(
            $"face with clothes in {look}", margin,
            [.. seen.Select(shot => Centred([.. shot.Select(crops => (double[])[.. crops.Face, .. crops.Clothes])]))]);
    }

    private static void AssertFound(string part, double margin, List<double[][]> shots)
    {
        var (least, found) = (double.MaxValue, "");
        for (var a = 0; a < shots.Count; a++)
        {
            for (var b = 0; b < shots.Count; b++)
            {
                for (var i = 0; i < _cast.Length && a != b; i++)
                {
                    var other = Enumerable.Range(0, _cast.Length).Where(j => j != i).MinBy(
                        j => Apart(shots[a][i], shots[b][j]));
                    var share = Apart(shots[a][i], shots[b][other]) / Apart(shots[a][i], shots[b][i]);
                    if (share < least)
                    {
                        (least, found) = (share,
                            $"{_cast[i].Name}'s {part} in shot {a + 1}: {_cast[other].Name} is {share:0.00} times as far as {_cast[i].Name} in shot {b + 1}");
                    }
                }
            }
        }

        Assert.True(least > margin, found);
    }

    private static Crops See(CastMember member, string prompt, string look)
    {
        var order = new ShotOrder
        {
            Shot = new Shot
            {
                Id = "shot",
                Prompt = string.Format(null, prompt, member.Name),
                Seconds = 2,
                Seed = 3,
                Camera = [],
            },
            Size = _size,
            Rate = new FrameRate(24, 1),
            Frames = 48,
            Look = look,
            Cast = [member],
        };
        var scene = StagedShot.SceneOf(order, null, Stock.BuiltIn);
        var subject = scene.Subjects.ToList().FindIndex(one => one.Cast == member.Name) + 1;
        var world = World.Build(scene, Stock.BuiltIn, _size, order.Rate, order.Frames);
        var frame = new SceneFrame();
        world.Fill(24, frame, world.NewCostumes());
        var picture = new Picture(_size.Width, _size.Height);
        var passes = new PassBuffers(_size);
        using var renderer = new SceneRenderer(_size, world.Look, RenderQuality.Usual);
        renderer.Render(frame, picture, passes);
        var actor = scene.Subjects.Take(subject - 1).Sum(one => one.Count);
        var player = scene.Subjects[subject - 1];
        var body = Stock.BuiltIn.Creatures.Build(player.Asset, player.Traits, Bodies.SeedOf(player, 0, scene.Seed));
        return Crops.Of(picture, passes, subject, frame.Camera.Pose, world.EyesAt(actor, frame.Time), body.EyeHeight);
    }

    // What the light of a shot does to all alike is taken off.
    private static double[][] Centred(double[][] shot)
    {
        var mean = Enumerable.Range(0, shot[0].Length).Select(i => shot.Average(one => one[i])).ToArray();
        return [.. shot.Select(one => one.Zip(mean, (value, usual) => value - usual).ToArray())];
    }

    private static double Apart(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Sum();

    /// <summary>
    /// What is compared: from top to bottom of a crop the mean colours of its slices, and how wide each slice is.
    /// </summary>
    private sealed record Crops(double[] Face, double[] Clothes)
    {
        private const int Slices = 8;

        /// <param name="picture">The picture.</param>
        /// <param name="passes">Which pixels are whose.</param>
        /// <param name="subject">Whose are compared.</param>
        /// <param name="camera">The camera.</param>
        /// <param name="eyes">Middle between the eyes, world.</param>
        /// <param name="tall">Height of the eyes of one who stands, metres.</param>
        public static Crops Of(
            Picture picture, PassBuffers passes, int subject, CameraPose camera, Vector3 eyes, float tall)
        {
            var view = Vector3.Transform(eyes - camera.Position, Quaternion.Conjugate(camera.Rotation));
            var pixels = camera.FocalLength / 36 * picture.Width / -view.Z * tall;
            var middle = new Vector2(
                (picture.Width / 2f) + (pixels * view.X / tall), (picture.Height / 2f) - (pixels * view.Y / tall));
            var own = Enumerable.Range(0, passes.Subject.Length).Where(i => passes.Subject[i] == subject).ToList();
            var balance = Balance(picture, passes, subject);
            var full = own.Select(i => Linear(picture, i)).Select(
                colour => Math.Max(colour.X, Math.Max(colour.Y, colour.Z)))
                .Order().ElementAt((int)(0.95 * own.Count)) / 0.9f;
            return new(Describe(-0.12f, 0.10f, 0.10f), Describe(0.18f, 0.42f, 0.16f));

            // From so far below the eyes to so far below, and to both sides, in shares of the height.
            double[] Describe(float from, float to, float side)
            {
                var crop = own.Where(i => MathF.Abs((i % picture.Width) - middle.X) <= side * pixels).ToLookup(
                    i => (int)MathF.Floor((((i / picture.Width) - middle.Y) / pixels - from) / (to - from) * Slices));
                var area = Enumerable.Range(0, Slices).Sum(slice => crop[slice].Count());
                Assert.True(area > 100, $"the crop holds too little to compare: {area}");
                return [.. Enumerable.Range(0, Slices).SelectMany(slice =>
                {
                    var sum = crop[slice].Aggregate(Vector3.Zero, (sum, i) => sum + Linear(picture, i));
                    var (l, a, b) = Lab(sum / Math.Max(1, crop[slice].Count()) * balance / full);
                    return (double[])[0.8 * l, a, b, 30.0 * crop[slice].Count() / area];
                })];
            }
        }

        // Grey balance by what is bright about the figure: the sixth power mean of the rest of the picture.
        private static Vector3 Balance(Picture picture, PassBuffers passes, int subject)
        {
            var sum = Vector3.Zero;
            for (var i = 0; i < passes.Subject.Length; i++)
            {
                var colour = Linear(picture, i);
                var square = colour * colour;
                sum += passes.Subject[i] == subject ? Vector3.Zero : square * square * square;
            }

            var light = new Vector3(MathF.Pow(sum.X, 1 / 6f), MathF.Pow(sum.Y, 1 / 6f), MathF.Pow(sum.Z, 1 / 6f));
            return new Vector3((light.X + light.Y + light.Z) / 3) / light;
        }

        private static Vector3 Linear(Picture picture, int pixel)
        {
            return new(Channel(0), Channel(1), Channel(2));

            float Channel(int channel)
            {
                var value = picture.Pixels[(4 * pixel) + channel] / 255f;
                return value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
            }
        }

        private static (double L, double A, double B) Lab(Vector3 rgb)
        {
            var x = Cube(((0.4124 * rgb.X) + (0.3576 * rgb.Y) + (0.1805 * rgb.Z)) / 0.9505);
            var y = Cube((0.2126 * rgb.X) + (0.7152 * rgb.Y) + (0.0722 * rgb.Z));
            var z = Cube(((0.0193 * rgb.X) + (0.1192 * rgb.Y) + (0.9505 * rgb.Z)) / 1.089);
            return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));

            static double Cube(double value) => value > 0.008856 ? Math.Cbrt(value) : (7.787 * value) + (16.0 / 116);
        }
    }
}
