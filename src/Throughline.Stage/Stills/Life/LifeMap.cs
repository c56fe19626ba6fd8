using Throughline.Camera;

namespace Throughline.Stage.Stills;

/// <summary>Where the nodes of a shot's first frame lie in the picture whose life goes on in it, in that picture's
/// pixels.</summary>
internal sealed class LifeMap
{
    private readonly float[] _x;
    private readonly float[] _y;

    /// <summary>Wraps a node's columns and rows of that picture.</summary>
    public LifeMap(int width, int height, float[] x, float[] y)
    {
        Width = width;
        Height = height;
        _x = x;
        _y = y;
        Enlargement = Measure();
    }

    /// <summary>Columns of the frame, pixels.</summary>
    public int Width { get; }

    /// <summary>Rows of the frame, pixels.</summary>
    public int Height { get; }

    /// <summary>Pixels of the frame to a pixel of the picture, in the middle of what is seen.</summary>
    public float Enlargement { get; }

    private int Columns => LifePlan.NodesAlong(Width);

    /// <summary>What a frame shows of a picture: of each node the place of the foremost sheet that covers it.</summary>
    public static LifeMap Of(StillScene scene, CameraPose pose, LifeMap? before)
    {
        var space = scene.Space;
        var view = space.Through(pose);
        var grids = new NodeGrid[scene.Layers.Count];
        for (var i = 0; i < grids.Length; i++)
        {
            grids[i] = new NodeGrid(space.Width, space.Height, isFine: true);
            SurfaceSolver.Solve(view, scene, scene.Layers[i], grids[i]);
        }

        int columns = grids[0].Columns, rows = grids[0].Rows;
        float[] xs = new float[columns * rows], ys = new float[columns * rows];
        for (var n = 0; n < xs.Length; n++)
        {
            for (var i = grids.Length - 1; i >= 0; i--)
            {
                float x = grids[i].X(n / columns)[n % columns], y = grids[i].Y(n / columns)[n % columns];
                if (i == 0 || scene.Layers[i].Texture.AlphaAt(x - scene.Layers[i].X, y - scene.Layers[i].Y) >= 128)
                {
                    (xs[n], ys[n]) = before is null ? (x, y) : before.At(x, y);
                    break;
                }
            }
        }

        return new LifeMap(space.Width, space.Height, xs, ys);
    }

    /// <summary>The picture's pixel at a pixel of the frame; beyond the frame it goes on as at its border.</summary>
    public (float X, float Y) At(float x, float y)
    {
        const float PerPixel = 1f / NodeGrid.Fine;
        int columns = Columns, rows = LifePlan.NodesAlong(Height);
        float u = x * PerPixel, v = y * PerPixel;
        int i = Math.Clamp((int)u, 0, columns - 2), j = Math.Clamp((int)v, 0, rows - 2);
        float fu = Math.Clamp(u - i, -4, 4), fv = Math.Clamp(v - j, -4, 4);
        var at = (j * columns) + i;
        return (Lerp(_x), Lerp(_y));

        float Lerp(float[] values)
        {
            var top = values[at] + ((values[at + 1] - values[at]) * fu);
            var bottom = values[at + columns] + ((values[at + columns + 1] - values[at + columns]) * fu);
            return top + ((bottom - top) * fv);
        }
    }

    /// <summary>Writes the map.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(Width);
        to.Write(Height);
        for (var i = 0; i < _x.Length; i++)
        {
            to.Write(_x[i]);
            to.Write(_y[i]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data is not a map.</exception>
    /// <exception cref="EndOfStreamException">The data ends early.</exception>
    public static LifeMap Read(BinaryReader from)
    {
        int width = from.ReadInt32(), height = from.ReadInt32();
        if (width < 1 || height < 1 || (long)width * height > 1 << 28)
        {
            throw new InvalidDataException("A life of an impossible size.");
        }

        var x = new float[LifePlan.NodesAlong(width) * LifePlan.NodesAlong(height)];
        var y = new float[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (from.ReadSingle(), from.ReadSingle());
        }

        return new LifeMap(width, height, x, y);
    }

    private float Measure()
    {
        var columns = Columns;
        var steps = new List<float>();
        for (var i = 0; i < _x.Length - columns - 1; i++)
        {
            if (i % columns < columns - 1)
            {
                float right = (_x[i + 1] - _x[i]) * (_y[i + columns] - _y[i]),
                    down = (_x[i + columns] - _x[i]) * (_y[i + 1] - _y[i]);
                steps.Add(MathF.Abs(right - down));
            }
        }

        steps.Sort();
        var step = steps.Count == 0 ? NodeGrid.Fine : MathF.Sqrt(steps[steps.Count / 2]);
        return NodeGrid.Fine / Math.Clamp(step, 0.5f, 64);
    }
}
