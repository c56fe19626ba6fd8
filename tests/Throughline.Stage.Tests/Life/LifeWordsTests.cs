using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Life;

public sealed class LifeWordsTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("gentle waves, mist drifting, lantern flickering", "Mist 1, Waves 0.65, Flicker 1")]
    [InlineData("hair in the wind, snow falling", "Sway 1, Snow 1")]
    [InlineData("a snowfall at night, fireflies", "Snow 1, Fireflies 1")]
    [InlineData("light snow", "Snow 0.65")]
    [InlineData("Heavy rain and a gentle breeze", "Sway 0.455, Rain 1.7")]
    [InlineData("Snow falls heavily on the roofs", "Snow 1.7")]
    [InlineData("the river", "Stream 0.8")]
    [InlineData("sea storm", "Waves 2")]

    // Ordinary sentences: what only stands there does not move.
    [InlineData("A worn path climbs over grass towards grey cliffs and old snow under a deep blue sky.", "")]
    [InlineData("Larches turn gold below a long limestone ridge, a green meadow in front.", "")]
    [InlineData("Autumn leaves on the ground, a seed catalogue", "")]
    [InlineData("A dandelion clock before the rising sun, seeds trembling in the morning air.", "Sway 0.6, Dust 0.7, Sunlight 1")]
    [InlineData("The wall of rock fills the view, cloud drifting over the ridge.", "Clouds 1")]
    [InlineData("Water steps down between limestone banks in a green wood.", "Stream 0.8")]
    public void A_sentence_asks_for(string? prompt, string effects)
    {
        var found = LifeWords.Read(prompt).Effects.Select(e => FormattableString.Invariant($"{e.Kind} {e.Strength:0.###}"));
        Assert.Equal(effects, string.Join(", ", found));
    }

    [Fact]
    public void Every_kind_has_a_word()
    {
        string[] words = ["clouds", "mist", "steam", "waves", "stream", "wind", "snowfall", "rain", "dust", "embers", "fireflies", "leaves falling", "lamp", "sun", "stars"];
        Assert.Equal(Enum.GetValues<LifeKind>(), words.Select(w => Assert.Single(LifeWords.Read(w).Effects).Kind));
    }

    [Theory]
    [InlineData("she breathes, hair in the wind", "breathes")]
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
