using System.Globalization;
using System.Text.Json;
using Throughline.Production;
using Throughline.Server.FilmsApi;
using Throughline.Server.Footage;
using Throughline.Server.Guard;
using Throughline.Server.Links;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary>Tasks of every API as our own API shows them.</summary>
internal static class OwnTaskJson
{
    /// <summary>Name of the picture that a clip or a film is shown by, among the links to a task's files.</summary>
    public const string Poster = "poster.webp";

    /// <summary>Answers with a task.</summary>
    public static Task WriteAsync(HttpContext context, TaskRecord task)
    {
        context.Response.Headers["Throughline-Engine"] = task.Engine;
        return JsonAnswer.WriteAsync(
            context, (context, task), static (json, state) => Write(json, state.task, state.context));
    }

    /// <summary>Writes a task.</summary>
    public static void Write(Utf8JsonWriter json, TaskRecord task, HttpContext context)
    {
        var pool = context.RequestServices.GetRequiredService<TaskPool>();
        TaskOrder order = task.Order;
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("api", task.Api);
        json.WriteString("kind", KindOf(order));
        json.WriteString("title", FilmDetails.Of(task)?.Title);
        json.WriteString("model", task.Model);
        json.WriteString("engine", task.Engine);
        json.WriteString("look", order.Look);
        json.WriteNumber("width", order.Width);
        json.WriteNumber("height", order.Height);
        json.WriteNumber("seconds", order.Seconds);
        WriteState(json, task, pool);
        WriteTime(json, "createdAt", task.CreatedAt);
        WriteTime(json, "startedAt", task.StartedAt);
        WriteTime(json, "endedAt", task.EndedAt);
        json.WriteStartArray("shots");
        foreach (OrderShot shot in order.Shots)
        {
            WriteShot(json, shot, order.Rate.FramesIn(shot.Seconds));
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in order.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        WriteFailure(json, task.Failure);
        WriteFiles(json, task, context);
        json.WriteEndObject();
    }

    /// <summary>
    /// Writes where a task is: <c>status</c>, <c>progress</c>, <c>step</c>, <c>secondsLeft</c> and <c>framesDone</c>.
    /// </summary>
    public static void WriteState(Utf8JsonWriter json, TaskRecord task, TaskPool pool)
    {
        json.WriteString("status", pool.IsThrottled(task) ? "throttled" : Status(task.State));
        FilmProgress? stand = task.State == TaskState.Running ? pool.StandOf(task) : null;
        long frames = stand?.Shots.Sum(shot => (long)shot.Frames) ?? 0;
        long done = stand?.Shots.Sum(TaskPool.DoneOf) ?? 0;
        bool isCut = frames > 0 && done == frames;
        json.WriteNumber(
            "progress",
            task.State is TaskState.Succeeded or TaskState.Running ? Math.Round(pool.ProgressOf(task), 4) : 0);
        json.WriteString(
            "step", task.State != TaskState.Running ? null : isCut ? "cutting" : done == 0 ? "preparing" : "shooting");
        if (stand?.TimeLeft is { } left && !isCut)
        {
            json.WriteNumber("secondsLeft", Math.Round(left.TotalSeconds, 1));
        }
        else
        {
            json.WriteNull("secondsLeft");
        }

        json.WriteStartArray("framesDone");
        foreach (long shot in DoneOf(task.Order, stand))
        {
            json.WriteNumberValue(shot);
        }

        json.WriteEndArray();
    }

    /// <summary>A state as clients write it.</summary>
    public static string Status(TaskState state) => state switch
    {
        TaskState.Queued => "queued",
        TaskState.Running => "running",
        TaskState.Succeeded => "succeeded",
        TaskState.Failed => "failed",
        _ => "cancelled",
    };

    /// <summary>
    /// What a task makes, as clients write it: <c>clip</c>, <c>restyle</c>, <c>picture</c> or <c>film</c>.
    /// </summary>
    public static string KindOf(TaskOrder order) => order.Kind.ToString().ToLowerInvariant();

    // Frames done of every shot of the order: footage that is drawn in stretches is one shot.
    private static IEnumerable<long> DoneOf(TaskOrder order, FilmProgress? stand) => (stand?.Shots ?? [])
        .GroupBy(
            shot => order.Footage is not null && shot.Id.StartsWith(FootageShooter.Shown, StringComparison.Ordinal)
                ? FootageShooter.Shown
                : shot.Id)
        .Select(shot => shot.Sum(TaskPool.DoneOf));

    private static void WriteShot(Utf8JsonWriter json, OrderShot shot, int frames)
    {
        json.WriteStartObject();
        json.WriteString("id", shot.Id);
        json.WriteString("prompt", shot.Prompt);
        json.WriteString("camera", shot.Camera);
        json.WriteNumber("seconds", shot.Seconds);
        json.WriteNumber("frames", frames);
        json.WriteNumber("seed", shot.Seed);
        json.WriteBoolean("firstFrame", shot.First is not null);
        json.WriteBoolean("lastFrame", shot.Last is not null);
        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, TaskFailure? failure)
    {
        if (failure is null)
        {
            json.WriteNull("failure");
            return;
        }

        json.WriteStartObject("failure");
        json.WriteString("code", JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.Code.ToString()));
        json.WriteString("message", failure.Message);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, TaskRecord task, HttpContext context)
    {
        var links = context.RequestServices.GetRequiredService<SignedLinks>();
        json.WriteStartArray("files");
        foreach (TaskFile file in task.Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("mediaType", file.MediaType);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("url", links.Make(context.Request, FileEndpoints.PathOf(task.Id, file.Name)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        string? poster =
            task.Files.Count == 0 ? null : task.Order.Kind == OrderKind.Picture ? task.Files[0].Name : Poster;
        json.WriteString(
            "poster", poster is null ? null : links.Make(context.Request, FileEndpoints.PathOf(task.Id, poster)));
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(
            name, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
