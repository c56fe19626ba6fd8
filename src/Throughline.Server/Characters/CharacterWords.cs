using Throughline.Films;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Server.Characters;

/// <summary>Turns what was measured in a clip, and what its owner says of it, into words that Stage stages.</summary>
internal static class CharacterWords
{
    private const string Garments =
        "The colours of clothes are taken, their cut is not: a shirt and trousers stand for them.";

    /// <summary>Describes somebody.</summary>
    /// <param name="name">The name.</param>
    /// <param name="words">What its owner says it is; null for nothing.</param>
    /// <param name="seen">What was measured.</param>
    /// <returns>The description, and what was not taken.</returns>
    public static (string Description, IReadOnlyList<string> Notes) Of(string name, string? words, Likeness seen)
    {
        var said = Stock.BuiltIn.Director.Screen(new CastMember { Name = name, Description = words ?? name });
        Subject? subject = said.Staged.Count > 0 ? said.Subjects[0] : null;
        List<string> notes = [
            .. words is null ? [] : said.NotStaged.Select(word => $"'{word}': there is nothing to stage it with")
        ];
        if (subject is not null && subject.Asset != "person")
        {
            string? colour = (seen.Find("whole") ?? seen.Find("upper"))?.Colour;
            string text = (words ?? name).TrimEnd().TrimEnd('.');
            return (subject.Traits.Colour is null && colour is not null ? $"{text}. It is {colour}." : text, notes);
        }

        if (subject is null && seen.IsPerson != true)
        {
            notes.Add(seen.IsPerson is null
                ? "Without the models that see faces it is not known what this is; a person plays it. Say what it is in 'description': a brown dog."
                : "No face is seen in the clip, and what else it is cannot be told from pictures; a person plays it. Say what it is in 'description': a brown dog.");
        }

        string who = subject is null ? "a person" : (words ?? name).TrimEnd().TrimEnd('.');
        Traits traits = subject?.Traits ?? Traits.None;
        List<string> has = [];
        if (seen.Find("hair") is { } hair && traits.HairColour is null)
        {
            has.Add($"{hair.Colour} hair");
        }

        if (seen.Find("skin") is { } skin && traits.Skin is null)
        {
            has.Add($"{skin.Colour} skin");
        }

        List<string> wears = [];
        if (traits.Wears.Count == 0 && (seen.Find("upper") ?? seen.Find("whole")) is { } upper)
        {
            wears.Add($"a {upper.Colour} shirt");
            if (seen.Find("lower") is { } lower)
            {
                wears.Add($"{lower.Colour} trousers");
            }

            notes.Add(Garments);
        }

        if (has.Count > 0 || subject is null)
        {
            notes.Add("A face is not copied: what is not measured the seed decides, the same in every video.");
        }

        return (who + (has.Count == 0 ? "" : $" with {string.Join(" and ", has)}")
            + (wears.Count == 0 ? "" : $", in {string.Join(" and ", wears)}"), notes);
    }
}
