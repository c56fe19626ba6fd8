using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Rendering;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Depth;

/// <summary>A picture that Stage itself drew from words, with what the renderer knows of each pixel.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Nearness">Inverse depth, 1/m; 0 for the sky. Nearer than the nearest fiftieth counts as that
/// near.</param>
/// <param name="Water">Where water is seen.</param>
internal sealed record StagedTruth(string Name, Picture Picture, float[] Nearness, bool[] Water)
{
    /// <summary>Names of all pictures and the words they are drawn from; those with water come last.</summary>
    public static IReadOnlyList<(string Name, string Words)> All { get; } =
    [
        ("room", "A woman reads a book in an armchair in the living room, wide shot"),
        ("kitchen", "A cook stands at the kitchen table, wide shot"),
        ("street", "A car drives down a city street at noon, wide shot"),
        ("street-figure", "A man in a long coat walks down a city street, full shot"),
        ("forest", "A deer stands in the misty forest at dawn, wide shot"),
        ("village", "Two children dance around a fountain in the village square"),
        ("meadow", "A horse stands in a meadow at noon, wide shot"),
        ("portrait", "A girl in a red coat stands in a meadow, medium shot"),
        ("farm", "A woman feeds chickens on a farm, wide shot"),
        ("mountains", "A man walks through the mountains, wide shot"),
        ("desert", "A camel walks through the desert, wide shot"),
        ("snow", "A red fox walks through the snow in the snowfield, full shot"),
        ("lake", "A woman stands by a lake at noon, wide shot"),
        ("lake-dusk", "An elephant drinks at a lake at sunset, wide shot"),
        ("beach", "A girl walks along the beach at noon, wide shot"),
        ("beach-dusk", "A dog runs along the beach at sunset, full shot"),
        ("harbour", "A man stands in the harbour, wide shot"),
        ("harbour-night", "A man stands in the harbour at night, wide shot"),
        ("coast", "A man walks along the coast at dusk, wide shot"),
        ("sea", "A sailing boat on the sea at sunrise, wide shot"),
    ];

    /// <summary>Draws one of <see cref="All"/>.</summary>
    public static Task<StagedTruth> OfAsync(string name, PixelSize size, CancellationToken cancellationToken) =>
        OfAsync(name, All.First(one => one.Name == name).Words, 9, null, size, cancellationToken);

    /// <summary>Draws a picture of some words, in a look.</summary>
    public static async Task<StagedTruth> OfAsync(
        string name, string words, int seed, string? look, PixelSize size, CancellationToken cancellationToken)
    {
        var guide = new Guide();
        var order = new ShotOrder
        {
            Shot = new Shot { Id = name, Prompt = words, Seconds = 2, Seed = seed },
            Size = size,
            Rate = FrameRate.Film,
            Frames = 48,
            Guide = guide,
            Look = look,
        };
        var engine = new StageEngine();
        var picture = (await engine.StillAsync(order, 0, cancellationToken)).LastFrame;
        var sorted = guide.Depth.Order().ToArray();
        var nearest = Math.Max(0.3f, sorted[sorted.Length / 50]);
        var scene = engine.Stage(order);
        var set = Stock.BuiltIn.Sets.Build(scene.Setting.Set, scene.Setting, scene.Seed);
        var view = new ViewBasis(guide.Camera, size);
        var water = new bool[guide.Depth.Length];
        for (var i = 0; i < water.Length && set.Water is not null; i++)
        {
            var place = view.Eye + (view.Ray((i % size.Width) + 0.5f, (i / size.Width) + 0.5f) * guide.Depth[i]);

            // What is drawn at the water's height, and no part of anybody, is water.
            water[i] = guide.Subject[i] == 0 && float.IsFinite(guide.Depth[i]) && guide.Normal[(3 * i) + 1] > 0.8f
                && MathF.Abs(place.Y - set.Water.Level) < (0.6f * set.Water.WaveHeight) + 0.05f
                && set.Ground.HeightAt(place.X, place.Z) < set.Water.Level;
        }

        return new StagedTruth(name, picture, Array.ConvertAll(guide.Depth, d => 1 / MathF.Max(d, nearest)), water);
    }

    private sealed class Guide : IGuideReel
    {
        public float[] Depth { get; private set; } = [];

        public float[] Normal { get; private set; } = [];

        public ushort[] Subject { get; private set; } = [];

        public CameraPose Camera { get; private set; }

        public void Take(GuideFrame guide) =>
            (Depth, Normal, Subject,
                Camera) = (guide.Depth.ToArray(), guide.Normal.ToArray(), guide.Subject.ToArray(), guide.Camera);
    }
}
