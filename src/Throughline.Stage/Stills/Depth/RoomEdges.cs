using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>How well the edges of a picture agree with the box of a room.</summary>
internal sealed class RoomEdges
{
    // Borders of a box are read at every other pixel.
    private const int Step = 2;

    // An edge this strong is as sure as any, in lightness over two pixels.
    private const float Sure = 9;

    // A border must be seen clearer than the picture's edges at random by this.
    private const float Margin = 0.1f;

    private const float MostOff = 0.05f;

    // A line this near to the picture's upper border is its frame's; share of the height.
    private const float LeastTop = 0.02f;

    private readonly float[] _level;
    private readonly float[] _upright;
    private readonly int[] _busyAbove;
    private readonly float _usualLevel;
    private readonly float _usualUpright;

    /// <summary>The edges of a picture.</summary>
    public RoomEdges(WorkImage image, LineSegment[] lines)
    {
        (Width, Height, Lines) = (image.Width, image.Height, lines);
        _level = new float[Width * Height];
        _upright = new float[Width * Height];
        _busyAbove = new int[Width * Height];
        for (var y = 1; y < Height - 1; y++)
        {
            for (var x = 1; x < Width - 1; x++)
            {
                var i = (y * Width) + x;
                float gx = MathF.Abs(image.GradientX[i]), gy = MathF.Abs(image.GradientY[i]);
                _level[i] = gy > 0.8f * gx ? MathF.Min(1, gy / Sure) : 0;
                _upright[i] = gx > 2 * gy ? MathF.Min(1, gx / Sure) : 0;
            }
        }

        for (var i = Width; i < _busyAbove.Length; i++)
        {
            _busyAbove[i] = _busyAbove[i - Width] + (image.Edge[i] > 10 ? 1 : 0);
        }

        _level = Widest(_level, Width);
        _upright = Widest(_upright, 1);
        (_usualLevel, _usualUpright) = (_level.Average() + Margin, _upright.Average() + Margin);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The straight edges that are not upright.</summary>
    public LineSegment[] Lines { get; }

    /// <summary>How much speaks for a box; 0 is what any box has by chance.</summary>
    public float Score(in RoomBox box)
    {
        var (top, foot, corners, busy) = Borders(box);
        return top.Sum + (0.5f * foot.Sum) + (0.5f * corners.Sum) - (0.12f * busy) + (0.25f * Agreeing(box));
    }

    /// <summary>How surely a box is a room's, 0 to 1: as much of it as is seen is seen clearly, and the picture's edges
    /// lie as a room's do.</summary>
    public float Trust(in RoomBox box)
    {
        var (top, foot, corners, _) = Borders(box);
        var seen = (top.Sum + (0.5f * foot.Sum) + (0.5f * corners.Sum)) / (Width / Step);
        var agreeing = Agreeing(box) / MathF.Max(1, Lines.Sum(line => line.Length));
        return SkyCue.Ramp(seen, 0.235f, 0.395f) * SkyCue.Ramp(agreeing, 0.5f, 0.65f)
            * SkyCue.Ramp(Receding(box) / Width, 0.2f, 0.6f);
    }

    // Length of the edges that go into the depth of the picture: a shore and a skyline have none.
    private float Receding(in RoomBox box)
    {
        Vector2 along = new(box.Along, box.Horizon), across = new(box.Across, box.Horizon);
        return Lines.Where(line => !line.IsLevel && MathF.Min(line.Off(along), line.Off(across)) < MostOff)
            .Sum(line => line.Length);
    }

    private static float[] Widest(float[] plane, int step)
    {
        var wide = (float[])plane.Clone();
        for (var i = 2 * step; i < plane.Length - (2 * step); i++)
        {
            wide[i] = MathF.Max(
                plane[i], MathF.Max(
                    MathF.Max(plane[i - step], plane[i + step]),
                    0.6f * MathF.Max(plane[i - (2 * step)], plane[i + (2 * step)])));
        }

        return wide;
    }

    private ((float Sum, int Count) Top, (float Sum, int Count) Foot, (float Sum, int Count) Corners, int Busy) Borders(
        in RoomBox box)
    {
        (float Sum, int Count) top = default, foot = default, corners = default;
        var busy = 0;
        for (var x = 1; x < Width - 1; x += Step)
        {
            float low = box.Foot(x), high = box.Top(x);
            if (low < Height - 2)
            {
                foot = (foot.Sum + _level[((int)low * Width) + x] - _usualLevel, foot.Count + 1);
            }

            if (high >= LeastTop * Height)
            {
                top = (top.Sum + _level[((int)high * Width) + x] - _usualLevel, top.Count + 1);
                busy += _busyAbove[(Math.Max(0, (int)high - 4) * Width) + x];
            }
        }

        Corner(box.Left > 0 ? Meeting(box.Left, box.Along, box) : -1, box);
        Corner(box.Right > 0 ? Meeting(-box.Right, box.Along, box) : -1, box);
        return (top, foot, corners, busy);

        void Corner(float column, in RoomBox box)
        {
            var x = (int)column;
            if (x < 2 || x >= Width - 2)
            {
                return;
            }

            var end = Math.Min(Height - 2, box.Foot(x));
            for (var y = Math.Max(2, (int)box.Top(x)); y < end; y += Step)
            {
                corners = (corners.Sum + _upright[(y * Width) + x] - _usualUpright, corners.Count + 1);
            }
        }
    }

    // The column in which a side wall meets the back wall.
    private static float Meeting(float slope, float along, in RoomBox box)
    {
        var back = box.Across > along ? -box.Back : box.Back;
        return ((slope * along) + (back * box.Across)) / (slope + back);
    }

    // Length of the edges that can lie on the face that they are seen on, less that of those that cannot.
    private float Agreeing(in RoomBox box)
    {
        Vector2 along = new(box.Along, box.Horizon), across = new(box.Across, box.Horizon);
        var sum = 0f;
        foreach (var line in Lines)
        {
            var (x, y) = (line.Middle.X, line.Middle.Y);
            bool isAlong = line.Off(along) < MostOff, isAcross = line.Off(across) < MostOff;
            if (!isAlong && !isAcross)
            {
                continue;
            }

            var wall = box.Wall(x);
            var isWall = wall > y - box.Horizon && wall > box.Ceiling * (box.Horizon - y);
            var isSide = box.Back * MathF.Abs(x - box.Across) < wall;
            sum += !isWall || (isSide ? isAlong : isAcross) ? line.Length : -line.Length;
        }

        return sum;
    }
}
