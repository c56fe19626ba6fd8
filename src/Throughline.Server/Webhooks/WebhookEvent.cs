using System.Buffers;
using System.Text.Json;
using Throughline.Server.Tasks;
using Throughline.Server.VideosApi;

namespace Throughline.Server.Webhooks;

/// <summary>
/// What is told of a task's end: OpenAI's events for its videos, and the same form for tasks of the other APIs. An
/// event names the task and no more, so there is nothing in it to keep secret or to grow old.
/// </summary>
internal static class WebhookEvent
{
    /// <summary>The event's type and the task's id as its API writes it; null when nobody is told.</summary>
    public static (string Type, string DataId)? Of(TaskRecord task) => (task.Api, task.State) switch
    {
        (_, not (TaskState.Succeeded or TaskState.Failed or TaskState.Cancelled)) => null,
        // OpenAI knows no such end: its owner deleted the video.
        (VideosApi.VideosApi.Name, TaskState.Cancelled) => null,
        (VideosApi.VideosApi.Name, TaskState.Succeeded) => ("video.completed", VideoId.Write(task.Id)),
        (VideosApi.VideosApi.Name, _) => ("video.failed", VideoId.Write(task.Id)),
        (_, TaskState.Succeeded) => ("task.succeeded", task.Id.ToString()),
        (_, TaskState.Failed) => ("task.failed", task.Id.ToString()),
        _ => ("task.cancelled", task.Id.ToString()),
    };

    /// <summary>The body that is sent, the same for every attempt.</summary>
    public static byte[] Body(Delivery delivery)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", $"evt_{delivery.TaskId:N}"); // A task ends once.
            json.WriteString("object", "event");
            json.WriteNumber("created_at", delivery.CreatedAt.ToUnixTimeSeconds());
            json.WriteString("type", delivery.Type);
            json.WriteStartObject("data");
            json.WriteString("id", delivery.DataId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
