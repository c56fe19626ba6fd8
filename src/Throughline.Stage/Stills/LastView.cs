using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a shot knows round its last frame, for the shot that goes on from it: the camera may turn or draw back to where
/// it has been, and must find there what was there. At most two and a quarter frames with the frame itself.
/// </summary>
internal static class LastView
{
    private const double MostFrames = 2.25;

    // Less than this on a side is not worth keeping.
    private const int Least = 16;

    /// <summary>What is handed on; null when no more than the frame is known.</summary>
    /// <param name="scene">The shot's scene.</param>
    /// <param name="pose">The last frame's camera.</param>
    /// <param name="given">What the shot itself was given round its first frame: beyond that lies invention that no
    /// frame has shown.</param>
    /// <param name="last">The last frame, with nothing in it that moves by itself.</param>
    /// <param name="hasDepth">Whether the scene knows how near things are.</param>
    /// <param name="threads">Threads to use.</param>
    public static Surroundings? Of(
        StillScene scene, CameraPose pose, Margins given, Picture last, bool hasDepth, int threads)
    {
        var margins = Known(scene, pose, given);
        if (margins.IsEmpty)
        {
            return null;
        }

        var size = margins.Round(last.Size);
        var around = new Picture(size.Width, size.Height);
        around.Pixels.AsSpan().Fill(byte.MaxValue);
        new StillRenderer(scene, margins: margins).Draw(pose, around);
        var view = new Surroundings(
            around, hasDepth ? LastDepth.Of(scene, pose, threads, margins) : null, margins.Left, margins.Top);
        Insert(view, last);
        return view;
    }

    /// <summary>What a camera that has not moved hands on: what it was given, as it was.</summary>
    public static Surroundings? Same(Surroundings view, PixelSize frame)
    {
        var margins = Margins.Of(view, frame).Within(frame, MostFrames);
        if (margins.IsEmpty)
        {
            return null;
        }

        var size = margins.Round(frame);
        int left = view.X - margins.Left, top = view.Y - margins.Top;
        var around = new Picture(size.Width, size.Height);
        var nearness = view.Depth is null ? null : new float[size.Width * size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            view.Picture.Row(y + top).Slice(left * 4, size.Width * 4).CopyTo(around.Row(y));
            view.Depth?.Nearness.AsSpan(((y + top) * view.Depth.Width) + left, size.Width).CopyTo(
                nearness.AsSpan(y * size.Width));
        }

        return new Surroundings(
            around, nearness is null ? null : new DepthPicture(size.Width, size.Height, nearness), margins.Left,
            margins.Top);
    }

    /// <summary>Puts the frame itself into its place in the view.</summary>
    public static void Insert(Surroundings view, Picture frame)
    {
        for (var y = 0; y < frame.Height; y++)
        {
            frame.Row(y).CopyTo(view.Picture.Row(y + view.Y)[(view.X * 4)..]);
        }
    }

    // How far the frame can grow on each side and still see nothing but what was given, on every sheet.
    private static Margins Known(StillScene scene, CameraPose pose, Margins given)
    {
        var frame = new PixelSize(scene.Space.Width, scene.Space.Height);
        var most = new Margins(frame.Width / 2, frame.Height / 2, frame.Width / 2, frame.Height / 2);
        var size = most.Round(frame);
        var sheets = scene.Layers.Select(layer =>
        {
            var grid = new NodeGrid(size.Width, size.Height);
            SurfaceSolver.Solve(scene.Space.Through(pose, most), scene, layer, grid);
            return grid;
        }).ToArray();
        var nodes = sheets[0];

        // From the nodes that enclose the frame outwards, a row or column at a time.
        int left = most.Left / nodes.Step, top = most.Top / nodes.Step;
        int right = Math.Min(nodes.Columns - 1, ((most.Left + frame.Width + nodes.Step - 1) / nodes.Step)),
            bottom = Math.Min(nodes.Rows - 1, (most.Top + frame.Height + nodes.Step - 1) / nodes.Step);
        for (var grown = true; grown;)
        {
            grown = false;
            Grow(left > 0 && IsKnown(left - 1, left - 1, top, bottom), ref left, -1);
            Grow(right < nodes.Columns - 1 && IsKnown(right + 1, right + 1, top, bottom), ref right, 1);
            Grow(top > 0 && IsKnown(left, right, top - 1, top - 1), ref top, -1);
            Grow(bottom < nodes.Rows - 1 && IsKnown(left, right, bottom + 1, bottom + 1), ref bottom, 1);

            void Grow(bool can, ref int side, int step)
            {
                side += can ? step : 0;
                grown |= can;
            }
        }

        return new Margins(
            Side(most.Left - (left * nodes.Step)),
            Side(most.Top - (top * nodes.Step)),
            Side((right * nodes.Step) - most.Left - frame.Width),
            Side((bottom * nodes.Step) - most.Top - frame.Height)).Within(frame, MostFrames);

        bool IsKnown(int firstColumn, int lastColumn, int firstRow, int lastRow)
        {
            // The scene's canvas may hold less than was given.
            var rear = scene.Layers[0];
            float low = Math.Max(-given.Left, rear.X),
                high = Math.Min(frame.Width + given.Right, rear.X + rear.Width) - 1;
            float above = Math.Max(-given.Top, rear.Y),
                below = Math.Min(frame.Height + given.Bottom, rear.Y + rear.Height) - 1;
            foreach (var sheet in sheets)
            {
                for (var row = firstRow; row <= lastRow; row++)
                {
                    ReadOnlySpan<float> xs = sheet.X(row), ys = sheet.Y(row);
                    for (var column = firstColumn; column <= lastColumn; column++)
                    {
                        if (!(xs[column] >= low && xs[column] <= high && ys[column] >= above && ys[column] <= below))
                        {
                            return false;
                        }
                    }
                }
            }

            return true;
        }

        static int Side(int pixels) => pixels < Least ? 0 : pixels;
    }
}
