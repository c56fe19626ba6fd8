using Throughline.Yaml;
using System.Text.Json.Nodes;

namespace Throughline.Films;

/// <summary>One key of film.yaml: its name, what it means, how it is read, how the schema shows it.</summary>
/// <typeparam name="TDraft">What the key belongs to.</typeparam>
internal abstract class FilmKey<TDraft>
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What it means, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>How a missing key is best written; null for a key that may be left out.</summary>
    public string? Needs { get; init; }

    /// <summary>Reads the value into the draft, or reports what is wrong; false when it did.</summary>
    public abstract bool Read(YamlNode node, TDraft draft, FilmContext context);

    /// <summary>The JSON schema of the value, without its description.</summary>
    public abstract JsonObject Schema();
}

/// <summary>Makes keys.</summary>
internal static class FilmKey
{
    /// <summary>A key whose value has a form.</summary>
    public static FilmKey<TDraft> Of<TDraft, TValue>(
        string name, FilmForm<TValue> form, Action<TDraft, TValue> set, string description, string? needs = null) =>
        new Formed<TDraft, TValue>(form, set) { Name = name, Description = description, Needs = needs };

    private sealed class Formed<TDraft, TValue>(FilmForm<TValue> form, Action<TDraft, TValue> set) : FilmKey<TDraft>
    {
        public override bool Read(YamlNode node, TDraft draft, FilmContext context)
        {
            var good = form.TryRead(node, Name, context, out var value);
            if (good)
            {
                set(draft, value);
            }

            return good;
        }

        public override JsonObject Schema() => form.Schema();
    }
}
