using System.Globalization;
using System.Text.Json;
using Throughline.Server.Guard;
using Throughline.Server.Links;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>A task as Runway shows it, and beside that the engine that makes it.</summary>
internal static class RunwayTaskJson
{
    /// <summary>A task's cost in credits: one for each second begun.</summary>
    public static int Credits(TaskRecord task) => (int)decimal.Ceiling(task.Seconds);

    /// <summary>Writes the answer to a create.</summary>
    public static Task WriteCreatedAsync(HttpContext context, TaskRecord task)
    {
        context.Response.Headers["Throughline-Engine"] = task.Engine;
        return JsonAnswer.WriteAsync(context, task, static (json, task) =>
        {
            json.WriteStartObject();
            json.WriteString("id", task.Id);
            WriteCredits(json, "estimatedCost", Credits(task));
            OwnFields.Write(json, task);
            json.WriteEndObject();
        });
    }

    /// <summary>Writes the task.</summary>
    public static Task WriteAsync(HttpContext context, TaskRecord task, TaskPool pool, SignedLinks links)
    {
        context.Response.Headers["Throughline-Engine"] = task.Engine;
        return JsonAnswer.WriteAsync(
            context, (context.Request, task, pool, links),
            static (json, state) => Write(json, state.Request, state.task, state.pool, state.links));
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

    private static void Write(
        Utf8JsonWriter json, HttpRequest request, TaskRecord task, TaskPool pool, SignedLinks links)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("status", Status(task, pool));
        json.WriteString(
            "createdAt",
            task.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        bool charged = task.State == TaskState.Succeeded;
        WriteCredits(json, task.HasEnded ? "cost" : "estimatedCost", charged || !task.HasEnded ? Credits(task) : 0);
        switch (task.State)
        {
            case TaskState.Running:
                json.WriteNumber("progress", Math.Round(pool.ProgressOf(task), 4));
                break;
            case TaskState.Succeeded:
                json.WriteStartArray("output");
                foreach (TaskFile file in task.Files)
                {
                    json.WriteStringValue(links.Make(request, FileEndpoints.PathOf(task.Id, file.Name)));
                }

                json.WriteEndArray();
                break;
            case TaskState.Failed:
                json.WriteString("failure", task.Failure!.Message);
                json.WriteString("failureCode", Code(task.Failure.Code));
                break;
        }

        OwnFields.Write(json, task);
        json.WriteEndObject();
    }

    private static void WriteCredits(Utf8JsonWriter json, string name, int credits)
    {
        json.WriteStartObject(name);
        json.WriteNumber("credits", credits);
        json.WriteEndObject();
    }
}
