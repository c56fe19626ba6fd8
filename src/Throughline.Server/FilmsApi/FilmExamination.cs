using System.Globalization;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Problems;
using Throughline.Routing;
using Throughline.Server.Aliases;
using Throughline.Server.Assets;
using Throughline.Server.Tasks;
using Throughline.Sight;
using Throughline.Stage;
using Throughline.Stage.Assets;
using Throughline.Stage.Worlds;

namespace Throughline.Server.FilmsApi;

/// <summary>
/// Reads and plans the films that clients sent, as <c>throughline check</c> does, and holds them to what this server
/// makes.
/// </summary>
internal sealed class FilmExamination(FilmFolders folders, EngineList engines, PictureSight sight)
{
    /// <summary>The longest film, in seconds.</summary>
    public const int MostSeconds = 3600;

    /// <summary>The most shots of a film.</summary>
    public const int MostShots = 1000;

    /// <summary>Reads a film; every problem names its file as the client does.</summary>
    /// <param name="key">Its folder.</param>
    public CheckedFilm Read(string key)
    {
        string file = folders.FilmOf(key);
        string folder = Path.GetDirectoryName(file)!;
        (StageEngine? own, IReadOnlyList<Problem> broken) = OwnEngine(folder);
        CheckedFilm film = CheckedFilm.Of(
            FilmReader.Read(file), [.. engines.All.Select(engine => With(own, engine).Card)]);
        var problems = film.Problems.Select(problem => problem with
        {
            File = Path.GetRelativePath(folder, problem.File),
            // No client can.
            Fix = problem.Fix?.Replace(", or allow it with --allow-outside", "", StringComparison.Ordinal),
        }).Concat(broken).ToList();
        if (film.Plan is { } plan)
        {
            problems.AddRange(Beyond(plan));
            problems.AddRange(Pictures(plan.Film));
        }

        bool isReady = problems.TrueForAll(problem => problem.IsNote);
        return film with
        {
            Source = FilmReader.FileName,
            Plan = isReady ? film.Plan : null,
            Problems = [.. problems.OrderBy(problem => problem.Place)],
        };
    }

    /// <summary>
    /// What shoots a film's shots, by their ids: as <c>make</c> does, with the film's own assets over the built-in
    /// ones.
    /// </summary>
    public IReadOnlyDictionary<string, IEngine> EnginesOf(Plan plan)
    {
        StageEngine? own = OwnEngine(plan.Film.Folder).Engine;
        return plan.Shots.ToDictionary(
            shot => shot.Shot.Id, shot => With(own, engines.Find(shot.Engine)!), StringComparer.Ordinal);
    }

    private static IEngine With(StageEngine? own, IEngine engine) =>
        own is not null && engine is StageEngine ? own : engine;

    private static Problem Whole(string message, string? fix = null) =>
        new() { File = FilmReader.FileName, Place = TextPlace.WholeFile, Message = message, Fix = fix };

    private static IEnumerable<Problem> Beyond(Plan plan)
    {
        if (plan.Seconds > MostSeconds || plan.Shots.Count > MostShots)
        {
            yield return Whole(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the film has {plan.Shots.Count} shots and {plan.Seconds:0.#} seconds; this server makes up to {MostShots} shots and {MostSeconds} seconds"),
                "Make it in parts.");
        }

        if ((long)plan.Film.Size.Width * plan.Film.Size.Height > PictureSizes.MostPixels)
        {
            yield return Whole(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{plan.Film.Size} is more than {PictureSizes.MostPixels / 1_000_000} million pixels"));
        }

        if (plan.CostUsd > 0)
        {
            yield return Whole(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the film costs {plan.CostUsd:0.00} USD, and this server spends no money"),
                "Let Stage shoot it, or make it with 'throughline make', where you see the bill first.");
        }
    }

    private static IEnumerable<Problem> Pictures(Film film)
    {
        var pictures = film.Shots
            .SelectMany(shot => new[] { ("image", shot.Image), ("last", shot.Last), ("depth", shot.Depth), ("matte", shot.Matte) }
                .Concat(shot.Masks.Values.Select(path => ("masks", (string?)path)))
                .Select(one => (Place: film.Places.Of(shot.Id, one.Item1), Path: one.Item2)))
            .Concat(film.Cast.Select(member => (Place: TextPlace.WholeFile, Path: member.Reference)));
        foreach ((TextPlace place, string? named) in pictures.DistinctBy(one => one.Path))
        {
            if (named is { } path && Refusal(path) is { } message)
            {
                yield return new Problem
                {
                    File = FilmReader.FileName,
                    Place = place,
                    Message = $"{Path.GetRelativePath(film.Folder, path)}: {message}",
                };
            }
        }
    }

    private static string? Refusal(string path)
    {
        try
        {
            AssetStore.CheckSize(path);
            return null;
        }
        catch (PictureException failure)
        {
            string message = failure.Message.Replace(path, "this", StringComparison.Ordinal).TrimEnd('.');
            return message.StartsWith("this: ", StringComparison.Ordinal) ? message[6..] : message;
        }
    }

    // Stage with the film's own assets over the built-in ones; null when it has none, or none that can be used.
    private (StageEngine? Engine, IReadOnlyList<Problem> Problems) OwnEngine(string folder)
    {
        string assets = Path.Combine(folder, "assets");
        if (!Directory.Exists(assets))
        {
            return (null, []);
        }

        try
        {
            var stock = new Stock(AssetFolder.With(assets));
            // All are read, so that all is told.
            _ = (stock.Props, stock.Sets, stock.Creatures, stock.Actions, stock.Looks, stock.Vocabulary);
            return (new StageEngine(sight, stock), []);
        }
        catch (AssetException failure)
        {
            return (null,
                [
                    .. failure.Problems.Select(
                        problem => Path.IsPathRooted(problem.File)
                            ? problem with { File = Path.GetRelativePath(folder, problem.File) }
                            : problem)
                ]);
        }
    }
}
