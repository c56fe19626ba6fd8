using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>
/// Lets words that describe somebody or something become traits: colour, size, age, hair, skin, mood.
/// </summary>
/// <param name="vocabulary">The words.</param>
/// <param name="tally">Takes what was staged of which word.</param>
/// <param name="terms">The prompt.</param>
internal sealed class Appearance(Vocabulary vocabulary, Tally tally, IReadOnlyList<Term> terms)
{
    private const string Fair = "peach";

    private static readonly HashSet<string> _uniforms =
        new(StringComparer.Ordinal) { "armour", "spacesuit", "robe", "cloak" };

    /// <summary>Lets one describing word show; false when it says nothing that the subject can show.</summary>
    /// <param name="subject">Whom it describes.</param>
    /// <param name="term">The word.</param>
    /// <param name="rest">The words after it that describe the same.</param>
    public bool By(SubjectDraft subject, Term term, IEnumerable<Term> rest)
    {
        var traits = subject.Traits;
        var meanings = term.Tag is Tag.Participle or Tag.Gerund ? vocabulary.Find(term.Word)
            .Concat(term.Meanings) : term.Meanings;
        foreach (var meaning in meanings)
        {
            switch (meaning.Kind)
            {
                case WordKind.Colour when subject.IsPerson
                    && term.As(WordKind.Hair) is { } hair && Hair(subject, hair.Value):
                    // "A blonde woman" is no golden one.
                    break;
                case WordKind.Shade when rest.FirstOrDefault()?.As(WordKind.Colour) is not null:
                    tally.Add(term, $"{subject.Id} shade {meaning.Value}");
                    return true;
                case WordKind.Colour:
                    Colour(subject, term, meaning.Value);
                    return true;
                case WordKind.Material when !subject.IsAlive || subject.Asset.Name == "robot":
                    subject.Traits = traits with { Material = meaning.Value };
                    break;
                case WordKind.Pattern:
                    subject.Traits = traits with { Pattern = meaning.Value };
                    break;
                case WordKind.Age when subject.IsAlive:
                    // A young girl is a child still.
                    subject.Traits = traits with
                    {
                        Age = subject.Word?.Age is { } years and < 18 && meaning.Number is > 18 and < 40
                            ? years
                            : meaning.Number,
                    };
                    break;
                case WordKind.Age when meaning.Number > 60:
                    subject.Variants.Add("old");
                    break;
                case WordKind.Build when subject.IsAlive:
                    subject.Traits = traits with { Build = meaning.Number };
                    break;
                case WordKind.Size:
                    subject.Traits = traits with
                    {
                        Size = Math.Clamp((traits.Size == 1 ? 1 : traits.Size) * meaning.Number, 0.1f, 10),
                    };
                    break;
                case WordKind.Feeling when subject.IsAlive:
                    subject.Traits = traits with { Mood = meaning.Value };
                    break;
                case WordKind.Hair when subject.IsAlive && Hair(subject, meaning.Value):
                    break;
                case WordKind.Garment when subject.IsAlive:
                    subject.Wears.Add(new Worn(meaning.Value));
                    break;
                case WordKind.Variant:
                    subject.Variants.Add(meaning.Value);
                    break;
                case WordKind.Breed when subject.IsAlive
                    && vocabulary.Tables.Person(meaning.Value) is { } breed && breed.Asset == subject.Asset.Name:
                    // "Golden retriever puppies": the breed gives the coat, the puppy the size.
                    subject.Traits = traits with
                    {
                        Colour = traits.Colour ?? breed.Colour,
                        SecondColour = traits.SecondColour ?? breed.Second,
                        Pattern = traits.Pattern ?? breed.Pattern,
                    };
                    break;
                case WordKind.Person when subject.IsPerson && vocabulary.Tables.Person(meaning.Value) is { } word:
                    // "A fisherman father", "a boy king": both hold.
                    subject.Traits =
                        traits with { Age = word.Age ?? traits.Age, Gender = word.Gender ?? traits.Gender };
                    break;
                case WordKind.Role when meaning.Value is "glowing" or "lit":
                    subject.Variants.Add("lit");
                    break;
                default:
                    continue;
            }

            tally.Add(term, $"{subject.Id} {meaning.Kind.ToString().ToLowerInvariant()} {meaning.Value}");
            return true;
        }

        return false;
    }

    /// <summary>
    /// Before a person's name, black, white and brown are skins; what a knight or a wizard wears goes by its colour.
    /// </summary>
    public bool Skin(SubjectDraft subject, Term term)
    {
        if (!subject.IsPerson || subject.Traits.Skin is not null || subject.Word?.Wears.Any(_uniforms.Contains) == true
            || term.As(WordKind.Colour)?.Value is not { } colour || colour is not ("black" or "brown" or "white"))
        {
            return false;
        }

        var skin = colour switch { "black" => "dark brown", "brown" => "brown", _ => Fair };
        subject.Traits = subject.Traits with { Skin = skin };
        tally.Add(term, $"{subject.Id} skin {skin}");
        return true;
    }

    /// <summary>Hair, beard or skin by a word of the table of hair.</summary>
    public static bool Hair(SubjectDraft subject, string value)
    {
        var space = value.IndexOf(' ');
        var (what, rest) = space < 0 ? (value, "") : (value[..space], value[(space + 1)..]);
        subject.Traits = what switch
        {
            "beard" or "moustache" or "stubble" => subject.Traits with { Beard = what },
            "skin" => subject.Traits with { Skin = rest },
            "colour" => subject.Traits with { HairColour = rest },
            _ => subject.Traits with { Hair = value },
        };
        return true;
    }

    /// <summary>Lets a word that describes a part of a body show; false when it cannot.</summary>
    /// <param name="one">Whose body it is.</param>
    /// <param name="part">The part, as the table of bodies names it.</param>
    /// <param name="term">The word.</param>
    /// <param name="noun">The phrase that names the part.</param>
    public bool Body(SubjectDraft one, string part, Term term, NounPhrase noun)
    {
        var traits = one.Traits;
        if (term.As(WordKind.Colour) is { } colour)
        {
            var at = noun.Modifiers.IndexOf(term);
            var whole = at > 0 && noun.Modifiers[at - 1]
                .As(WordKind.Shade) is { } shade ? $"{shade.Value} {colour.Value}" : colour.Value;
            switch (part)
            {
                case "hair" or "beard" or "moustache":
                    // Hair that is called red is not red as paint is.
                    one.Traits = traits with { HairColour = traits.HairColour ?? (whole == "red" ? "ginger" : whole) };
                    break;
                case "skin" when one.IsPerson:
                    one.Traits = traits with { Skin = whole };
                    break;
                case "skin" or "body":
                    one.Traits = traits with { Colour = whole };
                    break;
                default:
                    return false;
            }

            tally.Add(term, $"{one.Id} {part} {whole}");
            return true;
        }

        if (part == "hair" && term.As(WordKind.Size) is { } size)
        {
            one.Traits = traits with { Hair = size.Number < 1 ? "short" : "long" };
            tally.Add(term, $"{one.Id} hair {one.Traits.Hair}");
            return true;
        }

        if (term.Word is "long" && part == "hair")
        {
            one.Traits = traits with { Hair = "long" };
            tally.Add(term, $"{one.Id} hair long");
            return true;
        }

        if (term.As(WordKind.Hair) is { } hair && Hair(one, hair.Value))
        {
            tally.Add(term, $"{one.Id} {part} {hair.Value}");
            return true;
        }

        if (part is "face" or "skin" or "hand" && term.As(WordKind.Age) is { } age)
        {
            one.Traits = traits with { Age = Math.Max(traits.Age ?? 0, age.Number) };
            tally.Add(term, $"{one.Id} age {one.Traits.Age}");
            return true;
        }

        if (term.As(WordKind.Feeling) is { } feeling)
        {
            one.Traits = traits with { Mood = feeling.Value };
            tally.Add(term, $"{one.Id} looks {feeling.Value}");
            return true;
        }

        if (part == "skin" && term.As(WordKind.Shade) is { Value: "pale" or "dark" } tone)
        {
            one.Traits = traits with { Skin = tone.Value == "dark" ? "dark brown" : Fair };
            tally.Add(term, $"{one.Id} skin {tone.Value}");
            return true;
        }

        return term.As(WordKind.Shade) is not null && DescribeShade(one, term);
    }

    private bool DescribeShade(SubjectDraft one, Term term)
    {
        tally.Add(term, $"{one.Id} shade {term.Word}");
        return true;
    }

    private void Colour(SubjectDraft subject, Term term, string colour)
    {
        var at = terms.TakeWhile(other => other != term).Count();
        var whole = at > 0 && terms[at - 1].As(WordKind.Shade) is { } shade ? $"{shade.Value} {colour}" : colour;
        if (subject.Traits.Colour is null || subject.Word?.Colour == subject.Traits.Colour)
        {
            subject.Traits = subject.Traits with { Colour = whole };
            tally.Add(term, $"{subject.Id} colour {whole}");
        }
        else
        {
            subject.Traits = subject.Traits with { SecondColour = whole };
            tally.Add(term, $"{subject.Id} second colour {whole}");
        }
    }
}
