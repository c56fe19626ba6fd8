using System.Text.RegularExpressions;
using Throughline.Engines;
using Throughline.Films;

namespace Throughline.Production;

/// <summary>
/// Works out every take's inputs and key, from the shots that start a chain to those that continue it.
/// </summary>
internal sealed class TakePlanner(
    Film film, IReadOnlyDictionary<string, IEngine> engines, string encoding, FileHashes hashes)
{
    private readonly Dictionary<string, PlannedTake> _planned = new(StringComparer.Ordinal);

    /// <summary>The takes in the film's order.</summary>
    /// <exception cref="ArgumentException">A shot continues a shot that is not there, or itself; or has no
    /// engine.</exception>
    /// <exception cref="IOException">A picture cannot be read.</exception>
    public async Task<IReadOnlyList<PlannedTake>> PlanAsync(CancellationToken cancellationToken)
    {
        var shots = film.Shots.ToDictionary(shot => shot.Id, StringComparer.Ordinal);
        foreach (Shot shot in film.Shots)
        {
            var chain = new Stack<Shot>();
            for (Shot? at = shot; at is not null && !_planned.ContainsKey(at.Id); at = Before(at, shots))
            {
                if (chain.Count > shots.Count)
                {
                    throw new ArgumentException($"Shot '{shot.Id}' continues itself.");
                }

                chain.Push(at);
            }

            while (chain.TryPop(out Shot? next))
            {
                _planned[next.Id] = await PlanAsync(next, cancellationToken);
            }
        }

        return [.. film.Shots.Select(shot => _planned[shot.Id])];
    }

    private static Shot? Before(Shot shot, Dictionary<string, Shot> shots) => shot.From switch
    {
        null => null,
        { } id when shots.TryGetValue(id, out Shot? before) => before,
        { } id => throw new ArgumentException($"Shot '{shot.Id}' continues '{id}', which is not there."),
    };

    private async Task<PlannedTake> PlanAsync(Shot shot, CancellationToken cancellationToken)
    {
        if (!engines.TryGetValue(shot.Id, out IEngine? engine))
        {
            throw new ArgumentException($"Shot '{shot.Id}' has no engine.");
        }

        PlannedTake? previous = shot.From is null ? null : _planned[shot.From];
        var cast = new List<(CastMember, string?)>();
        foreach (CastMember member in film.Cast.Where(member => Names(shot.Prompt, member)))
        {
            cast.Add((member, await hashes.OfAsync(member.Reference, cancellationToken)));
        }

        var masks = new List<(LifePlace, string)>();
        foreach ((LifePlace place, string path) in shot.Masks.OrderBy(mask => mask.Key))
        {
            masks.Add((place, (await hashes.OfAsync(path, cancellationToken))!));
        }

        var inputs = new TakeInputs
        {
            Engine = engine.Card,
            Shot = shot,
            Size = film.Size,
            Rate = film.Rate,
            Frames = film.Rate.FramesIn(shot.Seconds) + (previous is null ? 0 : 1),
            Encoding = encoding,
            Look = film.Look,
            Image = await hashes.OfAsync(shot.Image, cancellationToken),
            Depth = await hashes.OfAsync(shot.Depth, cancellationToken),
            Matte = await hashes.OfAsync(shot.Matte, cancellationToken),
            Masks = masks,
            Life = await hashes.OfAsync(shot.Life, cancellationToken),
            Scene = await hashes.OfAsync(shot.Scene, cancellationToken),
            Last = await hashes.OfAsync(shot.Last, cancellationToken),
            Previous = previous?.Key,
            Cast = cast,
        };
        return new PlannedTake
        {
            Shot = shot,
            Engine = engine,
            Inputs = inputs,
            Key = TakeKey.Of(inputs.ToCanonicalJson().Span),
            Previous = previous,
        };
    }

    private static bool Names(string? prompt, CastMember member) => prompt is not null && Regex.IsMatch(
        prompt, $@"(?<!\w){Regex.Escape(member.Name)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
