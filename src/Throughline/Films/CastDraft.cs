namespace Throughline.Films;

/// <summary>A cast member while it is being read.</summary>
internal sealed class CastDraft : FilmDraft
{
    public required string Name { get; init; }

    public string? Reference { get; set; }

    public string? Description { get; set; }

    public long? Seed { get; set; }

    public CastMember ToMember() =>
        new() { Name = Name, Reference = Reference, Description = Description, Seed = Seed ?? StableSeed.Of(Name) };
}
