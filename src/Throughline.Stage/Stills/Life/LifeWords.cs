namespace Throughline.Stage.Stills;

/// <summary>Reads what a prompt asks to move. A prompt is an ordinary sentence: most of its words ask for
/// nothing.</summary>
internal static class LifeWords
{
    private const float Least = 0.2f;
    private const float Most = 2.5f;

    // A word of motion or strength means the words this near in its clause.
    private const int Near = 3;

    // The effect that moves what stands beside its word: "hair in the wind".
    private const string Wind = "wind";

    private static readonly char[] _clauseEnds = [',', '.', ';', ':', '!', '?', '\n', '(', ')', '—'];
    private static readonly char[] _wordEnds = [' ', '\t', '\r', '"', '\u201c', '\u201d', '/'];

    /// <summary>Reads a prompt; null or empty asks for nothing.</summary>
    public static LifeReading Read(string? prompt, LifeBook? book = null)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            return LifeReading.None;
        }

        book ??= LifeBook.BuiltIn;
        var found = new Dictionary<string, LifeEffect>();
        var unused = new List<UnusedWord>();
        var (flows, loops) = (false, false);
        foreach (var clause in prompt.ToLowerInvariant().Split(_clauseEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            var words = clause.Split(_wordEnds, StringSplitOptions.RemoveEmptyEntries).Select(w =>
                w.Trim('\'', '-')).ToArray();
            var entries = Array.ConvertAll(words, w => book.Words.GetValueOrDefault(w));
            for (var i = 0; i < words.Length; i++)
            {
                var entry = entries[i];
                flows |= entry?.Use == LifeWordUse.Flows;
                loops |= entry?.Use == LifeWordUse.Loop;
                if (entry?.Effect is { } effect && (!entry.IsOnlyMoving || IsMoved(entries, i)))
                {
                    var strength = Math.Clamp(entry.Strength * StrengthAt(entries, i), Least, Most);
                    if (!found.TryGetValue(effect, out var other) || other.Strength < strength)
                    {
                        found[effect] = new LifeEffect(effect, strength, words[i]);
                    }
                }
                else if (entry?.Use == LifeWordUse.Cannot || (entry is null && IsAction(words[i])))
                {
                    unused.Add(new UnusedWord(words[i], "a still picture's engine cannot stage this motion"));
                }
            }
        }

        // Water that runs is a stream.
        foreach (var (name, effect) in flows ? found.ToArray() : [])
        {
            if (book.Recipes[name].Flowing is { } running && found.Remove(name) && book.Recipes.ContainsKey(running))
            {
                found.TryAdd(running, effect with { Kind = running });
            }
        }

        return new LifeReading([.. book.Recipes.Keys.Where(found.ContainsKey).Select(k => found[k])],
            [.. unused.DistinctBy(u => u.Word)], loops);
    }

    private static bool IsAction(string word) => word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal);

    // Beside a word of motion or of strength ("light snow"), or alone in its clause.
    private static bool IsMoved(LifeWord?[] clause, int at)
    {
        if (clause.Length <= 2)
        {
            return clause.Length == 1 || clause[1 - at] is not null;
        }

        for (var i = Math.Max(0, at - Near); i <= Math.Min(clause.Length - 1, at + Near); i++)
        {
            if (clause[i]?.Use == LifeWordUse.Motion || (i == at - 1 && clause[i]?.Use == LifeWordUse.Strength)
                || (i != at && clause[i]?.Effect == Wind))
            {
                return true;
            }
        }

        return false;
    }

    // The product of the words of strength that are nearer to this word than to any other that asks.
    private static float StrengthAt(LifeWord?[] clause, int at)
    {
        float strength = 1;
        for (var i = 0; i < clause.Length; i++)
        {
            if (clause[i]?.Use != LifeWordUse.Strength || Math.Abs(i - at) > Near)
            {
                continue;
            }

            var nearest = Enumerable.Range(0, clause.Length).Where(k => clause[k]?.Effect is not null).MinBy(
                k => (2 * Math.Abs(k - i)) - (k > i ? 1 : 0));
            strength *= nearest == at ? clause[i]!.Strength : 1;
        }

        return strength;
    }
}
