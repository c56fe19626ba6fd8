using System.CommandLine;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Video;
using Throughline.Problems;
using Throughline.Production;
using Throughline.Stage.Rendering;
using Throughline.Stage.Restyling;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary><c>throughline restyle CLIP</c>: footage drawn anew in a look, frame for frame.</summary>
internal static class RestyleCommand
{
    private static readonly Argument<string> _clip = new("CLIP") { Description = "The clip to draw anew." };

    private static readonly Option<string> _look = new("--look")
    {
        Description = "The look: see 'throughline looks'.",
        HelpName = "LOOK",
        DefaultValueFactory = _ => LookLibrary.Usual,
    };

    private static readonly Option<string?> _out = new("--out")
    {
        Description = "The clip to write; the clip's name and the look's in this folder if not given.",
        HelpName = "OUT",
    };
    private static readonly Option<string?> _frames = new("--frames")
    {
        Description = "A folder for the frames as PNG, besides the clip or, without --out, instead.",
        HelpName = "FRAMES",
    };
    private static readonly Option<string?> _assets = new("--assets")
    {
        Description = "A folder with assets of your own; 'assets' in this folder if it is there.",
        HelpName = "DIR",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var clip = new ClipOptions();
        var command = new Command("restyle", "Draw a clip anew in a look.") { _clip, _look, _out, _frames, _assets };
        clip.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, clip, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, ClipOptions options, CancellationToken cancellationToken)
    {
        string clip = parsed.GetRequiredValue(_clip);
        Look look = LookOf(StagedWords.StockOf(parsed.GetValue(_assets)), parsed.GetRequiredValue(_look));
        Ffmpeg ffmpeg = options.Ffmpeg(parsed);
        ClipInfo info = await ClipReader.ProbeAsync(ffmpeg, clip, cancellationToken);
        ShootingOutput output = ClipTarget.Of(
            parsed.GetValue(_out), parsed.GetValue(_frames), $"{Path.GetFileNameWithoutExtension(clip)}-{look.Name}",
            options, parsed);
        if (string.Equals(output.Clip, Path.GetFullPath(clip), StringComparison.Ordinal))
        {
            throw new CommandException(ExitCode.BadInput, "--out: this is the clip itself; name another file.");
        }

        var order = new ShotOrder
        {
            Shot = new Shot
            {
                Id = "footage",
                Seconds = (decimal)info.Frames * info.Rate.Denominator / info.Rate.Numerator,
            },
            Size = info.Size,
            Rate = info.Rate,
            Frames = info.Frames,
            Look = look.Name,
            IsContinued = false,
            Threads = options.Threads(parsed),
        };
        await using ClipReader reader = await ClipReader.OpenAsync(ffmpeg, clip, 0, cancellationToken);
        output = output with
        {
            Sound = output.Clip is null ? null : await ClipSound.FindAsync(ffmpeg, clip, cancellationToken),
        };
        bool json = options.Json(parsed);
        using var walk = new FootageWalk(_ => ValueTask.FromResult(reader.ReadAsync), info.Size);
        await ClipTarget.ShootAsync(
            new RestyleEngine(walk, look), order, output, parsed.InvocationConfiguration, json,
            cancellationToken);
        ClipTarget.Tell(parsed.InvocationConfiguration, json, order, output, []);
        return ExitCode.Done;
    }

    private static Look LookOf(Stock stock, string name) => stock.Looks.Find(name)
        ?? throw new CommandException(
            ExitCode.BadInput,
            $"--look: there is no look '{(name.Length <= 64 ? name : name[..64])}'. {NearestName.Fix(name, stock.Looks.All.Select(look => look.Name))}"
                .TrimEnd());
}
