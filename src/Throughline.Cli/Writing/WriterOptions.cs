using System.CommandLine;
using System.Globalization;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Stage.Worlds;

namespace Throughline.Cli.Writing;

/// <summary>The options by which a language model may write the scene. Without them nothing of it is started.</summary>
internal sealed class WriterOptions
{
    /// <summary>The environment variable that holds the key: keys are neither options nor written anywhere.</summary>
    public const string KeyVariable = "THROUGHLINE_WRITER_KEY";

    private readonly Option<string?> _writer = new("--writer")
    {
        Description =
            $"A server with OpenAI's chat completions that writes the scene from the words; its key is read from {KeyVariable}.",
        HelpName = "URL",
    };

    private readonly Option<string?> _model =
        new("--writer-model") { Description = "The model that writes.", HelpName = "NAME" };
    private readonly Option<string?> _seconds = new("--writer-seconds")
    {
        Description = "How long it may take, 1 to 600; 60 if not given.",
        HelpName = "SECONDS",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_writer);
        command.Add(_model);
        command.Add(_seconds);
    }

    /// <summary>
    /// The order with the written scene, if one is asked for. Where none is written, a line says why and the built-in
    /// director stages the words.
    /// </summary>
    /// <exception cref="CommandException">The options are not right.</exception>
    public async Task<ShotOrder> WriteAsync(
        ParseResult parsed, ShotOrder order, Func<Stock> stock, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_writer) is not { } address)
        {
            return parsed.GetValue(_model) is null && parsed.GetValue(_seconds) is null ? order
                : throw new CommandException(
                    ExitCode.BadInput, "--writer-model and --writer-seconds go with --writer, which names the server.");
        }

        if (order.Scene is not null)
        {
            throw new CommandException(
                ExitCode.BadInput, "--writer writes the scene that --scene gives: leave one of them out.");
        }

        using var endpoint = new ChatEndpoint(AddressOf(address), ModelOf(parsed), Key(), SecondsOf(parsed));
        try
        {
            return order with { Scene = await SceneWriter.WriteAsync(endpoint, order, stock(), cancellationToken) };
        }
        catch (WriterException failure)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"throughline: the writer {new Uri(address).GetLeftPart(UriPartial.Path)} wrote no scene: {failure.Message}\nthroughline: the built-in director stages the words.");
            return order;
        }
    }

    /// <summary>
    /// The film with a written scene for each shot that a writer may write: from words alone, with no scene file and no
    /// member of the cast. What was written is kept beside the takes, and found there again: a film that is made twice
    /// asks once, and its takes' keys hold what was written.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="film">The film.</param>
    /// <param name="isStaged">Whether a shot is staged from words by the built-in engine.</param>
    /// <param name="stock">What scenes are built of.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="CommandException">The options are not right.</exception>
    public async Task<Film> WriteAsync(
        ParseResult parsed, Film film, Func<Shot, bool> isStaged, Func<Stock> stock,
        CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_writer) is not { } address)
        {
            return parsed.GetValue(_model) is null && parsed.GetValue(_seconds) is null ? film
                : throw new CommandException(
                    ExitCode.BadInput, "--writer-model and --writer-seconds go with --writer, which names the server.");
        }

        string model = ModelOf(parsed);
        using var endpoint = new ChatEndpoint(AddressOf(address), model, Key(), SecondsOf(parsed));
        var written = new WrittenScenes(film, model, stock);
        TextWriter error = parsed.InvocationConfiguration.Error;
        var shots = new List<Shot>();
        bool isReached = true;
        foreach (Shot shot in film.Shots)
        {
            if (!isStaged(shot) || WrittenScenes.WhyNot(shot, film) is { } why && await SaidAsync(why))
            {
                shots.Add(shot);
                continue;
            }

            try
            {
                shots.Add(
                    await written.FindAsync(shot, isReached ? endpoint : null, cancellationToken) is { } scene
                        ? shot with { Scene = scene }
                        : shot);
            }
            catch (WriterException failure)
            {
                // Who is not there is not asked again for every shot.
                isReached &= failure.Error is not (WriterError.Unreachable or WriterError.TooSlow);
                shots.Add(shot);
                await error.WriteLineAsync(
                    $"throughline: shot {shot.Id}: the writer {new Uri(address).GetLeftPart(UriPartial.Path)} wrote no scene: {failure.Message}\nthroughline: the built-in director stages {(isReached ? "its" : "this and all further")} words.");
            }

            async Task<bool> SaidAsync(string reason)
            {
                await error.WriteLineAsync(
                    $"throughline: shot {shot.Id}: {reason}: the built-in director stages its words.");
                return true;
            }
        }

        return film with { Shots = shots };
    }

    private string ModelOf(ParseResult parsed) => parsed.GetValue(_model) is { Length: > 0 } model ? model
        : throw new CommandException(
            ExitCode.BadInput, "--writer needs --writer-model, the name of the model that writes.");

    private TimeSpan SecondsOf(ParseResult parsed) => (parsed.GetValue(_seconds) ?? "60") is var text
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            && seconds is >= 1 and <= 600
            ? TimeSpan.FromSeconds((double)seconds)
            : throw new CommandException(
                ExitCode.BadInput, $"--writer-seconds is a number from 1 to 600, not '{text}'.");

    private static Uri AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Query.Length == 0
            ? address
            : throw new CommandException(
                ExitCode.BadInput,
                $"--writer is the address of a server, such as http://localhost:11434/v1; a key belongs into {KeyVariable}, never into an address.");

    private static string? Key()
    {
        string? key = Environment.GetEnvironmentVariable(KeyVariable)?.Trim();
        return string.IsNullOrEmpty(key) ? null
            : key.All(letter => letter is > ' ' and < '\x7f') ? key
            : throw new CommandException(
                ExitCode.BadInput, $"{KeyVariable} holds no key: letters, digits and signs without spaces.");
    }
}
