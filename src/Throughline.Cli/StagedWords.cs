using System.CommandLine;
using System.Text;
using Throughline.Cli.Writing;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Stage.Assets;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary>
/// What <c>generate</c> and <c>still</c> have in common: words, a scene file, a look, a seed, and the order they make.
/// </summary>
internal sealed class StagedWords
{
    private readonly Argument<string?> _words = new("WORDS")
    {
        Description = "What is seen, in words.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _scene = Text(
        "--scene", "A scene file, as --explain writes it, in place of words.");
    private readonly Option<string?> _camera = Text(
        "--camera", "The moves, such as 'push_in + pan_left 10'; the words may name them too.");
    private readonly Option<string?> _ratio = Text("--ratio", "1280:720, 16:9, ...; 1280:720 if not given.");
    private readonly Option<string?> _fps = Text("--fps", "Frames a second, 24 or 24000/1001; 24 if not given.");
    private readonly Option<string?> _look = Text("--look", "The look: see 'throughline looks'.");
    private readonly Option<string?> _seed = Text("--seed", "Decides everything that chance decides.");
    private readonly Option<string?> _assets = Text(
        "--assets", "A folder with assets of your own; 'assets' in this folder if it is there.");
    private readonly WriterOptions _writer = new();
    private readonly Option<string> _quality =
        new("--quality") { Description = "draft, usual or final.", DefaultValueFactory = _ => "usual" };

    /// <summary>Adds the argument and options to a command.</summary>
    public void AddTo(Command command)
    {
        _quality.AcceptOnlyFromAmong("draft", "usual", "final");
        command.Add(_words);
        foreach (Option option in new Option[] { _scene, _camera, _ratio, _fps, _look, _seed, _assets, _quality })
        {
            command.Add(option);
        }

        _writer.AddTo(command);
    }

    /// <summary>What there is to build of.</summary>
    /// <exception cref="AssetException">The user's folder cannot be used.</exception>
    public Stock Stock(ParseResult parsed) => StockOf(parsed.GetValue(_assets));

    /// <summary>
    /// What there is to build of: built in, and over it a named folder or <c>assets</c> in the working folder.
    /// </summary>
    public static Stock StockOf(string? folder) =>
        folder is not null
            ? new Stock(AssetFolder.With(folder))
            : StockIn(Environment.CurrentDirectory) ?? Throughline.Stage.Worlds.Stock.BuiltIn;

    /// <summary>What is built in with the folder <c>assets</c> of a folder over it; null when there is none.</summary>
    public static Stock? StockIn(string folder)
    {
        // The repository's own assets are the ones that are built in.
        string assets = Path.Combine(folder, "assets");
        return Directory.Exists(assets) && !Directory.Exists(Path.Combine(folder, "src", "Throughline.Stage"))
            ? new Stock(AssetFolder.With(assets))
            : null;
    }

    /// <summary>The film of one shot that was asked for.</summary>
    /// <exception cref="CommandException">Something is wrong with it.</exception>
    public Film Read(ParseResult parsed, string seconds, string? shutter)
    {
        string? words = parsed.GetValue(_words);
        string? scene = parsed.GetValue(_scene);
        if (words is null && scene is null)
        {
            throw new CommandException(
                ExitCode.BadInput,
                "say what is seen, in words: throughline generate \"A fox runs through the snow\"; or name a --scene file.");
        }

        return ReadFilm(parsed, seconds, shutter, "WORDS", words ?? "as the scene file says", scene);
    }

    /// <summary>
    /// The same with the words of another option; ratio, rate and camera are checked, though nothing may come of them.
    /// </summary>
    /// <exception cref="CommandException">Something is wrong with it.</exception>
    public Film ReadAs(ParseResult parsed, string option, string words) =>
        ReadFilm(parsed, "5", null, option, words, null);

    /// <summary>Refuses words and a scene file beside an option that takes their place.</summary>
    /// <exception cref="CommandException">One of them is given.</exception>
    public void RefuseWith(ParseResult parsed, string option)
    {
        if (parsed.GetValue(_words) is not null || parsed.GetValue(_scene) is not null)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{option} says what is drawn: leave out {(parsed.GetValue(_words) is null ? "--scene" : "the words, or put them into its quotes")}.");
        }
    }

    /// <summary>Whether a seed was given.</summary>
    public bool HasSeed(ParseResult parsed) => parsed.GetValue(_seed) is not null;

    private Film ReadFilm(
        ParseResult parsed, string seconds, string? shutter, string option, string prompt, string? scene)
    {
        var asked = new OneShot(null);
        asked.AddSize(parsed.GetValue(_ratio));
        asked.AddFilm("--fps", "fps", parsed.GetValue(_fps));
        asked.AddFilm("--look", "look", parsed.GetValue(_look));
        asked.BeginShot();
        asked.AddShot("--seconds", "seconds", seconds);
        asked.AddShot("--camera", "camera", parsed.GetValue(_camera));
        asked.AddShot("--scene", "scene", scene);
        asked.AddShot("--seed", "seed", parsed.GetValue(_seed));
        asked.AddShot("--shutter", "shutter", shutter);
        asked.AddShot(option, "prompt", prompt);
        return asked.Read([.. KnownEngines.With(null, Stock(parsed)).Select(engine => engine.Card)]).Film;
    }

    /// <summary>The order of the film's shot.</summary>
    public async Task<ShotOrder> OrderAsync(
        ParseResult parsed, Film film, int frames, int threads, CancellationToken cancellationToken)
    {
        Shot shot = film.Shots[0];
        var order = new ShotOrder
        {
            Shot = shot,
            Size = film.Size,
            Rate = film.Rate,
            Frames = frames,
            Look = film.Look,
            Scene = shot.Scene is null ? null : await SceneTextAsync(shot.Scene, cancellationToken),
            Quality =
                parsed.GetValue(_quality) switch { "draft" => ShotQuality.Draft, "final" => ShotQuality.Final, _ => ShotQuality.Usual },
            Threads = threads,
        };
        return await _writer.WriteAsync(parsed, order, () => Stock(parsed), cancellationToken);
    }

    private static async Task<string> SceneTextAsync(string path, CancellationToken cancellationToken)
    {
        const int Largest = 1 << 18;
        return new FileInfo(path).Length <= Largest
            ? await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken)
            : throw new CommandException(
                ExitCode.BadInput, $"--scene: {path} is larger than {Largest >> 10} kB; a scene is a small text file.");
    }

    private static Option<string?> Text(string name, string description) =>
        new(name) { Description = description, HelpName = name[2..].ToUpperInvariant() };
}
