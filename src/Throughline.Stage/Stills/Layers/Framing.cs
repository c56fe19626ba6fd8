using System.Numerics;
using Throughline.Camera;
using Throughline.Engines;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a shot's camera path needs of its picture: how far beyond the edges it sees, how far behind things, how small
/// it shows them.
/// </summary>
/// <param name="Left">Pixels to add on the left.</param>
/// <param name="Top">Pixels to add on top.</param>
/// <param name="Right">Pixels to add on the right.</param>
/// <param name="Bottom">Pixels to add at the bottom.</param>
/// <param name="Reach">How far behind depth edges it sees.</param>
/// <param name="Halvings">Halved copies needed to show the picture reduced without aliasing.</param>
internal readonly record struct Framing(int Left, int Top, int Right, int Bottom, Reach Reach, int Halvings)
{
    private const int Samples = 240;
    private const int Spare = 6;
    private const float LeastParallax = 0.25f;

    // How much may be invented on a side, in sides of the picture: what every single move at its most needs.
    private const float MostBeyond = 1.6f;

    /// <summary>The same, with at least these margins.</summary>
    public Framing With(Margins margins) => this with
    {
        Left = Math.Max(Left, margins.Left),
        Top = Math.Max(Top, margins.Top),
        Right = Math.Max(Right, margins.Right),
        Bottom = Math.Max(Bottom, margins.Bottom),
    };

    /// <summary>Walks the path.</summary>
    /// <exception cref="EngineException">The path looks farther beyond the picture than anyone could
    /// invent.</exception>
    public static Framing Of(CameraPath path, StillSpace space, float nearestQ, float farthestQ)
    {
        Vector2 low = Vector2.Zero, high = new(space.Width - 1, space.Height - 1);
        float parallax = 0, shrink = 1;
        var reach = new Reach();
        var step = Math.Max(1, (path.Frames - 1) / (double)Samples);
        for (double frame = 0; frame < path.Frames - 1 + step; frame += step)
        {
            var pose = path.At(frame);
            var view = space.Through(pose);
            for (var i = 0; i < Reach.Grid; i++)
            {
                for (var j = 0; j < Reach.Grid; j++)
                {
                    const float Last = Reach.Grid - 1;
                    var (start, slope) = view.Line(i / Last * (space.Width - 1), j / Last * (space.Height - 1));
                    Vector2 near = start + (nearestQ * slope), far = start + (farthestQ * slope);
                    low = Vector2.Min(low, Vector2.Min(near, far));
                    high = Vector2.Max(high, Vector2.Max(near, far));
                    reach.Add(i, j, slope.Length());
                    parallax = MathF.Max(parallax, Vector2.Distance(near, far));
                }
            }

            shrink = MathF.Max(shrink, (1 + (MathF.Max(view.Camera.Z, 0) * nearestQ)) / view.Magnification);
        }

        int wide = space.Width, tall = space.Height;
        return new Framing(
            Beyond(-low.X, wide), Beyond(-low.Y, tall), Beyond(high.X - (wide - 1), wide),
            Beyond(high.Y - (tall - 1), tall),
            parallax < LeastParallax ? Reach.None : reach,
            shrink > 1.02f ? (int)MathF.Ceiling(MathF.Log2(shrink)) + 1 : 0);

        static int Beyond(float pixels, int side) => pixels < 0.02f ? 0
            : pixels <= MostBeyond * side ? (int)MathF.Ceiling(pixels) + Spare
            : throw new EngineException(
                EngineError.BadOrder,
                "the camera leaves the picture so far behind that nothing of it would be in view; use smaller amounts, or fewer moves at once.");
    }
}
