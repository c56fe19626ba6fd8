using System.Globalization;
using System.Text.Json;
using Throughline.Server.Aliases;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>
/// What a key may do and has done. A credit is a second of clip of the key's daily allowance: nothing is sold here. A
/// key without a limit always shows the same large balance.
/// </summary>
internal static class RunwayOrganization
{
    private const int NoLimit = 1_000_000;
    private const int MostDays = 90;

    /// <summary>Balance, limits and the last day's use.</summary>
    public static async Task GetAsync(HttpContext context)
    {
        var caller = Caller.Of(context);
        var use = context.RequestServices.GetRequiredService<DailyUse>();
        DateTimeOffset yesterday = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-1);
        IEnumerable<string> models = context.RequestServices.GetRequiredService<RunwayLimitsTable>().Endpoints.Values
            .SelectMany(endpoint => endpoint.Keys).Distinct().Where(
                model => context.RequestServices.GetRequiredService<ModelTable>().Find(model) is not null);
        int left = caller.MaxSecondsPerDay is { } most ? Math.Max(
            0, (int)decimal.Floor(most - use.SecondsOf(caller.KeyId))) : NoLimit;

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteNumber("creditBalance", left);
        json.WriteStartObject("tier");
        json.WriteNumber(
            "maxMonthlyCreditSpend",
            caller.MaxSecondsPerDay is { } daily ? Math.Min((long)daily * 30, NoLimit) : NoLimit);
        json.WriteStartObject("models");
        foreach (string model in models)
        {
            json.WriteStartObject(model);
            json.WriteNumber("maxConcurrentGenerations", caller.Concurrency);
            json.WriteNull("maxDailyGenerations");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("usage");
        json.WriteStartObject("models");
        foreach (IGrouping<string, TaskRecord> model in Tasks(context).Where(task => task.CreatedAt > yesterday)
            .GroupBy(task => task.Model))
        {
            json.WriteStartObject(model.Key);
            json.WriteNumber("dailyGenerations", model.Count());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Credits by day and model.</summary>
    public static async Task GetUsageAsync(HttpContext context)
    {
        DateOnly today = DateOnly.FromDateTime(
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        (DateOnly start, DateOnly before) = await ReadDatesAsync(context, today);
        var days = Tasks(context)
            .Where(task => task.State == TaskState.Succeeded)
            .Select(task => (Day: DateOnly.FromDateTime(task.CreatedAt.UtcDateTime), Task: task))
            .Where(one => one.Day >= start && one.Day < before)
            .GroupBy(one => one.Day, one => one.Task)
            .OrderBy(day => day.Key)
            .ToList();

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (string model in days.SelectMany(day => day).Select(task => task.Model).Distinct()
            .Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(model);
        }

        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (IGrouping<DateOnly, TaskRecord> day in days)
        {
            json.WriteStartObject();
            json.WriteString("date", day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartArray("usedCredits");
            foreach (IGrouping<string, TaskRecord> model in day.GroupBy(task => task.Model))
            {
                json.WriteStartObject();
                json.WriteNumber("amount", model.Sum(RunwayTaskJson.Credits));
                json.WriteString("model", model.Key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<TaskRecord> Tasks(HttpContext context)
    {
        string key = Caller.Of(context).KeyId;
        return context.RequestServices.GetRequiredService<TaskStore>().All.Where(task => task.KeyId == key);
    }

    private static async Task<(DateOnly Start, DateOnly Before)> ReadDatesAsync(HttpContext context, DateOnly today)
    {
        if (context.Request.ContentLength is null or 0 && !context.Request.HasJsonContentType())
        {
            return (today.AddDays(-30), today.AddDays(1));
        }

        (JsonDocument document, _) = await BodyReader.ReadObjectAsync(
            context.Request, 64 << 10, context.RequestAborted);
        using (document)
        {
            var body = new RunwayBody(document.RootElement);
            DateOnly start = Date(body, "startDate") ?? today.AddDays(-30);
            DateOnly before = Date(body, "beforeDate") ?? start.AddDays(31);
            if (before < start || before.DayNumber - start.DayNumber > MostDays)
            {
                body.Issue($"Expected a date up to {MostDays} days after startDate", "beforeDate");
            }

            body.ThrowIfWrong();
            return (start, before);
        }
    }

    private static DateOnly? Date(RunwayBody body, string name)
    {
        string? text = body.Text(name);
        if (text is null
            || DateOnly.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
                && date.Year is > 2000 and < 9000)
        {
            return text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        body.Issue("Expected a date as YYYY-MM-DD", name);
        return null;
    }
}
