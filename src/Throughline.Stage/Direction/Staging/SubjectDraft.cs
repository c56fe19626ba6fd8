using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>A subject while its sentence is being read.</summary>
internal sealed class SubjectDraft
{
    /// <summary>Its name in the scene, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The asset.</summary>
    public required AssetWords Asset { get; set; }

    /// <summary>The noun it was named by, in its base form.</summary>
    public required string Noun { get; init; }

    /// <summary>The cast member it is, or null.</summary>
    public string? Cast { get; init; }

    /// <summary>The member's seed; null for nobody's.</summary>
    public long? Seed { get; init; }

    /// <summary>What its word says of it by itself; null for nothing.</summary>
    public PersonWords? Word { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Whether nobody named it: it goes without saying.</summary>
    public bool IsAdded { get; init; }

    /// <summary>Whether it was named as several.</summary>
    public bool IsPlural { get; set; }

    /// <summary>Whether it turned out not to be wanted.</summary>
    public bool IsDenied { get; set; }

    /// <summary>What it looks like so far; what is worn is in <see cref="Wears"/>.</summary>
    public Traits Traits { get; set; } = Traits.None;

    /// <summary>What the prompt says it wears.</summary>
    public List<Worn> Wears { get; } = [];

    /// <summary>What it holds.</summary>
    public List<string> Holds { get; } = [];

    /// <summary>Variants of the asset.</summary>
    public List<string> Variants { get; } = [];

    /// <summary>Where it is.</summary>
    public Placing? Place { get; set; }

    /// <summary>What it does.</summary>
    public List<Beat> Beats { get; } = [];

    /// <summary>What it does beside its beats: a laughing child runs; null for nothing.</summary>
    public string? Aside { get; set; }

    /// <summary>Whether it lives: it can have feelings and do things.</summary>
    public bool IsAlive => Asset.Kind == AssetKind.Creature;

    /// <summary>Whether it is a person, or stands for one.</summary>
    public bool IsPerson => IsAlive && Asset.Name == "person";

    /// <summary>The finished subject.</summary>
    /// <param name="slotOf">Where a garment goes; null for one that there is not.</param>
    public Subject Finish(Func<string, string?> slotOf)
    {
        var wears = Wears.ToList();
        if (Word is not null)
        {
            var taken = wears.Select(worn => slotOf(worn.Item)).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < Word.Wears.Count; i++)
            {
                if (slotOf(Word.Wears[i]) is { } slot && taken.Add(slot))
                {
                    wears.Add(new Worn(Word.Wears[i], i < Word.Colours.Count ? Word.Colours[i] : null));
                }
            }
        }

        return new Subject
        {
            Id = Id,
            Asset = Asset.Name,
            Cast = Cast,
            Seed = Seed,
            Count = Math.Clamp(Count, 1, 200),
            Traits = Traits with
            {
                Wears = wears,
                Holds = [.. Holds.Distinct().Take(2)],
                Variants = [.. Variants.Distinct()],
            },
            Place = Place,
            Beats = Beats.ToList(),
        };
    }
}
