using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>An actor with a body: what stands in the frame for it. Shared by all painters and never changed.</summary>
internal abstract class Figure
{
    /// <summary>Meshes of its own that a painter needs for it; null for none.</summary>
    /// <param name="moves">Whether the painter draws how every point moves, for the shutter or the flow pass: that
    /// poses the body twice.</param>
    /// <param name="pixelsPerMetre">How large a metre of it is seen at most in the shot.</param>
    /// <param name="side">Pixels that a triangle's side may have.</param>
    public virtual object? NewCostume(bool moves, float pixelsPerMetre, float side) => null;

    /// <summary>Feet at a time, world, metres.</summary>
    public abstract Vector3 FeetAt(double time);

    /// <summary>Middle between its eyes as it is posed then, world, metres; null for what has none.</summary>
    public virtual Vector3? EyesAt(double time) => null;

    /// <summary>Where it faces, degrees, 0 towards the audience.</summary>
    public abstract float HeadingAt(double time);

    /// <summary>From its own space to the world, as carriers and hands need it.</summary>
    public abstract Matrix4x4 PlaceAt(double time);

    /// <summary>Where a hand holds things; where it stands for what has no hands.</summary>
    public virtual Matrix4x4 HandAt(double time, int hand) => PlaceAt(time);

    /// <summary>
    /// A place on it by name, such as where the left hand holds it, in its own space at a time; null for none.
    /// </summary>
    public virtual Vector3? AnchorAt(string name, double time) => null;

    /// <summary>The thing that it is, or that it holds last; null for who holds nothing.</summary>
    public virtual Model? Thing => null;

    /// <summary>When what an action is about happens, seconds since the scene began; null for who does not do
    /// it.</summary>
    /// <param name="action">Its name.</param>
    public virtual double? MomentOf(string action) => null;

    /// <summary>Adds it to a frame.</summary>
    /// <param name="frame">The frame, its time and camera already set.</param>
    /// <param name="costume">The painter's, from <see cref="NewCostume"/>.</param>
    /// <param name="context">What surrounds it.</param>
    public abstract void Add(SceneFrame frame, object? costume, FigureContext context);
}
