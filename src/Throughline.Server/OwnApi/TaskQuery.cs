using System.Globalization;
using Microsoft.Extensions.Primitives;
using Throughline.Problems;
using Throughline.Server.Guard;
using Throughline.Server.Tasks;

namespace Throughline.Server.OwnApi;

/// <summary>
/// What <c>/api/tasks</c> is asked for. A filter of several values, joined by commas, lets any of them through.
/// </summary>
internal sealed record TaskQuery
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    private static readonly string[] _names = ["status", "api", "kind", "model", "since", "until", "limit", "cursor"];
    private static readonly string[] _states = ["queued", "throttled", "running", "succeeded", "failed", "cancelled"];
    private static readonly string[] _apis = ["runway", "openai", "films"];
    private static readonly string[] _kinds = [.. Enum.GetNames<OrderKind>().Select(name => name.ToLowerInvariant())];

    private IReadOnlyList<string> Status { get; init; } = [];

    private IReadOnlyList<string> Api { get; init; } = [];

    private IReadOnlyList<string> Kind { get; init; } = [];

    private IReadOnlyList<string> Model { get; init; } = [];

    private DateTimeOffset? Since { get; init; }

    private DateTimeOffset? Until { get; init; }

    private Guid? After { get; init; }

    /// <summary>Tasks on a page, 1 to 200.</summary>
    public required int Limit { get; init; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="BadRequestException">A filter is not known, or its value is not one of its kind.</exception>
    public static TaskQuery Read(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(name => !_names.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            string shown = Short(unknown);
            throw new BadRequestException($"There is no filter '{shown}'. {NearestName.Fix(shown, _names)}".TrimEnd());
        }

        return new TaskQuery
        {
            Status = Values(query, "status", _states),
            Api = Values(query, "api", _apis),
            Kind = Values(query, "kind", _kinds),
            Model = Values(query, "model", null),
            Since = Time(query, "since"),
            Until = Time(query, "until"),
            Limit = Number(query),
            After = Cursor(query),
        };
    }

    /// <summary>The tasks asked for, as they come.</summary>
    public IEnumerable<TaskRecord> Of(IEnumerable<TaskRecord> newestFirst, TaskPool pool) => newestFirst
        .Where(task => After is not { } after || task.Id.CompareTo(after) < 0) // Ids grow with time.
        .Where(task => Allows(Api, task.Api) && Allows(Model, task.Model))
        .Where(task => Allows(Kind, OwnTaskJson.KindOf(task.Order)))
        .Where(
            task => (Since is not { } since || task.CreatedAt >= since)
                && (Until is not { } until || task.CreatedAt < until))
        .Where(task => Allows(Status, pool.IsThrottled(task) ? "throttled" : OwnTaskJson.Status(task.State)));

    private static bool Allows(IReadOnlyList<string> values, string value) =>
        values.Count == 0 || values.Contains(value, StringComparer.Ordinal);

    private static string Short(string text) => text.Length <= 64 ? text : text[..64];

    private static List<string> Values(IQueryCollection query, string name, string[]? known)
    {
        StringValues given = query[name];
        List<string> values = [
            .. given.SelectMany(
                text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Take(32)
        ];
        return known is null || values.Find(value => !known.Contains(value, StringComparer.Ordinal)) is not { } wrong
            ? values
            : throw new BadRequestException($"'{name}' is one of {string.Join(", ", known)}, not '{Short(wrong)}'.");
    }

    private static DateTimeOffset? Time(IQueryCollection query, string name)
    {
        string? text = query[name];
        return string.IsNullOrEmpty(text) ? null
            : DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
            : throw new BadRequestException($"'{name}' is a time as 2026-11-22T20:00:00Z, not '{Short(text)}'.");
    }

    private static int Number(IQueryCollection query)
    {
        string? text = query["limit"];
        return string.IsNullOrEmpty(text) ? UsualPage
            : int.TryParse(
                text, NumberStyles.None, CultureInfo.InvariantCulture,
                out int limit) && limit is >= 1 and <= LargestPage ? limit
            : throw new BadRequestException($"'limit' is a whole number from 1 to {LargestPage}.");
    }

    private static Guid? Cursor(IQueryCollection query)
    {
        string? text = query["cursor"];
        return string.IsNullOrEmpty(text) ? null
            : Guid.TryParseExact(text, "N", out Guid id) ? id
            : throw new BadRequestException("This is no cursor of this list. Take 'nextCursor' of the page before.");
    }
}
