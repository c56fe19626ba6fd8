using System.Collections.Frozen;
using System.Globalization;

namespace Throughline.Stage.Stills;

/// <summary>Reads what a prompt asks to move. A prompt is an ordinary sentence: most of its words ask for
/// nothing.</summary>
internal static class LifeWords
{
    // One line a word: the word; the kind it asks for; its strength; 'moving' when it asks only beside a word of motion
    // ("snow falling" does, "old snow" does not). 'strength', 'motion', 'flows' and 'loop' are no kinds but say how;
    // 'cannot' is motion that is asked for and cannot be given; 'still' is a word on -ing that asks for no motion.
    private const string Table = """
        cloud       clouds      1
        clouds      clouds      1
        cloudy      clouds      1
        overcast    clouds      0.7
        mist        mist        1
        mists       mist        1
        misty       mist        0.8
        fog         mist        1.6
        foggy       mist        1.4
        haze        mist        0.6
        hazy        mist        0.6
        steam       steam       1
        steaming    steam       1
        smoke       steam       1.3
        smoking     steam       1.3
        water       waves       0.8
        waves       waves       1
        wave        waves       1
        ripple      waves       0.6
        ripples     waves       0.6
        rippling    waves       0.6
        surf        waves       1.4
        sea         waves       1
        ocean       waves       1.2
        lake        waves       0.6
        pond        waves       0.4
        stream      stream      1
        streams     stream      1
        river       stream      0.8
        brook       stream      1
        creek       stream      1
        waterfall   stream      1.5
        cascade     stream      1.4
        rapids      stream      1.6
        flow        flows       1
        flows       flows       1
        flowing     flows       1
        steps       flows       1
        runs        flows       1
        running     flows       1
        pours       flows       1
        pouring     flows       1
        rushes      flows       1
        rushing     flows       1
        tumbles     flows       1
        wind        sway        1
        windy       sway        1.1
        breeze      sway        0.7
        breezy      sway        0.7
        gale        sway        1.8
        gust        sway        1.4
        gusts       sway        1.4
        sway        sway        1
        sways       sway        1
        swaying     sway        1
        rustle      sway        0.8
        rustling    sway        0.8
        tremble     sway        0.6
        trembles    sway        0.6
        trembling   sway        0.6
        flutter     sway        0.8
        fluttering  sway        0.8
        waving      sway        1
        snow        snow        1       moving
        snowing     snow        1
        snows       snow        1
        snowfall    snow        1
        snowflakes  snow        0.8
        flurries    snow        0.6
        blizzard    snow        2.2
        rain        rain        1
        raining     rain        1
        rains       rain        1
        rainy       rain        0.8
        rainfall    rain        1
        drizzle     rain        0.5
        downpour    rain        1.8
        thunderstorm rain       2
        dust        dust        1
        motes       dust        1
        pollen      dust        1
        seeds       dust        0.7     moving
        seed        dust        0.5     moving
        fluff       dust        0.8
        ember       embers      0.6
        embers      embers      1
        sparks      embers      1.2
        firefly     fireflies   0.3
        fireflies   fireflies   1
        leaf        leaves      0.4     moving
        leaves      leaves      1       moving
        petals      leaves      1       moving
        lamp        flicker     0.7
        lamps       flicker     0.7
        lantern     flicker     1
        lanterns    flicker     1
        lights      flicker     0.6     moving
        candle      flicker     1
        candles     flicker     1
        candlelight flicker     1
        torch       flicker     1.2
        torches     flicker     1.2
        fire        flicker     1.4
        campfire    flicker     1.4
        flame       flicker     1.3
        flames      flicker     1.4
        flicker     flicker     1
        flickers    flicker     1
        flickering  flicker     1
        sun         sunlight    1
        sunlight    sunlight    0.8
        sunset      sunlight    1
        sunrise     sunlight    1
        sunbeams    sunlight    1
        stars       stars       1
        starry      stars       1
        starlight   stars       1
        twinkle     stars       1
        twinkling   stars       1
        faint       strength    0.45
        faintly     strength    0.45
        slight      strength    0.5
        slightly    strength    0.5
        subtle      strength    0.5
        few         strength    0.5
        gentle      strength    0.65
        gently      strength    0.65
        soft        strength    0.65
        softly      strength    0.65
        light       strength    0.65
        lightly     strength    0.65
        thin        strength    0.65
        calm        strength    0.5
        strong      strength    1.6
        strongly    strength    1.6
        thick       strength    1.6
        dense       strength    1.6
        heavy       strength    1.7
        heavily     strength    1.7
        wild        strength    1.9
        rough       strength    1.8
        storm       strength    2
        stormy      strength    2
        violent     strength    2.2
        fall        motion      1
        falls       motion      1
        falling     motion      1
        drift       motion      1
        drifts      motion      1
        drifting    motion      1
        float       motion      1
        floats      motion      1
        floating    motion      1
        blow        motion      1
        blows       motion      1
        blowing     motion      1
        whirl       motion      1
        whirling    motion      1
        swirl       motion      1
        swirls      motion      1
        swirling    motion      1
        tumbling    motion      1
        dancing     motion      1
        rising      motion      1
        moving      motion      1
        loop        loop        1
        loops       loop        1
        looping     loop        1
        breathes    cannot      1
        breathing   cannot      1
        blinks      cannot      1
        blinking    cannot      1
        smiles      cannot      1
        walks       cannot      1
        speaks      cannot      1
        talks       cannot      1
        sings       cannot      1
        dances      cannot      1
        flies       cannot      1
        birds       cannot      1
        lightning   cannot      1
        morning     still       1
        evening     still       1
        during      still       1
        nothing     still       1
        something   still       1
        everything  still       1
        anything    still       1
        ceiling     still       1
        building    still       1
        clearing    still       1
        being       still       1
        standing    still       1
        sitting     still       1
        lying       still       1
        looking     still       1
        hanging     still       1
        glowing     still       1
        shining     still       1
        setting     still       1
        painting    still       1
        drawing     still       1
        spring      still       1
        string      still       1
        king        still       1
        ring        still       1
        wing        still       1
        thing       still       1
        """;

    private const float Least = 0.2f;
    private const float Most = 2.5f;

    // A word of motion or strength means the words this near in its clause.
    private const int Near = 3;

    private static readonly FrozenDictionary<string, Entry> _entries = Parse();
    private static readonly char[] _clauseEnds = [',', '.', ';', ':', '!', '?', '\n', '(', ')', '—'];
    private static readonly char[] _wordEnds = [' ', '\t', '\r', '"', '\u201c', '\u201d', '/'];

    /// <summary>Reads a prompt; null or empty asks for nothing.</summary>
    public static LifeReading Read(string? prompt)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            return LifeReading.None;
        }

        var found = new SortedDictionary<LifeKind, LifeEffect>();
        var unused = new List<UnusedWord>();
        var (flows, loops) = (false, false);
        foreach (var clause in prompt.ToLowerInvariant().Split(_clauseEnds, StringSplitOptions.RemoveEmptyEntries))
        {
            var words = clause.Split(_wordEnds, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('\'', '-')).ToArray();
            var entries = Array.ConvertAll(words, w => _entries.GetValueOrDefault(w));
            for (var i = 0; i < words.Length; i++)
            {
                var entry = entries[i];
                flows |= entry?.Use == "flows";
                loops |= entry?.Use == "loop";
                if (entry?.Kind is { } kind && (!entry.IsOnlyMoving || IsMoved(entries, i)))
                {
                    var strength = Math.Clamp(entry.Strength * StrengthAt(entries, i), Least, Most);
                    if (!found.TryGetValue(kind, out var other) || other.Strength < strength)
                    {
                        found[kind] = new LifeEffect(kind, strength, words[i]);
                    }
                }
                else if (entry?.Use == "cannot" || (entry is null && IsAction(words[i])))
                {
                    unused.Add(new UnusedWord(words[i], "a still picture's engine cannot stage this motion"));
                }
            }
        }

        if (flows && found.Remove(LifeKind.Waves, out var water) && !found.ContainsKey(LifeKind.Stream))
        {
            found[LifeKind.Stream] = water with { Kind = LifeKind.Stream };
        }

        return new LifeReading([.. found.Values], [.. unused.DistinctBy(u => u.Word)], loops);
    }

    private static bool IsAction(string word) => word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal);

    // Beside a word of motion or of strength ("light snow"), or alone in its clause.
    private static bool IsMoved(Entry?[] clause, int at)
    {
        if (clause.Length <= 2)
        {
            return clause.Length == 1 || clause[1 - at] is not null;
        }

        for (var i = Math.Max(0, at - Near); i <= Math.Min(clause.Length - 1, at + Near); i++)
        {
            if (clause[i]?.Use == "motion" || (i == at - 1 && clause[i]?.Use == "strength") || (i != at && clause[i]?.Kind == LifeKind.Sway))
            {
                return true;
            }
        }

        return false;
    }

    // The product of the words of strength that are nearer to this word than to any other that asks.
    private static float StrengthAt(Entry?[] clause, int at)
    {
        float strength = 1;
        for (var i = 0; i < clause.Length; i++)
        {
            if (clause[i]?.Use != "strength" || Math.Abs(i - at) > Near)
            {
                continue;
            }

            var nearest = Enumerable.Range(0, clause.Length).Where(k => clause[k]?.Kind is not null).MinBy(k => (2 * Math.Abs(k - i)) - (k > i ? 1 : 0));
            strength *= nearest == at ? clause[i]!.Strength : 1;
        }

        return strength;
    }

    private static FrozenDictionary<string, Entry> Parse() => Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenDictionary(
            fields => fields[0],
            fields => new Entry(
                fields[1],
                Enum.TryParse<LifeKind>(fields[1], ignoreCase: true, out var kind) ? kind : null,
                float.Parse(fields[2], CultureInfo.InvariantCulture),
                fields.Length > 3));

    /// <summary>A line of the table.</summary>
    private sealed record Entry(string Use, LifeKind? Kind, float Strength, bool IsOnlyMoving);
}
