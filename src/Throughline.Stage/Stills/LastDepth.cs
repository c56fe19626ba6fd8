using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>How near each pixel of a drawn frame is, seen from that frame's camera.</summary>
internal static class LastDepth
{
    /// <summary>Looks through the scene's sheets, front first, at the first one that covers a pixel by half.</summary>
    public static DepthPicture Of(StillScene scene, CameraPose pose)
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
        for (var y = 0; y < space.Height; y++)
        {
            for (var x = 0; x < space.Width; x++)
            {
                for (var i = nodes.Length - 1; i >= 0; i--)
                {
                    var layer = scene.Layers[i];
                    var (u, v) = nodes[i].At(x, y);
                    if (i == 0 || layer.Texture.AlphaAt(u - layer.X, v - layer.Y) >= 128)
                    {
                        var q = layer.Depth.At(u - scene.CanvasX, v - scene.CanvasY);
                        nearness[(y * space.Width) + x] = MathF.Max(0, StillSpace.Nearness(view.InverseDepth(u, v, q)));
                        break;
                    }
                }
            }
        }

        return new DepthPicture(space.Width, space.Height, nearness);
    }
}
