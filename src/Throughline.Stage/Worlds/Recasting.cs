using Throughline.Films;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>
/// Makes a cast member of somebody who was staged without being one, so that the very same body plays in other shots.
/// </summary>
public static class Recasting
{
    /// <summary>Who or what a scene is about, as a cast member.</summary>
    /// <param name="scene">The scene, staged from words by this stock.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="stock">What it was built of.</param>
    /// <returns>The member; null when nobody and nothing of the scene was described by its words.</returns>
    public static CastMember? MemberOf(Scene scene, string name, Stock stock)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(stock);

        // The scene's own words describe it; its seed is the one that its body was built with.
        var member = new CastMember { Name = name, Description = scene.Prompt };
        var described = stock.Director.Cast(member);
        return scene.Subjects
            .FirstOrDefault(subject => subject.Asset == described.Asset && subject.Cast is null) is { } subject
            ? member with { Seed = Bodies.OwnSeed(subject, scene.Seed) }
            : null;
    }
}
