using System.Globalization;
using Throughline.Editing;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Problems;

namespace Throughline.Routing;

/// <summary>
/// Chooses the engine of each shot: the one the shot asks for, else the cheapest that can shoot it, else the first of
/// those in the order given.
/// </summary>
public static class Planner
{
    /// <summary>Plans a film.</summary>
    /// <param name="film">The film; a draft with errors is planned as far as it goes.</param>
    /// <param name="engines">What there is to shoot with, in order of preference.</param>
    /// <param name="source">What problems name as their file; null is the film's own path.</param>
    public static Plan Plan(Film film, IReadOnlyList<EngineCard> engines, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(engines);
        var problems = new ProblemList(source ?? film.File);
        var shots = new List<PlannedShot>();
        foreach (var shot in film.Shots)
        {
            problems.Subject = $"shot {Quoted.Of(shot.Id)}";
            if (Choose(shot, film, engines, problems) is { } planned)
            {
                shots.Add(planned);
            }
        }

        problems.Subject = null;
        CheckLook(film, engines.Where(card => shots.Exists(shot => shot.Engine == card.Name)), problems);
        return new Plan { Film = film, Shots = shots, Problems = problems.ToList(), Frames = Length(film) };
    }

    // The film has one look for all its engines.
    private static void CheckLook(Film film, IEnumerable<EngineCard> engines, ProblemList problems)
    {
        if (film.Look is { } look && engines.FirstOrDefault(card => !card.Knows(look)) is { } refusing)
        {
            problems.Unknown(
                film.Places.OfFilm("look"), $"{refusing.Name} has no look {Quoted.Of(look)}", look, refusing.Looks);
        }
    }

    private static PlannedShot? Choose(Shot shot, Film film, IReadOnlyList<EngineCard> engines, ProblemList problems)
    {
        var candidates = engines;
        if (shot.Engine is { } wanted)
        {
            candidates = [.. engines.Where(card => card.Name == wanted)];
            if (candidates.Count == 0)
            {
                problems.Unknown(
                    film.Places.Of(shot.Id, "engine"), $"there is no engine {Quoted.Of(wanted)}", wanted,
                    engines.Select(card => card.Name));
                return null;
            }
        }

        var judged = candidates.Select(card => (Card: card, Verdicts: Judge(shot, card))).ToList();
        var able = judged.Where(one => one.Verdicts.TrueForAll(verdict => verdict.Refusal is null)).ToList();
        if (able.Count == 0)
        {
            Refuse(shot, film, judged, problems);
            return null;
        }

        var (chosen, verdicts) = able.MinBy(one => one.Card.PricePerSecond);
        return new PlannedShot
        {
            Shot = shot,
            Engine = chosen.Name,
            Reasons = [
                First(shot, able.Count, engines.Count), .. verdicts.Select(verdict => verdict.Reason!), Price(chosen)
            ],
            Frames = film.Rate.FramesIn(shot.Seconds),
            CostUsd = chosen.PricePerSecond * shot.Seconds,
            ShootingTime =
                chosen.ShootingTimePerSecond is { } time ? TimeSpan.FromSeconds(time * (double)shot.Seconds) : null,
        };
    }

    private static List<Verdict> Judge(Shot shot, EngineCard card) =>
        [
            .. RoutingRule.All.Select(rule => rule(shot, card)).Where(verdict => verdict is not null).Select(
                verdict => verdict!.Value)
        ];

    // What the engine that came nearest lacks.
    private static void Refuse(
        Shot shot, Film film, List<(EngineCard Card, List<Verdict> Verdicts)> judged, ProblemList problems)
    {
        if (judged.Count == 0)
        {
            problems.Error(film.Places.OfShot(shot.Id), "there is no engine to shoot it");
            return;
        }

        var (_, verdicts) = judged.MinBy(one => one.Verdicts.Count(verdict => verdict.Refusal is not null));
        foreach (var verdict in verdicts.Where(verdict => verdict.Refusal is not null))
        {
            problems.Error(film.Places.Of(shot.Id, verdict.Key), verdict.Refusal!, verdict.Fix);
        }
    }

    private static int Length(Film film) =>
        film.Shots.Select((shot, i) => film.Rate.FramesIn(shot.Seconds) - Joint.Before(shot, i == 0, film.Rate).Overlap)
            .Sum();

    private static string First(Shot shot, int able, int engines) => shot.Engine is not null ? "the shot asks for it"
        : engines == 1 ? "the only engine"
        : able == 1 ? string.Create(CultureInfo.InvariantCulture, $"the only one of {engines} engines that can")
        : string.Create(CultureInfo.InvariantCulture, $"the cheapest of {able} engines that can");

    private static string Price(EngineCard card) =>
        card.PricePerSecond == 0 ? "free" : $"{PlainNumber.Write(card.PricePerSecond)} USD a second";
}
