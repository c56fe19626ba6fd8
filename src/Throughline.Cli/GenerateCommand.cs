using System.CommandLine;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Files;
using Throughline.Production;
using Throughline.Stage;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary><c>throughline generate WORDS</c>: one shot from words straight to a clip, to frames, or both.</summary>
internal static class GenerateCommand
{
    private static readonly Option<string?> _out =
        new("--out") { Description = "The clip to write; clip.mp4 if not given.", HelpName = "OUT" };
    private static readonly Option<string?> _frames = new("--frames")
    {
        Description = "A folder for the frames as PNG, besides the clip or, without --out, instead.",
        HelpName = "FRAMES",
    };
    private static readonly Option<string?> _seconds =
        new("--seconds") { Description = "Length, 1 to 600; 5 if not given.", HelpName = "SECONDS" };
    private static readonly Option<string?> _shutter =
        new("--shutter") { Description = "Shutter angle in degrees, 0 (no motion blur) to 360.", HelpName = "SHUTTER" };
    private static readonly Option<string?> _passes = new("--passes")
    {
        Description = "The guide package beside the clip: depth, normal, mask, flow, camera, or all; with commas.",
        HelpName = "PASSES",
    };

    private static readonly Option<string?> _export = new("--export")
    {
        Description = "The scene as binary glTF with its animated camera, besides; alone, nothing is rendered.",
        HelpName = "SCENE.GLB",
    };
    private static readonly Option<bool> _explain =
        new("--explain") { Description = "Render nothing: print the scene that is staged, and what is not." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var words = new StagedWords();
        var clip = new ClipOptions();
        var command = new Command("generate", "Stage and shoot a clip from words.");
        words.AddTo(command);
        foreach (Option option in new Option[] { _seconds, _out, _frames, _shutter, _passes, _export, _explain })
        {
            command.Add(option);
        }

        clip.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, words, clip, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, StagedWords words, ClipOptions options, CancellationToken cancellationToken)
    {
        GuidePasses passes = PassesOf(parsed.GetValue(_passes));
        Film film = words.Read(parsed, parsed.GetValue(_seconds) ?? "5", parsed.GetValue(_shutter));
        ShotOrder order = await words.OrderAsync(
            parsed, film, film.Rate.FramesIn(film.Shots[0].Seconds), options.Threads(parsed), cancellationToken);
        Stock stock = words.Stock(parsed);
        var engine = new StageEngine(stock: stock);
        Scene scene = engine.Stage(order);
        InvocationConfiguration console = parsed.InvocationConfiguration;
        bool json = options.Json(parsed);
        if (parsed.GetValue(_explain))
        {
            SceneExplanation.Write(console.Output, scene, json);
            return ExitCode.Done;
        }

        if (parsed.GetValue(_export) is { } export)
        {
            OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(export))!);
            using var part = new PartFile(Path.GetFullPath(export));
            await File.WriteAllBytesAsync(part.Path, engine.Export(order), cancellationToken);
            part.Commit();
            if (parsed.GetValue(_out) is null && parsed.GetValue(_frames) is null)
            {
                await console.Output.WriteLineAsync(
                    $"{export}: {scene.Subjects.Count} subjects, {order.Frames} frames of camera");
                return ExitCode.Done;
            }
        }

        ShootingOutput output = ClipTarget.Of(parsed.GetValue(_out), parsed.GetValue(_frames), "clip", options, parsed);
        GuideFolder? guide = passes == GuidePasses.None ? null : new GuideFolder(
            GuideOf(output), passes, film.Size, order.Frames, film.Rate);
        order = order with { Guide = guide };
        ShootingResult result = await ClipTarget.ShootAsync(engine, order, output, console, json, cancellationToken);
        guide?.Finish([.. scene.Subjects.Select(subject => subject.Id)]);
        ClipTarget.Tell(console, json, order, output, result.NotStaged);
        return ExitCode.Done;
    }

    private static string GuideOf(ShootingOutput output) => output.Clip is { } clip
        ? Path.Combine(Path.GetDirectoryName(clip)!, Path.GetFileNameWithoutExtension(clip) + ".guide")
        : Path.Combine(output.FramesFolder!, "guide");

    private static GuidePasses PassesOf(string? text)
    {
        var passes = GuidePasses.None;
        foreach (string name in (text ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            passes |= Enum.TryParse(name, ignoreCase: true, out GuidePasses pass) && char.IsLetter(name[0])
                ? pass
                : throw new CommandException(
                    ExitCode.BadInput,
                    $"--passes: there is no pass '{name}'; there are depth, normal, mask, flow, camera and all.");
        }

        return passes;
    }
}
