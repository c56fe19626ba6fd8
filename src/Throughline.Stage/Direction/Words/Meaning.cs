namespace Throughline.Stage.Direction;

/// <summary>One thing that a word of the tables or the name of an asset can ask for.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Value">Its name: an asset, a weather, a colour, ...</param>
/// <param name="Number">A number that goes with it: hour, age, size, count, pace; 0 for none.</param>
internal sealed record Meaning(WordKind Kind, string Value, float Number = 0)
{
    /// <summary>Whether it is somebody alive: a person, an animal or a breed of one.</summary>
    public bool IsAlive => Kind is WordKind.Person or WordKind.Creature or WordKind.Breed;

    /// <summary>A manner or course that a verb brings along; null for none.</summary>
    public string? Extra { get; init; }
}
