using System.Text.Json.Nodes;
using Throughline.Camera;
using Throughline.Routing;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.OwnApi;
using Throughline.Server.Tasks;

namespace Throughline.Server.FilmsApi;

/// <summary><c>POST /api/films</c>: a film folder comes in, is checked, and waits to be made.</summary>
internal static class FilmCreates
{
    // As long as a client that sends again may take.
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Takes a film: 202 with its task, or 422 with everything that is wrong with it. With <c>?check</c> it is only
    /// checked.
    /// </summary>
    public static async Task CreateAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        string key = await services.GetRequiredService<FilmUpload>().ReadAsync(context);
        CheckedFilm film = services.GetRequiredService<FilmExamination>().Read(key);
        if (film.Plan is not { } plan || context.Request.Query.ContainsKey("check"))
        {
            await WriteProblemsAsync(context, film);
            return;
        }

        TaskOrder order = OrderOf(film, plan);
        TaskRecord task = await services.GetRequiredService<Intake>().AcceptAsync(
            Caller.Of(context),
            FilmsApi.Name,
            "film",
            order,
            RequestMark.Of(context.Request, Convert.FromHexString(key), _window),
            new FilmDetails { Folder = key, Title = plan.Film.Title }.ToString());
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = $"/api/films/{task.Id}";
        await OwnTaskJson.WriteAsync(context, task);
    }

    private static TaskOrder OrderOf(CheckedFilm film, Plan plan) => new()
    {
        Kind = OrderKind.Film,
        Engine = string.Join('+', plan.Shots.Select(shot => shot.Engine).Distinct(StringComparer.Ordinal)),
        Look = plan.Film.Look,
        Width = plan.Film.Size.Width,
        Height = plan.Film.Size.Height,
        RateNumerator = plan.Film.Rate.Numerator,
        RateDenominator = plan.Film.Rate.Denominator,
        Shots = [.. plan.Film.Shots.Select(shot => new OrderShot
        {
            Id = shot.Id,
            Prompt = shot.Prompt,
            Camera = shot.Camera.Count == 0 ? null : CameraText.Write(shot.Camera),
            Seconds = shot.Seconds,
            Seed = shot.Seed,
        })],
        Notes = [.. film.Problems.Select(problem => problem.ToString())],
    };

    private static async Task WriteProblemsAsync(HttpContext context, CheckedFilm film)
    {
        JsonObject json = film.ToJson();
        if (film.Plan is null)
        {
            int count = film.Problems.Count(problem => !problem.IsNote);
            json["status"] = StatusCodes.Status422UnprocessableEntity;
            json["detail"] = $"The film is not ready to be made: {count} {(count == 1 ? "problem" : "problems")}.";
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        await JsonAnswer.WriteAsync(
            context, json, static (writer, json) => json.WriteTo(writer),
            film.Plan is null ? "application/problem+json" : "application/json");
    }
}
