using System.CommandLine;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Problems;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary>
/// <c>throughline still --cast</c>: the character sheet of somebody who is described, or of a film's cast.
/// </summary>
internal sealed class CastStill
{
    private static readonly PixelSize _tile = new(320, 320);

    private readonly Option<string?> _cast = new("--cast")
    {
        Description = "Draw a character sheet instead: of a description, or with --film of a member of its cast.",
        HelpName = "NAME|DESCRIPTION",
    };

    private readonly Option<string?> _film =
        new("--film") { Description = "The film, or its folder, whose cast --cast names.", HelpName = "FILM" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_cast);
        command.Add(_film);
    }

    /// <summary>Whether a character sheet is asked for.</summary>
    /// <exception cref="CommandException">A film without a cast member is named.</exception>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_cast) is not null || (parsed.GetValue(_film) is null
        ? false
        : throw new CommandException(ExitCode.BadInput, "--film goes with --cast, which names the member to draw."));

    /// <summary>Draws it, or says what it shows.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="words">The options that stills share.</param>
    /// <param name="path">The picture to write.</param>
    /// <param name="explain">Whether only what it shows is told.</param>
    /// <param name="json">Whether programs read along.</param>
    /// <exception cref="CommandException">Something is wrong with what is asked for.</exception>
    public async Task<int> DrawAsync(ParseResult parsed, StagedWords words, string path, bool explain, bool json)
    {
        string asked = parsed.GetValue(_cast)!;
        words.RefuseWith(parsed, "--cast");
        Film one = words.ReadAs(parsed, "--cast", asked);
        Film? film = parsed.GetValue(_film) is { } file ? FilmOf(file) : null;
        CastMember member = film is null ? new CastMember { Name = asked, Description = asked } : MemberOf(film, asked);
        if (film is null || words.HasSeed(parsed))
        {
            member = member with { Seed = one.Shots[0].Seed };
        }

        Stock stock = words.Stock(parsed);
        Scene scene = stock.Director.Screen(member);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (explain)
        {
            SceneExplanation.Write(output, scene, json);
            return ExitCode.Done;
        }

        string? look = one.Look ?? film?.Look;
        if (look is not null && stock.Looks.Find(look) is null)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"--look: there is no look '{look}'. {NearestName.Fix(look, stock.Looks.All.Select(known => known.Name))}");
        }

        OutputFolder.Prepare(Path.GetDirectoryName(path)!);
        Picture sheet = CastSheet.Draw(member, stock, look, _tile);
        PictureFile.WritePng(sheet, path);
        if (json)
        {
            Progress.JsonLine.Write(output, "finished", fields =>
            {
                fields.WriteString("picture", path);
                fields.WriteString("size", sheet.Size.ToString());
                fields.WriteString("asset", scene.Subjects[0].Asset);
            });
            return ExitCode.Done;
        }

        SceneExplanation.WriteShort(parsed.InvocationConfiguration.Error, scene);
        await output.WriteLineAsync($"{path}: {sheet.Size}; {member.Name}, seed {member.Seed}");
        return ExitCode.Done;
    }

    private static Film FilmOf(string file)
    {
        FilmReading reading = FilmReader.Read(file, allowOutside: false);
        return reading.Film ?? throw new CommandException(ExitCode.BadInput, string.Join('\n', reading.Problems));
    }

    private static CastMember MemberOf(Film film, string name) =>
        film.Cast.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CommandException(
            ExitCode.BadInput,
            film.Cast.Count == 0 ? $"--cast: the film {film.Title} has no cast."
                : $"--cast: the film {film.Title} has no '{name}'. {NearestName.Fix(name, film.Cast.Select(member => member.Name))}");
}
