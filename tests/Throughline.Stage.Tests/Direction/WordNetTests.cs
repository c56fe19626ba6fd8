using Throughline.Lexicon;
using Throughline.Stage.Direction;

namespace Throughline.Stage.Tests.Direction;

public sealed class WordNetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wordnet-");

    public WordNetTests()
    {
        Write("data.noun", """
              1 this line is the licence
            00000010 05 n 01 animal 0 000 | a living thing
            00000020 05 n 02 dog 0 domestic_dog 0 001 @ 00000010 n 0000 | barks
            00000030 05 n 01 spaniel 0 002 @ 00000020 n 0000 @ 00000010 n 0000 | long ears
            00000040 15 n 01 paris 0 001 @i 00000010 n 0000 | a city with a name
            """);
        Write("index.noun", """
            animal n 1 1 ~ 1 1 00000010
            dog n 2 2 @ ~ 2 1 00000020 00000010
            domestic_dog n 1 2 @ ~ 1 0 00000020
            paris n 1 1 @i 1 0 00000040
            spaniel n 1 1 @ 1 0 00000030
            """);
        Write("data.verb", "00000010 38 v 01 walk 0 000 01 + 02 00 | go on foot\n");
        Write("index.verb", "walk v 1 0 1 1 00000010\n");
        Write(
            "data.adj",
            "00000010 00 a 01 old 0 000 | not young\n00000020 00 s 01 elderly 0 001 & 00000010 a 0000 | advanced in years\n");
        Write("index.adj", "elderly a 1 1 & 1 0 00000020\nold a 1 0 1 1 00000010\n");
        Write("data.adv", "00000010 02 r 01 oldly 0 001 \\ 00000010 a 0101 | in an old way\n");
        Write("index.adv", "oldly r 1 1 \\ 1 0 00000010\n");
        Write("noun.exc", "doggen dog\nwolves wolf\n");
        Write("verb.exc", "");
        Write("adj.exc", "");
        Write("adv.exc", "");
        Write("cntlist.rev", "dog%1:05:00:: 1 42\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_word_is_found_again_with_its_senses_in_order()
    {
        var wordNet = WordNet.Open(WordNetBake.Bake(_folder.FullName));

        var senses = wordNet.Senses("dog", WordClass.Noun);
        Assert.Equal(["dog", "animal"], senses.Select(sense => wordNet.NameOf(sense.Synset)));
        Assert.True(senses[0].Often > 20 && senses[1].Often == 0);
        Assert.True(wordNet.Has("domestic dog", WordClass.Noun));
        Assert.True(wordNet.Has("walk", WordClass.Verb));
        Assert.False(wordNet.Has("walk", WordClass.Noun));
        Assert.False(wordNet.Has("do", WordClass.Noun));
        Assert.False(wordNet.Has("dogs", WordClass.Noun));
        Assert.False(wordNet.Has("", WordClass.Noun));
        Assert.False(wordNet.Has("aaaa", WordClass.Noun));
        Assert.False(wordNet.Has("zzzz", WordClass.Adverb));
    }

    [Fact]
    public void A_meaning_knows_all_that_it_is_a_kind_of()
    {
        var wordNet = WordNet.Open(WordNetBake.Bake(_folder.FullName));
        IEnumerable<string> Above(string word, WordClass @in) =>
            wordNet.Above(wordNet.Senses(word, @in)[0].Synset).Select(wordNet.NameOf);

        Assert.Equal(["dog", "animal"], Above("spaniel", WordClass.Noun));
        Assert.Empty(Above("animal", WordClass.Noun));
        Assert.Equal(["old"], Above("elderly", WordClass.Adjective));
        Assert.Equal(["old"], Above("oldly", WordClass.Adverb));
        Assert.True(wordNet.IsNamed(wordNet.Senses("paris", WordClass.Noun)[0].Synset));
        Assert.Equal(5, wordNet.Topic(wordNet.Senses("dog", WordClass.Noun)[0].Synset));
    }

    [Fact]
    public void Irregular_forms_lead_to_words_that_are_there()
    {
        var wordNet = WordNet.Open(WordNetBake.Bake(_folder.FullName));

        Assert.Equal("dog", wordNet.Irregular("doggen", WordClass.Noun));
        Assert.Null(wordNet.Irregular("wolves", WordClass.Noun));
        Assert.Null(wordNet.Irregular("doggen", WordClass.Verb));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var baked = WordNetBake.Bake(_folder.FullName);

        Assert.Throws<FormatException>(() => WordNet.Open([]));
        Assert.Throws<FormatException>(() => WordNet.Open(baked[..^1]));
        Assert.Throws<FormatException>(() => WordNet.Open(baked[..100]));
        Assert.Throws<FormatException>(() => WordNet.Open([0, .. baked[1..]]));
    }

    [Fact]
    public void The_whole_of_WordNet_answers_within_its_size()
    {
        Assert.SkipUnless(Words.HasWordNet, "the build has no WordNet");
        var wordNet = WordNet.Find()!;

        Assert.InRange(wordNet.Bytes.Length, 1 << 20, 3 << 20);
        Assert.Equal("goose", wordNet.Irregular("geese", WordClass.Noun));
        var spaniel = wordNet.Senses("cocker spaniel", WordClass.Noun)[0].Synset;
        Assert.Equal("spaniel", wordNet.NameOf(wordNet.Above(spaniel)[0]));
    }

    private void Write(string name, string text) =>
        File.WriteAllText(Path.Combine(_folder.FullName, name), text.ReplaceLineEndings("\n"));
}
