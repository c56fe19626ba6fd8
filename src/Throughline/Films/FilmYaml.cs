using Throughline.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Throughline.Films;

/// <summary>
/// YAML to nodes. Only what a film needs is let in: one document, plain nesting, no anchors, aliases, tags or keys that
/// come twice; so the size of the result is bounded by the size of the text.
/// </summary>
internal sealed class FilmYaml
{
    private const int Deepest = 16;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly ProblemList _problems;

    private FilmYaml(string text, ProblemList problems)
    {
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
        _problems = problems;
    }

    /// <summary>Reads the one document of <paramref name="text"/>; null when it is not YAML, which is reported.</summary>
    public static FilmNode? Read(string text, ProblemList problems)
    {
        try
        {
            return new FilmYaml(text, problems).Document();
        }
        catch (YamlException failure)
        {
            if (IndentingTab(text) is { } tab)
            {
                problems.Error(tab, "a tab in the indentation", "Indent with spaces.");
            }
            else
            {
                problems.Error(PlaceOf(failure.Start), $"this is not YAML: {Said(failure.Message)}", FixOf(failure.Message));
            }

            return null;
        }
    }

    private FilmNode? Document()
    {
        Next();
        if (Next() is not DocumentStart)
        {
            return new FilmScalar(new TextPlace(1, 1), "") { IsPlain = true };
        }

        Next();
        var root = Node(0);
        if (root is not null)
        {
            Next();
            if (Next() is DocumentStart second)
            {
                _problems.Error(PlaceOf(second.Start), "a second YAML document begins here", "A film is one document: remove what follows the '---'.");
            }
        }

        return root;
    }

    // On some broken texts ("\UFFFFFFFF", a '---' inside a text) YamlDotNet 18.1 fails with exceptions that are not its own.
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
    private FilmNode? Node(int depth)
    {
        var place = PlaceOf(_parser.Current!.Start);
        if (depth > Deepest)
        {
            _problems.Error(place, $"this is nested deeper than {Deepest} levels", "No film needs that.");
            return null;
        }

        switch (_parser.Current)
        {
            case AnchorAlias alias:
                _problems.Error(place, $"alias '*{alias.Value.Value}': film.yaml has no aliases", "Write the value out.");
                return new FilmRefused(place);
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

    private FilmSequence? Sequence(TextPlace place, int depth)
    {
        var items = new List<FilmNode>();
        while (Next() is not (SequenceEnd or null))
        {
            if (Node(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new FilmSequence(place, items);
    }

    private FilmMapping? Mapping(TextPlace place, int depth)
    {
        var entries = new List<FilmEntry>();
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

            if (key is not FilmScalar name)
            {
                if (key is not FilmRefused)
                {
                    _problems.Error(key.Place, $"a key is a word, not {key.Kind}");
                }
            }
            else if (!keys.TryAdd(name.Text, name.Place))
            {
                _problems.Error(name.Place, $"the key {Quoted.Of(name.Text)} is already on line {keys[name.Text].Line}", "Keep one of them.");
            }
            else
            {
                entries.Add(new FilmEntry(name, value));
            }
        }

        return new FilmMapping(place, entries);
    }

    private void RefuseDecoration(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _problems.Error(PlaceOf(node.Start), $"anchor '&{node.Anchor.Value}': film.yaml has no aliases", "Remove the anchor and write each value out.");
        }

        if (!node.Tag.IsEmpty)
        {
            _problems.Error(PlaceOf(node.Start), $"tag {Quoted.Of(node.Tag.Value)}: film.yaml has no tags", "Remove the tag.");
        }
    }

    private static FilmScalar ScalarOf(Scalar scalar, TextPlace place)
    {
        var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var oneLine = scalar.Start.Line == scalar.End.Line;
        return new FilmScalar(place, scalar.Value)
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
        : message.Contains("invalid mapping", StringComparison.OrdinalIgnoreCase) ? "Put a text that contains ': ' in quotes."
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
