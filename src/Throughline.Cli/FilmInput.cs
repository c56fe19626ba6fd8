using System.CommandLine;
using Throughline.Films;
using Throughline.Routing;

namespace Throughline.Cli;

/// <summary>The film that a command is given: the argument and the option that all film commands share.</summary>
internal sealed class FilmInput
{
    private readonly Argument<string> _file =
        new("FILM") { Description = "The film file, or the folder that holds film.yaml." };

    private readonly Option<bool> _allowOutside = new("--allow-outside")
    {
        Description = "Let the film refer to files outside its folder.",
    };

    /// <summary>Adds the argument and the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_allowOutside);
    }

    /// <summary>Reads the film, plans it with the known engines and gathers every problem of both.</summary>
    public CheckedFilm Read(ParseResult parsed)
    {
        FilmReading reading = FilmReader.Read(parsed.GetRequiredValue(_file), parsed.GetValue(_allowOutside));
        return CheckedFilm.Of(
            reading, reading.Draft is { } film ? KnownEngines.CardsIn(film.Folder) : KnownEngines.Cards);
    }
}
