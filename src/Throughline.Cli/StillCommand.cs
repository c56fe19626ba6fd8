using System.CommandLine;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage;
using Throughline.Stage.Scenes;

namespace Throughline.Cli;

/// <summary>
/// <c>throughline still WORDS</c>: one picture from words. It carries its scene, so that animating it moves a camera
/// through the real thing.
/// </summary>
internal static class StillCommand
{
    private static readonly Option<string?> _out =
        new("--out") { Description = "The picture to write; still.png if not given.", HelpName = "OUT" };
    private static readonly Option<string?> _at = new("--at")
    {
        Description = "The second of the scene that is shown, 0 to 600; 2 if not given.",
        HelpName = "SECONDS",
    };
    private static readonly Option<bool> _explain =
        new("--explain") { Description = "Draw nothing: print the scene that is staged, and what is not." };
    private static readonly Option<bool> _json = new("--json") { Description = "Answer with one JSON object." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var words = new StagedWords();
        var cast = new CastStill();
        var command = new Command("still", "Stage and draw one picture from words; it carries its scene.");
        words.AddTo(command);
        cast.AddTo(command);
        foreach (Option option in new Option[] { _out, _at, _explain, _json })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, words, cast, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, StagedWords words, CastStill cast, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(parsed.GetValue(_out) ?? "still.png");
        if (!string.Equals(Path.GetExtension(path), ".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"--out: a still is a PNG, which carries its scene; name it {Path.ChangeExtension(path, ".png")}.");
        }

        if (cast.IsAsked(parsed))
        {
            return await cast.DrawAsync(parsed, words, path, parsed.GetValue(_explain), parsed.GetValue(_json));
        }

        Film film = words.Read(parsed, "5", null);
        int frame = FrameAt(parsed.GetValue(_at) ?? "2", film);

        // A still is the last frame of a shot that ends there, so that whatever starts on it goes on from there.
        ShotOrder order = await words.OrderAsync(parsed, film, frame + 1, 1, cancellationToken);
        order = order with
        {
            Shot = order.Shot with { Seconds = (frame + 1m) * film.Rate.Denominator / film.Rate.Numerator },
        };
        var engine = new StageEngine(stock: words.Stock(parsed));
        Scene scene = engine.Stage(order);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_explain))
        {
            SceneExplanation.Write(output, scene, parsed.GetValue(_json));
            return ExitCode.Done;
        }

        OutputFolder.Prepare(Path.GetDirectoryName(path)!);
        Handover still = await engine.StillAsync(order, frame, cancellationToken);
        PictureFile.WritePng(still.LastFrame, path, 6, still.State);
        if (parsed.GetValue(_json))
        {
            Progress.JsonLine.Write(output, "finished", fields =>
            {
                fields.WriteString("picture", path);
                fields.WriteString("size", film.Size.ToString());
            });
            return ExitCode.Done;
        }

        SceneExplanation.WriteShort(parsed.InvocationConfiguration.Error, scene);
        await output.WriteLineAsync(
            $"{path}: {film.Size}; 'throughline animate {Path.GetFileName(path)} --camera ...' moves through its scene");
        return ExitCode.Done;
    }

    private static int FrameAt(string text, Film film) =>
        decimal.TryParse(
            text, System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out decimal at)
            && at is >= 0 and <= 600
            ? film.Rate.FramesIn(at)
            : throw new CommandException(ExitCode.BadInput, $"--at is a second of the scene, 0 to 600, not '{text}'.");
}
