using Throughline.Engines;
using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>Finds what lives in a shot: what went on in the shot before, and what the words ask for and the picture
/// has a place for.</summary>
internal static class LifeStart
{
    /// <summary>The life of a shot, null when nothing moves, and the words that it could not use.</summary>
    /// <param name="order">The shot.</param>
    /// <param name="view">Frame 0 without life, and what is known of it.</param>
    /// <param name="focalLength">Its lens, mm on a 36 mm wide frame.</param>
    /// <param name="before">The life of the shot before.</param>
    /// <param name="grown">How many times larger the world is than in the shot before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static (Life? Life, IReadOnlyList<UnusedWord> NotUsed) Of(
        ShotOrder order, LifeView view, float focalLength, LifeState? before, float grown,
            CancellationToken cancellationToken)
    {
        var book = LifeBook.For(order);
        var reading = LifeWords.Read(order.Shot.Prompt, book);
        var unused = reading.NotUsed.ToList();
        var parts = (before?.Parts ?? []).Select(p =>
            p with { Camera = p.Camera with { Scale = p.Camera.Scale * grown } }).ToList();

        // What goes on already goes on as it was.
        var going = parts.SelectMany(p => p.Plan.Effects).Select(e => e.Kind).ToHashSet();
        var asked = reading.Effects.Where(e => !going.Contains(e.Kind)).ToList();
        var frame = (double)order.Rate.Denominator / order.Rate.Numerator;
        if (asked.Count > 0)
        {
            var survey = view.Survey;
            var placing = new LifePlacing(order, view, cancellationToken);
            if (asked.Exists(e => book.Recipes[e.Kind].Place == LifePlace.Water)
                && !order.Masks.ContainsKey(LifePlace.Water))
            {
                placing.FindWater();
            }

            var placed = Place(asked, book, placing, going, unused);
            if (placed.Count > 0)
            {
                var plan = new LifePlan
                {
                    Width = view.Picture.Width,
                    Height = view.Picture.Height,
                    FocalLength = focalLength,
                    Seed = (ulong)order.Shot.Seed,
                    Period = reading.Loops && order.Previous is null ? order.Frames * frame : 0,
                    Nearness = survey.NodeNearness(),
                    Light = [.. survey.Light.Select(l => (byte)l)],
                    Effects = placed,
                };
                parts.Add(new LifePart(plan, null, LifeCamera.Own, 0));
            }
        }

        return (parts.Count == 0 ? null : new Life(parts, frame, book), unused);
    }

    // What is asked for, and what comes with it; that is not missed where it has no place.
    private static List<PlacedEffect> Place(
        List<LifeEffect> asked, LifeBook book, LifePlacing placing, HashSet<string> going, List<UnusedWord> unused)
    {
        var placed = new List<PlacedEffect>();
        var wanting = new List<(LifeEffect Effect, string Reason)>();
        foreach (var effect in asked)
        {
            if (placing.Place(effect, book.Recipes[effect.Kind], out var reason) is { } found)
            {
                placed.Add(found);
            }
            else
            {
                wanting.Add((effect, reason));
            }
        }

        foreach (var effect in asked)
        {
            var companions = book.Recipes[effect.Kind].With
                .Where(w => book.Recipes.ContainsKey(w) && !going.Contains(w)
                    && placed.TrueForAll(p => p.Kind != w)).ToList();
            var before = placed.Count;
            placed.AddRange(companions.Select(w => placing.Place(effect with { Kind = w }, book.Recipes[w],
                out _)).OfType<PlacedEffect>());

            // A wind that found no plants but hair has found its place.
            if (placed.Count > before || book.Recipes[effect.Kind].With.Any(w => placed.Exists(p => p.Kind == w)))
            {
                wanting.RemoveAll(w => w.Effect == effect);
            }
        }

        unused.AddRange(wanting.Select(w => new UnusedWord(w.Effect.Word, w.Reason)));
        return placed;
    }
}
