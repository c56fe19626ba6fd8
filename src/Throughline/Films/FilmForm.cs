using Throughline.Yaml;
using System.Text.Json.Nodes;

namespace Throughline.Films;

/// <summary>
/// What a value of film.yaml may be: how it is read and how the schema for editors describes it, in one place, so that
/// the two cannot drift apart.
/// </summary>
internal abstract class FilmForm<T>
{
    /// <summary>Reads a value, or reports what is wrong with it and returns false.</summary>
    /// <param name="node">The value.</param>
    /// <param name="key">The name of its key, for messages.</param>
    /// <param name="context">Where the film is, and where problems go.</param>
    /// <param name="value">The value as the film has it.</param>
    public abstract bool TryRead(YamlNode node, string key, FilmContext context, out T value);

    /// <summary>The JSON schema of the value, without its description.</summary>
    public abstract JsonObject Schema();

    /// <summary>The value as one text; reports anything else as "not a ..." and returns false.</summary>
    protected static bool TryText(YamlNode node, string key, string expected, FilmContext context, out YamlScalar text)
    {
        if (node is YamlScalar { IsEmpty: false } scalar)
        {
            text = scalar;
            return true;
        }

        if (node is not YamlRefused)
        {
            context.Problems.Error(node.Place, $"'{key}' is {expected}, not {node.Kind}");
        }

        text = new YamlScalar(node.Place, "");
        return false;
    }
}
