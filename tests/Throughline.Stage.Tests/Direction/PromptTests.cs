using Throughline.Films;
using Throughline.Stage.Direction;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Direction;

/// <summary>
/// The table of prompts, <c>Prompts.txt</c>: a line of <c>&gt; prompt</c>, then the facts that must come out, one a
/// line. A line that begins with <c>-</c> is one subject: its asset and any of its facts. <c>&gt;w</c> needs WordNet;
/// <c>&gt;a</c> is staged with the assets of the product, WordNet among them.
/// </summary>
public sealed class PromptTests
{
    private static readonly CastMember[] _cast =
        [new() { Name = "Mara", Description = "an old lighthouse keeper in a yellow raincoat, white beard", Seed = 4 }];

    public static TheoryData<string> Prompts => [.. Table().Select(row => row.Prompt)];

    [Fact]
    public void The_table_is_long_and_its_prompts_differ()
    {
        var prompts = Table().Select(row => row.Prompt).ToList();

        Assert.True(prompts.Count >= 150, $"{prompts.Count} prompts");
        Assert.Equal(prompts.Count, prompts.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Table(), row => Assert.NotEmpty(row.Facts));
    }

    [Theory]
    [MemberData(nameof(Prompts), DisableDiscoveryEnumeration = true)]
    public void Prompt_becomes_the_scene_it_asks_for(string prompt)
    {
        var (_, facts, with) = Table().First(row => row.Prompt == prompt);
        Assert.SkipUnless(Words.HasWordNet || with == ' ', "the build has no WordNet");

        var director = with == 'a' ? Stock.BuiltIn.Director : new Director(Words.All);
        var scene = director.Stage(new DirectionRequest { Prompt = prompt, Seconds = 8, Cast = _cast });

        var found = SceneFacts.Of(scene);
        var missing = facts.Where(fact => !Holds(fact, found)).ToList();
        Assert.True(
            missing.Count == 0, $"missing:\n  {string.Join("\n  ", missing)}\nfound:\n  {string.Join("\n  ", found)}");
    }

    private static bool Holds(string fact, IReadOnlyList<string> found)
    {
        if (!fact.StartsWith('-'))
        {
            return fact.StartsWith("note ", StringComparison.Ordinal)
                ? found.Any(
                    one => one.StartsWith("note ", StringComparison.Ordinal)
                        && fact[5..].Split(' ').All(word => one.Contains(word, StringComparison.Ordinal)))
                : found.Contains(fact);
        }

        var asked = fact[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return found.Where(one => one.StartsWith('-')).Select(
            one => one[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(one => one[0] == asked[0] && asked.Skip(1).All(one.Contains));
    }

    private static List<(string Prompt, List<string> Facts, char With)> Table()
    {
        var rows = new List<(string, List<string> Facts, char)>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Direction", "Prompts.txt")))
        {
            if (line.StartsWith('>'))
            {
                rows.Add((line[(line.IndexOf(' ') + 1)..], [], line[1]));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                rows[^1].Facts.Add(line);
            }
        }

        return rows;
    }
}
