using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Bench.Scenes;

/// <summary>
/// What each stage of a frame costs, in milliseconds of one core: <c>stages [width height [quality [look]]]</c>. The
/// least of several rounds counts, since other work only adds.
/// </summary>
internal static class StageTable
{
    private const int Rounds = 5;
    private const int Frames = 6;

    public static void Print(ReadOnlySpan<string> arguments)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var size = arguments.Length > 1
            ? new PixelSize(int.Parse(arguments[0], culture), int.Parse(arguments[1], culture))
            : new(1280, 720);
        var quality =
            arguments.Length > 2 ? Enum.Parse<RenderQuality>(arguments[2], ignoreCase: true) : RenderQuality.Usual;
        var name = arguments.Length > 3 ? arguments[3] : LookLibrary.Usual;
        var look = new LookLibrary(AssetFolder.BuiltIn).Find(name)
            ?? throw new ArgumentException($"There is no look '{name}'.", nameof(arguments));
        Console.WriteLine($"{size}, {quality}, {look.Name}: milliseconds of one core a frame");
        Scene("meadow, 40 trees", ReferenceScene.Meadow(At(10), look, 40, 60));
        Scene("meadow, 260 trees", ReferenceScene.Meadow(At(10), look));
        Scene("meadow at night", ReferenceScene.Meadow(At(23), look));
        Scene("coast at dusk", ReferenceScene.Coast(At(18), look));
        Scene("balls", ReferenceScene.Balls(At(15), look));

        void Scene(string title, ReferenceScene scene)
        {
            using var renderer = new SceneRenderer(size, look, quality);
            var times = new StageTimes();
            var (frame, picture) = (new SceneFrame(), new Picture(size.Width, size.Height));
            var least = new Dictionary<string, double>();
            for (var round = 0; round <= Rounds; round++)
            {
                for (var i = 0; i < Frames; i++)
                {
                    scene.Fill(frame, 1 + (i / 24.0), i / 48f, (i - 1) / 48f);
                    renderer.Render(frame, picture);
                }

                // The first round warms up.
                renderer.Times = times;
                foreach (var (stage, milliseconds) in round > 0 ? times.Stages : [])
                {
                    least[stage] = Math.Min(least.GetValueOrDefault(stage, double.MaxValue), milliseconds / Frames);
                }

                times.Clear();
            }

            Console.WriteLine($"\n{title}: {scene.Triangles} triangles");
            foreach (var (stage, milliseconds) in least)
            {
                Console.WriteLine($"  {stage,-16}{milliseconds,8:0.00}");
            }

            Console.WriteLine($"  {"all",-16}{least.Values.Sum(),8:0.00}");
        }
    }

    private static Setting At(float hour) => new() { Set = "reference", Hour = hour };
}
