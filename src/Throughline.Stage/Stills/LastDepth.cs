using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>How near each pixel of a drawn frame is, seen from that frame's camera.</summary>
internal static class LastDepth
{
    /// <summary>Looks through the scene's sheets, front first, at the first one that covers a pixel by half.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="pose">The frame's camera.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="margins">What to look at beyond the frame's edges.</param>
    public static DepthPicture Of(StillScene scene, CameraPose pose, int threads, Margins margins = default)
    {
        var size = margins.Round(new PixelSize(scene.Space.Width, scene.Space.Height));
        var view = scene.Space.Through(pose, margins);
        var nodes = new NodeGrid[scene.Layers.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = new NodeGrid(size.Width, size.Height);
            SurfaceSolver.Solve(view, scene, scene.Layers[i], nodes[i]);
        }

        var nearness = new float[size.Width * size.Height];
        Rows.Split(size.Height, threads, (from, to) =>
        {
            for (var i = from * size.Width; i < to * size.Width; i++)
            {
                nearness[i] = At(i % size.Width, i / size.Width);
            }
        });
        return new DepthPicture(size.Width, size.Height, nearness);

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
