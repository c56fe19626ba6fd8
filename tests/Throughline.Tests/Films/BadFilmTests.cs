namespace Throughline.Tests.Films;

/// <summary>
/// BadFilms.txt is the table: after <c>=== name</c> the film file, after <c>--></c> the exact lines that <c>check</c>
/// prints. To change a message, change it there.
/// </summary>
public sealed class BadFilmTests(FilmFolder folder) : IClassFixture<FilmFolder>
{
    public static IEnumerable<TheoryDataRow<string>> Names => All.Keys.Select(name => new TheoryDataRow<string>(name));

    private static Dictionary<string, (string Yaml, string Lines)> All { get; } = Load();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bad_film_is_told_what_is_wrong_where_and_what_would_be_right(string name)
    {
        var (yaml, lines) = All[name];
        Assert.Equal(lines, string.Join("\n", folder.Check(yaml)));
    }

    [Fact]
    public void The_table_is_long_and_every_case_has_a_problem()
    {
        Assert.True(All.Count >= 140, $"{All.Count} cases");
        Assert.All(All, one => Assert.StartsWith("film.yaml:", one.Value.Lines, StringComparison.Ordinal));
    }

    private static Dictionary<string, (string Yaml, string Lines)> Load()
    {
        var file = Path.Combine(RepositoryRoot.Folder, "tests", "Throughline.Tests", "Films", "BadFilms.txt");
        var cases = new Dictionary<string, (string, string)>();
        foreach (var one in ("\n" + File.ReadAllText(file)).Split("\n=== ").Skip(1))
        {
            var (name, rest) = (one[..one.IndexOf('\n')], one[(one.IndexOf('\n') + 1)..]);
            var border = rest.IndexOf("-->\n", StringComparison.Ordinal);
            cases.Add(name, (rest[..border], rest[(border + 4)..].TrimEnd('\n')));
        }

        return cases;
    }
}
