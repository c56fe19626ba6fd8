using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>The character sheet of a cast member: the very body that plays it in every shot.</summary>
public static class CastSheet
{
    /// <summary>
    /// Seen from the front, three quarters, the side and the back; of what lives six expressions below.
    /// </summary>
    /// <param name="member">The member; its description and seed decide what it looks like.</param>
    /// <param name="stock">What it is built of.</param>
    /// <param name="look">Name of the look it is drawn in; null for the usual one.</param>
    /// <param name="tile">Pixels of an expression; a whole figure takes one and a half by two of them.</param>
    /// <exception cref="ArgumentException">There is no such look.</exception>
    public static Picture Draw(CastMember member, Stock stock, string? look, PixelSize tile)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(stock);
        var subject = stock.Director.Cast(member);
        var drawn = stock.Looks.Find(look ?? LookLibrary.Usual)
            ?? throw new ArgumentException($"There is no look '{look}'.", nameof(look));
        using var sheet = new CharacterSheet(stock.Actions, drawn, tile);
        var seed = Bodies.SeedOf(subject, 0, member.Seed);
        return stock.Creatures.Find(subject.Asset) is { } creature
            ? sheet.Cast(stock.Creatures.Build(creature, subject.Traits, seed), member.Seed)
            : sheet.Cast(stock.Props.Build(subject.Asset, subject.Traits, new Setting { Set = "studio" }, seed));
    }
}
