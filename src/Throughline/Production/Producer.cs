using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>
/// Makes the takes that a film needs and does not have yet. Shots that do not depend on each other are shot side by
/// side, those with the longest chain behind them first.
/// </summary>
/// <remarks>
/// After a failure nothing new is begun; what is being shot is finished, and then every failure is told. Cancelling
/// stops what is being shot. Either way, finished takes stay.
/// </remarks>
public sealed class Producer
{
    private readonly ProducerOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Copies nothing: the options must not change.</summary>
    public Producer(ProducerOptions options, TimeProvider? clock = null)
    {
        _options = options;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Makes the takes of <paramref name="film"/>.</summary>
    /// <param name="film">The film; every <c>from</c> names one of its shots, without cycles.</param>
    /// <param name="engines">For each shot's id, the engine that shoots it.</param>
    /// <param name="store">The film's takes.</param>
    /// <param name="meter">Told of everything that happens.</param>
    /// <param name="cancellationToken">Stops what is being shot.</param>
    /// <returns>The take of every shot, in the film's order.</returns>
    /// <exception cref="ProductionException">Some shots could not be shot.</exception>
    public async Task<IReadOnlyList<Take>> MakeAsync(
        Film film,
        IReadOnlyDictionary<string, IEngine> engines,
        TakeStore store,
        ProgressMeter meter,
        CancellationToken cancellationToken)
    {
        var hashes = new FileHashes();
        var planner = new TakePlanner(film, engines, _options.Encoding, hashes);
        IReadOnlyList<PlannedTake> planned = await planner.PlanAsync(cancellationToken);

        var takes = new Dictionary<TakeKey, Take>();
        var missing = new Dictionary<TakeKey, PlannedTake>();
        foreach (PlannedTake take in planned)
        {
            meter.Add(take.Shot.Id, take.Frames);
            if (takes.ContainsKey(take.Key) || store.Find(take.Key) is { } found && takes.TryAdd(take.Key, found))
            {
                meter.Set(take.Shot.Id, ShotState.Kept);
            }
            else if (!missing.TryAdd(take.Key, take))
            {
                meter.Set(take.Shot.Id, ShotState.Kept); // Its twin, with equal inputs, is shot for both.
            }
        }

        RefuseUnreadablePictures(missing.Values);
        var gate = new Lock();
        await new WorkQueue(missing.Values, _options.Threads).RunAsync(
            async (take, threads, token) =>
            {
                Take? previous = null;
                if (take.Previous is { } before)
                {
                    lock (gate)
                    {
                        previous = takes[before.Key];
                    }
                }

                var shooting = new TakeShooting(take, previous, film, _options, hashes, _clock);
                Take done = await shooting.RunAsync(store, meter, threads, token);
                lock (gate)
                {
                    takes.Add(done.Key, done);
                }
            },
            cancellationToken);
        return [.. planned.Select(take => takes[take.Key])];
    }

    // Before anything is shot, so that a broken picture of the last shot is not found after an hour.
    private static void RefuseUnreadablePictures(IEnumerable<PlannedTake> takes)
    {
        var failures = new List<ShotFailure>();
        foreach (PlannedTake take in takes)
        {
            foreach (string path in new[] { take.Shot.Image, take.Shot.Depth, take.Shot.Matte, take.Shot.Last }
                .Concat(take.Shot.Masks.Values).OfType<string>())
            {
                try
                {
                    PictureFile.ReadInfo(path);
                }
                catch (PictureException failure)
                {
                    failures.Add(new ShotFailure(take.Shot.Id, failure));
                }
            }
        }

        if (failures.Count > 0)
        {
            throw new ProductionException(failures, []);
        }
    }
}
