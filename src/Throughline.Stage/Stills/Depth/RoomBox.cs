namespace Throughline.Stage.Stills;

/// <summary>
/// A room seen level from inside: floor, ceiling and up to three walls. Every face is as near as a linear function of
/// the place in the picture, and the nearest of them is what is seen: that is what the inside of a box looks like.
/// Nearness is in rows of the floor below the eye's height.
/// </summary>
/// <param name="Horizon">Row of the eye's height.</param>
/// <param name="Along">Column at which the edges along the side walls meet.</param>
/// <param name="Across">Column at which the edges along the back wall meet, mostly far outside.</param>
/// <param name="Back">How fast the back wall comes nearer with each column away from <paramref name="Across"/>.</param>
/// <param name="Left">How fast the wall on the left does away from <paramref name="Along"/>; 0 without one.</param>
/// <param name="Right">How fast the wall on the right does; 0 without one.</param>
/// <param name="Ceiling">How fast the ceiling does with each row up; 0 without one.</param>
internal readonly record struct RoomBox(
    float Horizon, float Along, float Across, float Back, float Left, float Right, float Ceiling)
{
    /// <summary>How near the wall that is seen in a column is.</summary>
    public float Wall(float x) => MathF.Max(
        Back * MathF.Abs(x - Across), MathF.Max(Left * (Along - x), Right * (x - Along)));

    /// <summary>The row in which the wall of a column stands on the floor.</summary>
    public float Foot(float x) => Horizon + Wall(x);

    /// <summary>The row in which it meets the ceiling; above the picture where no ceiling is seen.</summary>
    public float Top(float x) => Ceiling > 0 ? Horizon - (Wall(x) / Ceiling) : float.MinValue;

    /// <summary>How near the room is at a place.</summary>
    public float At(float x, float y) =>
        MathF.Max(Wall(x), MathF.Max(y - Horizon, Ceiling * (Horizon - y)));
}
