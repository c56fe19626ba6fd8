using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// One eye of a face and how its lids close over it: the upper lid's skin is drawn down from above its crease, most
/// in its
/// middle, so that the lashes and the lid's edge keep their shape; the lower lid comes to meet it a little. Space:
/// pixels of
/// the picture. Immutable.
/// </summary>
internal sealed class Eyelid
{
    private const int Columns = 64;

    // Shares of the eye's opening: how far the lower lid comes up, how far above the crease and below the lower lid
    // skin
    // is drawn along, and how thick the lid's edge and its lashes are.
    private const float LowerShare = 0.14f;
    private const float Above = 0.75f;
    private const float Below = 1.1f;
    private const float Edge = 0.16f;

    private readonly Vector2 _origin;
    private readonly Vector2 _along;
    private readonly Vector2 _down;
    private readonly float _width;
    private readonly float _open;
    private readonly float[] _upper = new float[Columns];
    private readonly float[] _lower = new float[Columns];
    private readonly float[] _crease = new float[Columns];

    /// <summary>An eye by the points of its lids, each from one corner to the other.</summary>
    public Eyelid(ReadOnlySpan<Vector2> upper, ReadOnlySpan<Vector2> lower, ReadOnlySpan<Vector2> crease)
    {
        var (from, to) = upper[0].X < upper[^1].X ? (upper[0], upper[^1]) : (upper[^1], upper[0]);
        _origin = from;
        _width = MathF.Max(1, Vector2.Distance(from, to));
        _along = (to - from) / _width;
        _down = new Vector2(-_along.Y, _along.X);
        Trace(upper, _upper);
        Trace(lower, _lower);
        Trace(crease, _crease);
        for (var i = 0; i < Columns; i++)
        {
            _lower[i] = MathF.Max(_lower[i], _upper[i]);
            _crease[i] = MathF.Min(_crease[i], _upper[i] - (0.02f * _width));
            _open = MathF.Max(_open, _lower[i] - _upper[i]);
        }
    }

    /// <summary>Whether the eye is open far enough to close.</summary>
    public bool IsOpen => _open > 0.13f * _width && _open > 1.5f;

    /// <summary>The rectangle that the lids move in: left, top, right, bottom.</summary>
    public (float Left, float Top, float Right, float Bottom) Bounds
    {
        get
        {
            var middle = _origin + (_along * (_width / 2));
            float across = 0.62f * _width, tall = _open * 2.6f;
            return (middle.X - across - tall, middle.Y - across - tall, middle.X + across + tall,
                middle.Y + across + tall);
        }
    }

    /// <summary>Where the picture is read from at a pixel while the lids are closed by a share.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="closed">0 open to 1 shut.</param>
    /// <param name="light">What the light there is multiplied by.</param>
    /// <param name="share">How much of what is read there shows, 0 to 1.</param>
    /// <returns>Pixels to read from beside the pixel; zero where nothing changes.</returns>
    public Vector2 Source(float x, float y, float closed, out float light, out float share)
    {
        (light, share) = (1, 1);
        var off = new Vector2(x, y) - _origin;
        float u = Vector2.Dot(off, _along) / _width * (Columns - 1), v = Vector2.Dot(off, _down);
        if (u <= 0 || u >= Columns - 1)
        {
            return Vector2.Zero;
        }

        float upper = At(_upper, u), lower = At(_lower, u), gap = lower - upper;
        if (gap < 0.3f)
        {
            return Vector2.Zero;
        }

        float rise = LowerShare * gap * closed, drop = (gap * closed) - rise;
        float edge = upper + drop, soft = Edge * _open, top = At(_crease, u) - (Above * gap);
        if (v < edge + soft && v > top)
        {
            if (v < edge)
            {
                // The crease goes along a little, the edge as a whole.
                var t = (v - top) / (edge - top);
                var near = (edge - v) / _open;
                light = 1 - (0.13f * closed * MathF.Exp(-near * near * 30)) - (0.05f * closed * t);
                return _down * (-drop * t * t * (3 - (2 * t)));
            }

            // Beyond the edge its lashes lie over the eye.
            var fade = 1 - ((v - edge) / soft);
            share = closed < 1e-3f ? 0 : fade * MathF.Min(1, drop / soft);
            light = 1 - (0.25f * closed);
            return _down * -drop;
        }

        var lid = lower - rise;
        if (v > lid && v < lower + (Below * gap))
        {
            var t = (v - lid) / (lower + (Below * gap) - lid);
            return _down * (rise * (1 - (t * t * (3 - (2 * t)))));
        }

        return Vector2.Zero;
    }

    // Heights of a line of points, column by column of the eye.
    private void Trace(ReadOnlySpan<Vector2> points, float[] heights)
    {
        var line = new List<Vector2>();
        foreach (var point in points)
        {
            var off = point - _origin;
            line.Add(new Vector2(Vector2.Dot(off, _along) / _width * (Columns - 1), Vector2.Dot(off, _down)));
        }

        line.Sort((a, b) => a.X.CompareTo(b.X));
        for (var i = 0; i < Columns; i++)
        {
            var next = Math.Clamp(line.FindIndex(p => p.X >= i) is var found && found < 0 ? line.Count - 1 : found, 1,
                line.Count - 1);
            Vector2 a = line[next - 1], b = line[next];
            var t = Math.Clamp((i - a.X) / MathF.Max(1e-3f, b.X - a.X), 0, 1);
            heights[i] = a.Y + ((b.Y - a.Y) * t);
        }

        // Nine points make corners; an eye has none between its ends.
        var smooth = (float[])heights.Clone();
        for (var i = 2; i < Columns - 2; i++)
        {
            smooth[i] = (heights[i - 2] + (2 * heights[i - 1]) + (2 * heights[i]) + (2 * heights[i + 1])
                + heights[i + 2]) / 8;
        }

        smooth.CopyTo(heights, 0);
    }

    private static float At(float[] heights, float u)
    {
        var i = (int)u;
        return heights[i] + ((heights[i + 1] - heights[i]) * (u - i));
    }
}
