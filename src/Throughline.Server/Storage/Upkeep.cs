using Microsoft.EntityFrameworkCore;
using Throughline.Production;
using Throughline.Server.Assets;
using Throughline.Server.FilmsApi;
using Throughline.Server.Tasks;

namespace Throughline.Server.Storage;

/// <summary>
/// Clears away what nobody needs any more, every ten minutes: finished tasks past their time or beyond the space they
/// may take, expired uploads, and files that nothing refers to.
/// </summary>
internal sealed partial class Upkeep(
    TaskStore store,
    TakeStore takes,
    AssetStore assets,
    UploadStore uploads,
    ResultFolder results,
    DatabaseFile file,
    FilmFolders films,
    ServerOptions options,
    TimeProvider clock,
    ILogger<Upkeep> log) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(10);

    // A deleted task goes on counting for the day's use, and a take may belong to a task that is being made.
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);
    private static readonly TimeSpan _week = TimeSpan.FromDays(7);

    /// <summary>Clears away once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (TaskRecord task in store.All.Where(task => task.HasEnded).ToList())
        {
            if (task.DeletedAt is not null ? task.CreatedAt < now - _day : task.EndedAt < now - options.Retention)
            {
                await RemoveAsync(task);
            }
        }

        await RemoveBeyondSpaceAsync(now);
        await uploads.ForgetExpiredAsync(cancellationToken);
        await ForgetToldAsync(now, cancellationToken);
        RemoveUnused(now);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunAsync(stoppingToken);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
                    or System.Data.Common.DbException)
                {
                    NotCleared(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    // The oldest go first until what is left fits. Several tasks may share a take, a client's file or a film's folder.
    private async Task RemoveBeyondSpaceAsync(DateTimeOffset now)
    {
        var held = Finished()
            .OrderBy(task => task.Id).Select(task => (Task: task, Places: HeldBy(task).ToList())).ToList();
        var places = held.SelectMany(one => one.Places).GroupBy(place => place, StringComparer.Ordinal)
            .ToDictionary(
                place => place.Key, place => (Bytes: SizeOf(place.Key), Holders: place.Count()),
                StringComparer.Ordinal);
        long bytes = places.Values.Sum(place => place.Bytes);
        foreach ((TaskRecord task, List<string> its) in held.TakeWhile(_ => bytes > options.RetentionBytes))
        {
            foreach (string place in its)
            {
                (long size, int holders) = places[place];
                places[place] = (size, holders - 1);
                bytes -= holders == 1 ? size : 0;
            }

            await store.UpdateAsync(task.Id, one => one with { DeletedAt = now });
            results.Remove(task.Id);
        }
    }

    // Everything on the disk that is there for a task: whole takes, its results, what its client sent.
    private IEnumerable<string> HeldBy(TaskRecord task) => task.Files
        .Select(file => Path.GetDirectoryName(results.PathOf(file))!)
        .Concat(task.Order.Assets.Select(assets.PathOf))
        .Concat(FilmDetails.Of(task) is { } film ? [films.FolderOf(film.Folder)] : [])
        .Distinct(StringComparer.Ordinal);

    private static long SizeOf(string place) => Directory.Exists(place)
        ? new DirectoryInfo(place).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : new FileInfo(place) is { Exists: true } one ? one.Length : 0;

    // What webhooks were told a week ago, and webhooks that were removed then. Nothing of it waits any more, so nobody
    // writes it meanwhile.
    private async Task ForgetToldAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now - _week;
        await using ServerDatabase context = file.Context();
        await context.Deliveries.Where(one => one.NextAt == null && one.EndedAt < old).ExecuteDeleteAsync(
            cancellationToken);
        await context.Webhooks.Where(one => one.RemovedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private IEnumerable<TaskRecord> Finished() => store.All.Where(task => task is { HasEnded: true, DeletedAt: null });

    private async Task RemoveAsync(TaskRecord task)
    {
        results.Remove(task.Id);
        await store.RemoveAsync(task.Id);
    }

    private void RemoveUnused(DateTimeOffset now)
    {
        var live = store.All.Where(task => task.DeletedAt is null).ToList();
        var used = live.SelectMany(task => task.Order.Assets).Concat(uploads.Assets).ToHashSet(StringComparer.Ordinal);
        foreach (string asset in assets.Idle(now).Where(asset => !used.Contains(asset)).ToList())
        {
            assets.Remove(asset);
        }

        films.RemoveUnused(
            live.Select(task => FilmDetails.Of(task)?.Folder).OfType<string>().ToHashSet(StringComparer.Ordinal));
        var shown = live.SelectMany(task => task.Files)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file.Path))).OfType<string>().ToHashSet(
                StringComparer.Ordinal);
        foreach (TakeKey take in takes.Untouched(now - _day).Where(take => !shown.Contains(take.Hex)).ToList())
        {
            takes.Remove(take);
        }

        foreach (TaskRecord deleted in store.All.Where(task => task.DeletedAt is not null))
        {
            results.Remove(deleted.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is no longer needed could not be cleared away")]
    private partial void NotCleared(Exception failure);
}
