using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Life;

public sealed class LifeWordsTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("gentle waves, mist drifting, lantern flickering", "mist 1, waves 0.65, flicker 1")]
    [InlineData("hair in the wind, snow falling", "wind 1, hair 1, snow 1")]
    [InlineData("a snowfall at night, fireflies", "snow 1, fireflies 1")]
    [InlineData("light snow", "snow 0.65")]
    [InlineData("Heavy rain and a gentle breeze", "wind 0.455, rain 1.7")]
    [InlineData("Snow falls heavily on the roofs", "snow 1.7")]
    [InlineData("the river", "stream 0.8")]
    [InlineData("sea storm", "waves 2")]

    // Ordinary sentences: what only stands there does not move.
    [InlineData("A worn path climbs over grass towards grey cliffs and old snow under a deep blue sky.", "")]
    [InlineData("Larches turn gold below a long limestone ridge, a green meadow in front.", "")]
    [InlineData("Autumn leaves on the ground, a seed catalogue", "")]
    [InlineData("A dandelion clock before the rising sun, seeds trembling in the morning air.",
        "wind 0.6, dust 0.7, sunlight 1")]
    [InlineData("The wall of rock fills the view, cloud drifting over the ridge.", "clouds 1")]
    [InlineData("Water steps down between limestone banks in a green wood.", "stream 0.8")]
    public void A_sentence_asks_for(string? prompt, string effects)
    {
        var found = LifeWords.Read(prompt)
            .Effects.Select(e => FormattableString.Invariant($"{e.Kind} {e.Strength:0.###}"));
        Assert.Equal(effects, string.Join(", ", found));
    }

    [Fact]
    public void Every_effect_has_a_word_and_every_word_an_effect()
    {
        var book = LifeBook.BuiltIn;
        Assert.Equal(book.Recipes.Keys.Order(), book.Words.Values.Select(w => w.Effect).OfType<string>().Distinct()
            .Order());
        Assert.All(book.Recipes.Values.SelectMany(r => r.With), w => Assert.Contains(w, book.Recipes.Keys));
    }

    [Fact]
    public void A_file_of_the_user_adds_effects_and_words()
    {
        const string Text = """
            effects:
              feathers:
                place: air
                colour: [1, 1, 1]
                air: {count: [1, 20, 60], radius: [0.01, 0.02], velocity: [0.1, -0.3, 0], opacity: 1}
            words:
              feathers: {feathers: 1, down: 0.5 moving}
              rain: {mizzle: 0.3}
            strengths: {tiny: 0.3}
            """;
        var book = LifeBookReader.Read(Text, "life.yaml", LifeBook.BuiltIn, out var problems)!;
        Assert.Empty(problems);
        var found = LifeWords.Read("feathers falling, tiny mizzle, snowfall", book).Effects;
        Assert.Equal(["snow", "rain", "feathers"], found.Select(e => e.Kind));
        Assert.Empty(LifeWords.Read("feathers falling").Effects);
    }

    [Theory]
    [InlineData("effects: {snow: {place: aire}}", "'place' is one of")]
    [InlineData("effects: {snow: {place: air, colur: [1, 1, 1]}}", "Did you mean 'colour'?")]
    [InlineData("effects: {hail: {place: air, air: {count: [1, 2]}}}", "'count' is 3 numbers in a list")]
    [InlineData("words: {snoww: {hail: 1}}", "Did you mean 'snow'?")]
    [InlineData("words: {snow: {hail: often}}", "a strength above 0")]
    [InlineData("word: {}", "Did you mean 'words'?")]
    [InlineData("[1]", "a life file is a mapping")]
    public void A_broken_file_is_refused_in_words(string text, string said)
    {
        Assert.Null(LifeBookReader.Read(text, "my.yaml", LifeBook.BuiltIn, out var problems));
        Assert.Contains(problems, p => p.ToString().StartsWith("my.yaml:1:", StringComparison.Ordinal)
            && p.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("she smiles, hair in the wind", "smiles")]
    [InlineData("a man juggling in the rain", "juggling")]
    [InlineData("a building in the morning, evening lights, a ring", "")]
    [InlineData("a loop of snowfall, gently", "")]
    public void Motion_that_cannot_be_staged_is_said(string prompt, string words) =>
        Assert.Equal(words, string.Join(", ", LifeWords.Read(prompt).NotUsed.Select(u => u.Word)));

    [Fact]
    public void A_loop_is_asked_for_by_its_word()
    {
        Assert.True(LifeWords.Read("a seamless loop of falling snow").Loops);
        Assert.False(LifeWords.Read("falling snow").Loops);
    }
}
