using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// What one picture of a pair shows and what the other does, as the first one's camera sees it: red, green and blue,
/// 0 to 255 as encoded, and structure, of each pixel side by side.
/// Lanes: the four values of a pixel. Space: the flow's pixels, a ring of one around them.
/// </summary>
internal sealed class FlowView
{
    private readonly Vector128<float>[] _own;
    private readonly Vector128<float>[] _seen;
    private readonly Plane _covered;
    private readonly int _stride;

    /// <summary>A view.</summary>
    /// <param name="own">Colours of the picture.</param>
    /// <param name="seen">Colours of the other.</param>
    /// <param name="study">Structure of both, and how far the other reaches.</param>
    public FlowView(ColourPlanes own, ColourPlanes seen, FlowStudy study)
    {
        (Own, Seen, Study) = (own, seen, study);
        (Width, Height, _covered, _stride) = (study.First.Width, study.First.Height, study.Covered,
            study.First.Width + 2);
        _own = SideBySide(own, study.First);
        _seen = SideBySide(seen, study.Second);
    }

    /// <summary>Colours of the picture.</summary>
    public ColourPlanes Own { get; }

    /// <summary>Colours of the other.</summary>
    public ColourPlanes Seen { get; }

    /// <summary>Structure of both, and how far the other reaches.</summary>
    public FlowStudy Study { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>How unlike a pixel is to a place of the other picture, at most <paramref name="most"/>.</summary>
    /// <param name="x">Column of the pixel.</param>
    /// <param name="y">Row of the pixel.</param>
    /// <param name="u">Column of the place, between pixels.</param>
    /// <param name="v">Row of the place.</param>
    /// <param name="ofStructure">How much structure counts beside colours of 0 to 255.</param>
    /// <param name="most">The most.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Off(int x, int y, float u, float v, float ofStructure, float most)
    {
        if (!(u > -0.5f && v > -0.5f && u < Width - 0.5f && v < Height - 0.5f)
            || _covered.Values[_covered.At((int)(u + 0.5f), (int)(v + 0.5f))] == 0)
        {
            return most;
        }

        var weights = Vector128.Create(1 / 3f, 1 / 3f, 1 / 3f, ofStructure);
        return MathF.Min(Vector128.Dot(Apart(x, y, u, v), weights), most);
    }

    /// <summary>The mean difference of the colours of a pixel and a place of the other picture, 0 to 255; beyond the
    /// picture its edge goes on.</summary>
    public float OffColour(int x, int y, float u, float v) => Vector128.Dot(
        Apart(x, y, MathF.Min(MathF.Max(u, -0.5f), Width - 0.5f), MathF.Min(MathF.Max(v, -0.5f), Height - 0.5f)),
        Vector128.Create(1 / 3f, 1 / 3f, 1 / 3f, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Apart(int x, int y, float u, float v)
    {
        // Past the last pixel's middle by half a pixel at most: the ring is never left.
        int left = (int)(u + 1), top = (int)(v + 1);
        Vector128<float> fx = Vector128.Create(u + 1 - left), fy = Vector128.Create(v + 1 - top);
        var rows = _seen.AsSpan((top * _stride) + left, _stride + 2);
        var above = rows[0] + (fx * (rows[1] - rows[0]));
        var below = rows[_stride] + (fx * (rows[_stride + 1] - rows[_stride]));
        return Vector128.Abs(above + (fy * (below - above)) - _own[((y + 1) * _stride) + x + 1]);
    }

    private Vector128<float>[] SideBySide(ColourPlanes colours, Plane structure)
    {
        var values = new Vector128<float>[_stride * (Height + 2)];
        var (red, green, blue) = (colours.Channels[0], colours.Channels[1], colours.Channels[2]);
        for (var y = -1; y <= Height; y++)
        {
            for (var x = -1; x <= Width; x++)
            {
                int from = red.At(x, y), edge = red.At(Math.Clamp(x, 0, Width - 1), Math.Clamp(y, 0, Height - 1));
                values[((y + 1) * _stride) + x + 1] = Vector128.Create(
                    red.Values[from], green.Values[from], blue.Values[from], structure.Values[edge]);
            }
        }

        return values;
    }
}
