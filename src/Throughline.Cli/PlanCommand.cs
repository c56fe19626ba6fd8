using System.CommandLine;
using System.Text.Json.Nodes;
using Throughline.Routing;

namespace Throughline.Cli;

/// <summary><c>throughline plan FILM</c>: which engine shoots which shot, why, at what cost and in what time.</summary>
internal static class PlanCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var film = new FilmInput();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command =
            new Command("plan", "Show for each shot of a film the engine, why, the cost and the time.") { json };
        film.AddTo(command);
        command.SetAction(
            (parsed, _) => RunAsync(film.Read(parsed), parsed.GetValue(json), parsed.InvocationConfiguration));
        return command;
    }

    private static async Task<int> RunAsync(CheckedFilm film, bool json, InvocationConfiguration console)
    {
        if (json)
        {
            await console.Output.WriteLineAsync(JsonText.Of(ToJson(film)));
            return film.Plan is null ? ExitCode.BadInput : ExitCode.Done;
        }

        await film.ReportAsync(console.Error);
        if (film.Plan is not { } plan)
        {
            return ExitCode.BadInput;
        }

        await console.Output.WriteLineAsync($"{plan.Film.Title}: {CheckedFilm.Summary(plan)}");
        await console.Output.WriteLineAsync();
        var onTerminal = ReferenceEquals(console.Output, Console.Out) && !Console.IsOutputRedirected;
        PlanTable.Write(plan, console.Output, onTerminal);
        return ExitCode.Done;
    }

    private static JsonObject ToJson(CheckedFilm film)
    {
        var json = film.ToJson();
        if (film.Plan is { } plan)
        {
            json["costUsd"] = plan.CostUsd;
            json["shootingSeconds"] = plan.ShootingTime?.TotalSeconds;
            json["shots"] = new JsonArray([.. plan.Shots.Select(ToJson)]);
        }

        return json;
    }

    private static JsonObject ToJson(PlannedShot planned) => new()
    {
        ["id"] = planned.Shot.Id,
        ["from"] = planned.Shot.From,
        ["seconds"] = planned.Seconds,
        ["frames"] = planned.Frames,
        ["engine"] = planned.Engine,
        ["why"] = new JsonArray([.. planned.Reasons.Select(reason => JsonValue.Create(reason))]),
        ["costUsd"] = planned.CostUsd,
        ["shootingSeconds"] = planned.ShootingTime?.TotalSeconds,
    };
}
