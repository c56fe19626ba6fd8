using System.CommandLine;
using Throughline.Routing;

namespace Throughline.Cli;

/// <summary><c>throughline check FILM</c>: reads the film and says everything that is wrong with it, at once.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var film = new FilmInput();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("check", "Say everything that is wrong with a film, without making it.") { json };
        film.AddTo(command);
        command.SetAction(
            (parsed, _) => RunAsync(film.Read(parsed), parsed.GetValue(json), parsed.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(CheckedFilm film, bool json, InvocationConfiguration console)
    {
        if (json)
        {
            await console.Output.WriteLineAsync(JsonText.Of(film.ToJson()));
        }
        else
        {
            await film.ReportAsync(console.Error);
            if (film.Plan is not null)
            {
                await console.Output.WriteLineAsync($"{film.Source}: {CheckedFilm.Summary(film.Plan)}: ready");
            }
        }

        return film.Plan is null ? ExitCode.BadInput : ExitCode.Done;
    }
}
