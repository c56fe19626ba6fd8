using System.Globalization;
using System.Text.Json.Nodes;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Problems;

namespace Throughline.Routing;

/// <summary>A film as read and planned, with everything that is wrong with either.</summary>
public sealed record CheckedFilm
{
    /// <summary>The film file as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>The plan; null when the film is not ready to be made.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Everything that is wrong, from top to bottom, and notes.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>Joins what reading and planning found.</summary>
    /// <param name="reading">The film as read.</param>
    /// <param name="engines">What there is to shoot with, in order of preference.</param>
    public static CheckedFilm Of(FilmReading reading, IReadOnlyList<EngineCard> engines)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var plan = reading.Draft is null ? null : Planner.Plan(reading.Draft, engines, reading.Source);
        Problem[] problems = [.. reading.Problems.Concat(plan?.Problems ?? []).OrderBy(problem => problem.Place)];
        var ready = reading.Film is not null && problems.All(problem => problem.IsNote);
        return new CheckedFilm { Source = reading.Source, Plan = ready ? plan : null, Problems = problems };
    }

    /// <summary>Writes the problems, one a line.</summary>
    public async Task ReportAsync(TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(error);
        foreach (var problem in Problems)
        {
            await error.WriteLineAsync(problem.ToString());
        }
    }

    /// <summary>The film in a line: <c>5 shots, 25.0 s, 1280x720 at 24 fps</c>.</summary>
    public static string Summary(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var film = plan.Film;
        var shots = film.Shots.Count == 1 ? "1 shot" : string.Create(
            CultureInfo.InvariantCulture, $"{film.Shots.Count} shots");
        return string.Create(
            CultureInfo.InvariantCulture, $"{shots}, {plan.Seconds:0.0} s, {film.Size} at {film.Rate} fps");
    }

    /// <summary>The film and its problems as an object for programs.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["film"] = Source, ["ready"] = Plan is not null };
        if (Plan is not null)
        {
            json["title"] = Plan.Film.Title;
            json["size"] = Plan.Film.Size.ToString();
            json["fps"] = Plan.Film.Rate.ToString();
            json["frames"] = Plan.Frames;
            json["seconds"] = Math.Round(Plan.Seconds, 3);
            json["shotCount"] = Plan.Film.Shots.Count;
        }

        json["problems"] = new JsonArray([.. Problems.Select(problem => new JsonObject
        {
            ["file"] = problem.File,
            ["line"] = problem.Line,
            ["column"] = problem.Column,
            ["severity"] = problem.IsNote ? "note" : "error",
            ["message"] = problem.Message,
            ["fix"] = problem.Fix,
        })]);
        return json;
    }
}
