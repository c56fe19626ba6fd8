using System.CommandLine;
using System.Text.Json.Nodes;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary><c>looks</c>, <c>props</c>, <c>sets</c>, <c>actions</c>: what there is to stage with.</summary>
internal static class StockCommands
{
    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create() =>
    [
        Listing(
            "looks", "The looks there are.",
            stock => stock.Looks.All.Select(look => new Row(look.Name, "", look.About))),
        Listing("props", "The props, vehicles, plants and creatures there are, and the words for them.", stock =>
            stock.Props.Names.Select(
                name => new Row(
                    name, stock.Props.KindOf(name).ToString().ToLowerInvariant(), Words(stock.Props.Words, name)))
                .Concat(
                    stock.Creatures.Names.Select(
                        name => new Row(name, "creature", Words(stock.Creatures.Words, name))))),
        Listing(
            "sets", "The sets there are, and the words for them.",
            stock => stock.Sets.Names.Select(name => new Row(name, "", Words(stock.Sets.Words, name)))),
        Listing(
            "actions", "What creatures can do, and the words for it.",
            stock => stock.Actions.Names.Select(name => new Row(name, "", Words(stock.Actions.Words, name)))),
    ];

    private static string Words(IReadOnlyDictionary<string, string> words, string name) =>
        string.Join(
            ", ", words.Where(word => word.Value == name && word.Key != name).Select(word => word.Key).Order(
                StringComparer.Ordinal));

    private static Command Listing(string name, string description, Func<Stock, IEnumerable<Row>> rows)
    {
        var assets = new Option<string?>("--assets")
        {
            Description = "A folder with assets of your own; 'assets' in this folder if it is there.",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON object." };
        var command = new Command(name, description) { assets, json };
        command.SetAction(parsed =>
        {
            List<Row> list = [.. rows(StagedWords.StockOf(parsed.GetValue(assets)))];
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                var array = new JsonArray(
                    [
                        .. list.Select(
                            row => new JsonObject
                            {
                                ["name"] = row.Name,
                                ["kind"] = row.Kind.Length == 0 ? null : row.Kind,
                                ["about"] = row.About,
                            })
                    ]);
                output.WriteLine(JsonText.Of(new JsonObject { [name] = array }));
                return ExitCode.Done;
            }

            int first = list.Select(row => row.Name.Length).DefaultIfEmpty().Max();
            int second = list.Select(row => row.Kind.Length).DefaultIfEmpty().Max();
            foreach (Row row in list)
            {
                output.WriteLine(
                    $"{row.Name.PadRight(first)}  {(second > 0 ? row.Kind.PadRight(second) + "  " : "")}{row.About}"
                        .TrimEnd());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private readonly record struct Row(string Name, string Kind, string About);
}
