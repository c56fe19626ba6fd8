using System.Globalization;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Worlds;

namespace Throughline.Bench.Scenes;

/// <summary>
/// The reference set (<c>bench/scenes.txt</c>) taken apart: what staging, building and each stage of a frame cost, in
/// milliseconds of one core, 1280x720, eight seconds of film at 24 frames a second.
/// <c>scenes FILE [NAMES, or all [FOLDER for frames [quality [look]]]]</c>. The least of some rounds counts, since
/// other work only adds.
/// </summary>
internal static class SceneTable
{
    private const int Frames = 192;
    private const int Rounds = 3;
    // As one of two painters meets them.
    private static readonly int[] _shown = [20, 22, 24, 26, 28, 30, 100, 102, 104, 106, 108, 110];

    public static void Print(ReadOnlySpan<string> arguments)
    {
        string[] names = arguments.Length > 1 && arguments[1] != "all" ? arguments[1].Split(',') : [];
        var folder = arguments.Length > 2 && arguments[2] != "-" ? arguments[2] : null;
        var quality =
            arguments.Length > 3 ? Enum.Parse<RenderQuality>(arguments[3], ignoreCase: true) : RenderQuality.Usual;
        var look = arguments.Length > 4 ? arguments[4] : null;
        foreach (var line in File.ReadLines(arguments[0]).Where(line => !line.StartsWith('#')))
        {
            var (name, prompt) = (line.Split('|')[0].Trim(), line.Split('|')[1].Trim());
            if (names.Length == 0 || names.Contains(name))
            {
                Scene(name, prompt, folder, quality, look);
            }
        }
    }

    private static void Scene(string name, string prompt, string? folder, RenderQuality quality, string? look)
    {
        var size = new PixelSize(1280, 720);
        var began = Environment.CpuUsage.TotalTime;
        var scene = Stock.BuiltIn.Director.Stage(
            new DirectionRequest { Prompt = prompt, Seconds = 8, Seed = 7, Look = look });
        var staged = Environment.CpuUsage.TotalTime;
        var world = World.Build(scene, Stock.BuiltIn, size, new FrameRate(24, 1), Frames);
        var built = Environment.CpuUsage.TotalTime;
        Say($"\n{name}: {scene.Subjects.Count} subjects, {scene.Setting.Set}; staged {(staged - began).TotalMilliseconds:0} ms, built {(built - staged).TotalMilliseconds:0} ms");

        using var renderer = new SceneRenderer(size, world.Look, quality);
        var (times, frame, picture, costumes) = (new StageTimes(), new SceneFrame(),
            new Picture(size.Width, size.Height), world.NewCostumes(quality: quality));
        var least = new Dictionary<string, double>();
        var filling = double.MaxValue;
        for (var round = 0; round <= Rounds; round++)
        {
            var filled = 0d;
            foreach (var number in _shown)
            {
                var start = Environment.CpuUsage.TotalTime;
                world.Fill(number, frame, costumes);
                filled += (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / _shown.Length;
                renderer.Render(frame, picture);
                if (round == 0 && folder is not null)
                {
                    PictureFile.WritePng(picture, Path.Combine(folder, $"{name}-{number:000}.png"));
                }
            }

            // The first round warms up.
            renderer.Times = times;
            filling = Math.Min(filling, filled);
            foreach (var (stage, milliseconds) in round > 0 ? times.Stages : [])
            {
                least[stage] = Math.Min(least.GetValueOrDefault(stage, double.MaxValue), milliseconds / _shown.Length);
            }

            times.Clear();
        }

        Say($"  {frame.Instances.Count} instances of {frame.Instances.Sum(instance => instance.Mesh.Triangles)} triangles; {renderer.Load}");
        foreach (var line in LoadTable.Of(frame, size))
        {
            Console.WriteLine(line);
        }

        Say($"  {"fill",-16}{filling,8:0.00}");
        foreach (var (stage, milliseconds) in least)
        {
            Say($"  {stage,-16}{milliseconds,8:0.00}");
        }

        renderer.Times = null;
        var whole = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            foreach (var number in _shown)
            {
                world.Fill(number, frame, costumes);
                renderer.Render(frame, picture);
            }

            whole = Math.Min(whole, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / _shown.Length);
        }

        // Measuring costs some milliseconds itself; this is without.
        Say($"  {"all",-16}{whole,8:0.00}");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
