using Throughline.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Throughline.Yaml;

/// <summary>
/// YAML to nodes. Only what our files need is let in: one document, plain nesting, no anchors, aliases, tags or keys
/// that come twice; so the size of the result is bounded by the size of the text.
/// </summary>
internal sealed class YamlText
{
    private const int Deepest = 16;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly ProblemList _problems;
    private readonly string _what;

    private YamlText(string text, string what, ProblemList problems)
    {
        _what = what;
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
        _problems = problems;
    }

    /// <summary>
    /// Reads the one document of <paramref name="text"/>; null when it is not YAML, which is reported.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What the text is, for messages: <c>film.yaml</c>, <c>a prop file</c>.</param>
    /// <param name="problems">Where problems go.</param>
    public static YamlNode? Read(string text, string what, ProblemList problems)
    {
        try
        {
            return new YamlText(text, what, problems).Document();
        }
        catch (YamlException failure)
        {
            if (IndentingTab(text) is { } tab)
            {
                problems.Error(tab, "a tab in the indentation", "Indent with spaces.");
            }
            else
            {
                problems.Error(
                    PlaceOf(failure.Start), $"this is not YAML: {Said(failure.Message)}", FixOf(failure.Message));
            }

            return null;
        }
    }

    private YamlNode? Document()
    {
        Next();
        if (Next() is not DocumentStart)
        {
            return new YamlScalar(new TextPlace(1, 1), "") { IsPlain = true };
        }

        Next();
        var root = Node(0);
        if (root is not null)
        {
            Next();
            if (Next() is DocumentStart second)
            {
                _problems.Error(
                    PlaceOf(second.Start), "a second YAML document begins here",
                    $"{char.ToUpperInvariant(_what[0])}{_what[1..]} is one document: remove what follows the '---'.");
            }
        }

        return root;
    }

    // On some broken texts ("\UFFFFFFFF", a '---' inside a text) YamlDotNet 18.1 fails with exceptions that are not its
    // own.
    private ParsingEvent? Next()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current : null;
        }
        catch (Exception failure) when (failure is not (YamlException or OutOfMemoryException))
        {
            throw NotUnderstood(failure);
        }
    }

    private YamlException NotUnderstood(Exception? failure)
    {
        var mark = _scanner.CurrentPosition;
        return new YamlException(mark, mark, "something here cannot be understood", failure!);
    }

    // The node that begins at the current event; ends on the node's last event. Null stops the reading.
    private YamlNode? Node(int depth)
    {
        var place = PlaceOf(_parser.Current!.Start);
        if (depth > Deepest)
        {
            _problems.Error(
                place, $"this is nested deeper than {Deepest} levels",
                $"{char.ToUpperInvariant(_what[0])}{_what[1..]} needs less.");
            return null;
        }

        switch (_parser.Current)
        {
            case AnchorAlias alias:
                _problems.Error(place, $"alias '*{alias.Value.Value}': {_what} has no aliases", "Write the value out.");
                return new YamlRefused(place);
            case Scalar scalar:
                RefuseDecoration(scalar);
                return ScalarOf(scalar, place);
            case SequenceStart start:
                RefuseDecoration(start);
                return Sequence(place, depth);
            case MappingStart start:
                RefuseDecoration(start);
                return Mapping(place, depth);
            default:
                throw NotUnderstood(null);
        }
    }

    private YamlSequence? Sequence(TextPlace place, int depth)
    {
        var items = new List<YamlNode>();
        while (Next() is not (SequenceEnd or null))
        {
            if (Node(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new YamlSequence(place, items);
    }

    private YamlMapping? Mapping(TextPlace place, int depth)
    {
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, TextPlace>(StringComparer.Ordinal);
        while (Next() is not (MappingEnd or null))
        {
            var key = Node(depth + 1);
            if (key is null)
            {
                return null;
            }

            Next();
            if (Node(depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not YamlScalar name)
            {
                if (key is not YamlRefused)
                {
                    _problems.Error(key.Place, $"a key is a word, not {key.Kind}");
                }
            }
            else if (!keys.TryAdd(name.Text, name.Place))
            {
                _problems.Error(
                    name.Place, $"the key {Quoted.Of(name.Text)} is already on line {keys[name.Text].Line}",
                    "Keep one of them.");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMapping(place, entries);
    }

    private void RefuseDecoration(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _problems.Error(
                PlaceOf(node.Start), $"anchor '&{node.Anchor.Value}': {_what} has no aliases",
                "Remove the anchor and write each value out.");
        }

        if (!node.Tag.IsEmpty)
        {
            _problems.Error(
                PlaceOf(node.Start), $"tag {Quoted.Of(node.Tag.Value)}: {_what} has no tags", "Remove the tag.");
        }
    }

    private static YamlScalar ScalarOf(Scalar scalar, TextPlace place)
    {
        var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var oneLine = scalar.Start.Line == scalar.End.Line;
        return new YamlScalar(place, scalar.Value)
        {
            IsPlain = scalar.Style == ScalarStyle.Plain,
            TextPlace = quoted && oneLine ? place.Right(1) : place,
        };
    }

    private static TextPlace PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private static string Said(string message)
    {
        var first = message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return first.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(first[0]) + first[1..];
    }

    private static string? FixOf(string message) =>
        message.Contains("quoted scalar", StringComparison.OrdinalIgnoreCase) ? "Close the quote."
        : message.Contains(
            "invalid mapping", StringComparison.OrdinalIgnoreCase) ? "Put a text that contains ': ' in quotes."
        : message.Contains("block", StringComparison.OrdinalIgnoreCase) ? "Indent the keys of one shot alike."
        : null;

    private static TextPlace? IndentingTab(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indent = line[..Math.Max(0, line.IndexOfAnyExcept(' ', '\t'))];
            if (indent.IndexOf('\t') is >= 0 and var tab)
            {
                return new TextPlace(number, tab + 1);
            }
        }

        return null;
    }
}
