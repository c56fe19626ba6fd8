using System.Text.Json;
using Throughline.Server.Guard;

namespace Throughline.Server.RunwayApi;

/// <summary>Reads the fields of a body and gathers everything that is wrong with them.</summary>
internal sealed class RunwayBody(JsonElement root)
{
    private readonly List<RunwayIssue> _issues = [];

    /// <summary>Notes something wrong.</summary>
    public void Issue(string message, params object[] path) => _issues.Add(new RunwayIssue(path, message));

    /// <summary>Ends the reading.</summary>
    /// <exception cref="RunwayIssuesException">Something was wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_issues.Count > 0)
        {
            throw Wrong();
        }
    }

    /// <summary>What to throw for what was wrong.</summary>
    public RunwayIssuesException Wrong() => new(_issues);

    /// <summary>A field; null when it is not there or null.</summary>
    public JsonElement? Field(string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text field; null when it is not there.</summary>
    public string? Text(string name, bool required = false, int most = int.MaxValue)
    {
        if (Field(name) is not { } value)
        {
            if (required)
            {
                Issue("Required", name);
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.String || JsonStrings.Read(value) is not { } text)
        {
            Issue("Expected a string", name);
        }
        else if (required && string.IsNullOrWhiteSpace(text))
        {
            Issue("String must contain at least 1 character(s)", name);
        }
        else if (text.Length > most)
        {
            Issue($"String must contain at most {most} character(s)", name);
        }
        else
        {
            return text;
        }

        return null;
    }

    /// <summary>A whole number; null when it is not there.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Field(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number)
            && number == decimal.Truncate(number) && number >= least && number <= most)
        {
            return (long)number;
        }

        Issue($"Expected a whole number from {least} to {most}", name);
        return null;
    }

    /// <summary>A yes or no; null when it is not there.</summary>
    public bool? Flag(string name)
    {
        if (Field(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Issue("Expected a boolean", name);
            return null;
        }

        return Field(name)?.GetBoolean();
    }

    /// <summary>One of several words; null when it is not there.</summary>
    public string? OneOf(string name, IEnumerable<string> words)
    {
        string? text = Text(name);
        if (text is null || words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Issue($"Invalid enum value. Expected {string.Join(" | ", words.Select(word => $"'{word}'"))}", name);
        return null;
    }
}
