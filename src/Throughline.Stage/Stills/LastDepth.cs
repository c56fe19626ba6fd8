using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>How near each pixel of a drawn frame is, seen from that frame's camera.</summary>
internal static class LastDepth
{
    /// <summary>Looks through the scene's sheets, front first, at the first one that covers a pixel by half.</summary>
    public static DepthPicture Of(StillScene scene, CameraPose pose, int threads)
    {
        var space = scene.Space;
        var view = space.Through(pose);
        var nodes = new NodeGrid[scene.Layers.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new NodeGrid(space.Width, space.Height);
            SurfaceSolver.Solve(view, scene, scene.Layers[i], nodes[i]);
        }

        var nearness = new float[space.Width * space.Height];
        Rows.Split(space.Height, threads, (from, to) =>
        {
            for (var i = from * space.Width; i < to * space.Width; i++)
            {
                nearness[i] = At(i % space.Width, i / space.Width);
            }
        });
        return new DepthPicture(space.Width, space.Height, nearness);

        float At(int x, int y)
        {
            for (var i = nodes.Length - 1; ; i--)
            {
                var layer = scene.Layers[i];
                var (u, v) = nodes[i].At(x, y);
                if (i == 0 || layer.Texture.AlphaAt(u - layer.X, v - layer.Y) >= 128)
                {
                    var q = layer.Depth.At(u - scene.CanvasX, v - scene.CanvasY);
                    return MathF.Max(0, StillSpace.Nearness(view.InverseDepth(u, v, q)));
                }
            }
        }
    }
}
