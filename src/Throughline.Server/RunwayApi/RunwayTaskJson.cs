using System.Globalization;
using System.Text.Json;
using Throughline.Server.Links;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>A task as Runway shows it, and beside that the engine that makes it.</summary>
internal static class RunwayTaskJson
{
    /// <summary>A task's cost in credits: one for each second begun.</summary>
    public static int Credits(TaskRecord task) => (int)decimal.Ceiling(task.Seconds);

    /// <summary>Writes the answer to a create.</summary>
    public static async Task WriteCreatedAsync(HttpContext context, TaskRecord task)
    {
        Begin(context, task);
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        WriteCredits(json, "estimatedCost", Credits(task));
        json.WriteString("engine", task.Engine);
        WriteNotes(json, task);
        json.WriteEndObject();
    }

    /// <summary>Writes the task.</summary>
    public static async Task WriteAsync(HttpContext context, TaskRecord task, TaskPool pool, SignedLinks links)
    {
        Begin(context, task);
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("status", Status(task, pool));
        json.WriteString("createdAt", task.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        switch (task.State)
        {
            case TaskState.Queued:
                WriteCredits(json, "estimatedCost", Credits(task));
                break;
            case TaskState.Running:
                WriteCredits(json, "estimatedCost", Credits(task));
                json.WriteNumber("progress", Math.Round(pool.ProgressOf(task), 4));
                break;
            case TaskState.Succeeded:
                WriteCredits(json, "cost", Credits(task));
                json.WriteStartArray("output");
                foreach (TaskFile file in task.Files)
                {
                    json.WriteStringValue(links.Make(context.Request, FileEndpoints.PathOf(task.Id, file.Name)));
                }

                json.WriteEndArray();
                break;
            case TaskState.Failed:
                WriteCredits(json, "cost", 0);
                json.WriteString("failure", task.Failure!.Message);
                json.WriteString("failureCode", Code(task.Failure.Code));
                break;
            default:
                WriteCredits(json, "cost", 0);
                break;
        }

        json.WriteString("engine", task.Engine);
        WriteNotes(json, task);
        json.WriteEndObject();
    }

    /// <summary>Runway's word for a failure. Those that begin with INTERNAL may be tried again.</summary>
    public static string Code(TaskFailureCode code) => code switch
    {
        TaskFailureCode.BadInput => "ASSET.INVALID",
        TaskFailureCode.NotSupported => "INPUT_PREPROCESSING.UNSUPPORTED",
        TaskFailureCode.Engine => "INTERNAL.BAD_OUTPUT.ENGINE",
        TaskFailureCode.Encoder => "INTERNAL.BAD_OUTPUT.ENCODER",
        _ => "INTERNAL",
    };

    private static string Status(TaskRecord task, TaskPool pool) => task.State switch
    {
        TaskState.Queued => pool.IsThrottled(task) ? "THROTTLED" : "PENDING",
        TaskState.Running => "RUNNING",
        TaskState.Succeeded => "SUCCEEDED",
        TaskState.Failed => "FAILED",
        _ => "CANCELLED",
    };

    private static void Begin(HttpContext context, TaskRecord task)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers["Throughline-Engine"] = task.Engine;
    }

    private static void WriteCredits(Utf8JsonWriter json, string name, int credits)
    {
        json.WriteStartObject(name);
        json.WriteNumber("credits", credits);
        json.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter json, TaskRecord task)
    {
        if (task.Order.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (string note in task.Order.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        }
    }
}
