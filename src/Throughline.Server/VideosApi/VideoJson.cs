using System.Globalization;
using System.Text.Json;
using Throughline.Server.Guard;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>Videos as OpenAI writes them.</summary>
internal static class VideoJson
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(10);

    /// <summary>Answers with a video.</summary>
    public static Task WriteAsync(HttpContext context, TaskRecord task)
    {
        IServiceProvider services = context.RequestServices;
        context.Response.Headers["Throughline-Engine"] = task.Engine;
        if (!task.HasEnded)
        {
            // The Python library sleeps as long between its polls.
            bool isFresh = services.GetRequiredService<TimeProvider>().GetUtcNow() - task.CreatedAt < _fresh;
            context.Response.Headers["openai-poll-after-ms"] = isFresh ? "1000" : "5000";
        }

        return JsonAnswer.WriteAsync(
            context, (task, services), static (json, state) => Write(json, state.task, state.services));
    }

    /// <summary>Answers with a page of videos.</summary>
    /// <param name="context">The request.</param>
    /// <param name="page">The page, in its order.</param>
    /// <param name="hasMore">Whether others follow it.</param>
    public static Task WriteListAsync(HttpContext context, IReadOnlyList<TaskRecord> page, bool hasMore) => JsonAnswer.WriteAsync(
        context, (page, hasMore, context.RequestServices), static (json, state) =>
        {
            (IReadOnlyList<TaskRecord> page, bool hasMore, IServiceProvider services) = state;
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (TaskRecord task in page)
            {
                Write(json, task, services);
            }

            json.WriteEndArray();
            json.WriteString("first_id", page.Count == 0 ? null : VideoId.Write(page[0].Id));
            json.WriteString("last_id", page.Count == 0 ? null : VideoId.Write(page[^1].Id));
            json.WriteBoolean("has_more", hasMore);
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, TaskRecord task, IServiceProvider services)
    {
        bool isCompleted = task.State == TaskState.Succeeded;
        double progress = isCompleted || !task.HasEnded ? services.GetRequiredService<TaskPool>().ProgressOf(task) : 0;
        json.WriteStartObject();
        json.WriteString("id", VideoId.Write(task.Id));
        json.WriteString("object", "video");
        json.WriteString("model", task.Model);
        json.WriteString("status", task.State switch
        {
            TaskState.Queued => "queued",
            TaskState.Running => "in_progress",
            TaskState.Succeeded => "completed",
            _ => "failed",
        });
        json.WriteNumber("progress", (int)(progress * 100));
        json.WriteNumber("created_at", task.CreatedAt.ToUnixTimeSeconds());
        WriteTime(json, "completed_at", isCompleted ? task.EndedAt : null);
        WriteTime(
            json, "expires_at",
            isCompleted ? task.EndedAt + services.GetRequiredService<ServerOptions>().Retention : null);
        json.WriteString("seconds", task.Order.Seconds.ToString("0", CultureInfo.InvariantCulture));
        json.WriteString(
            "size", string.Create(CultureInfo.InvariantCulture, $"{task.Order.Width}x{task.Order.Height}"));
        json.WriteString("prompt", task.Order.Shots[^1].Prompt);
        json.WriteString("remixed_from_video_id", VideoDetails.Of(task).RemixedFrom);
        if (task.Failure is { } failure)
        {
            json.WriteStartObject("error");
            json.WriteString("code", Code(failure.Code));
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("error");
        }

        OwnFields.Write(json, task);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            json.WriteNumber(name, moment.ToUnixTimeSeconds());
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Code(TaskFailureCode code) => code switch
    {
        TaskFailureCode.BadInput => "invalid_image",
        TaskFailureCode.NotSupported => "unsupported",
        TaskFailureCode.Engine or TaskFailureCode.Encoder => "video_generation_failed",
        TaskFailureCode.TimedOut => "timeout",
        _ => "server_error",
    };
}
