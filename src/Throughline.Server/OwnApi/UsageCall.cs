using System.Reflection;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary><c>/api/usage</c>: what the caller may do and has used.</summary>
internal static class UsageCall
{
    private static readonly string _version =
        typeof(UsageCall).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "";

    /// <summary>GET /api/usage.</summary>
    public static Task GetAsync(HttpContext context) => JsonAnswer.WriteAsync(context, context, static (json, context) =>
    {
        IServiceProvider services = context.RequestServices;
        Caller caller = Caller.Of(context);
        IReadOnlyList<TaskRecord> tasks = services.GetRequiredService<TaskStore>().Of(caller.KeyId);
        json.WriteStartObject();
        json.WriteString("key", caller.Name);
        json.WriteNumber("secondsUsed", services.GetRequiredService<DailyUse>().SecondsOf(caller.KeyId));
        if (caller.MaxSecondsPerDay is { } most)
        {
            json.WriteNumber("secondsPerDay", most);
        }
        else
        {
            json.WriteNull("secondsPerDay");
        }

        json.WriteNumber("running", tasks.Count(task => task.State == TaskState.Running));
        json.WriteNumber("queued", tasks.Count(task => task.State == TaskState.Queued));
        json.WriteNumber("concurrency", caller.Concurrency);
        json.WriteBoolean("diskLow", services.GetRequiredService<DiskSpace>().IsLow);
        json.WriteString("version", _version);
        json.WriteEndObject();
    });
}
