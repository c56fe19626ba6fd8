using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Throughline.Stage.Stills;

/// <summary>
/// Where the rays of a frame first meet a layer's surface. Lanes: eight neighbouring nodes of a row. Space: picture
/// pixels and inverse depth (1/m). Along a ray the picture position is linear in inverse depth, so the search is for
/// the largest q with surface(Start + q · Slope) = q: between what the surface is at least and at most where the rays
/// may meet it, steps from near to far until the sign changes, then the Illinois rule (Dowell and Jarratt 1971,
/// doi:10.1007/BF01934364). Rows are padded to whole vectors.
/// </summary>
internal static unsafe class SurfaceSolver
{
    private const float PixelsPerStep = 8;
    private const int MostSteps = 24;
    private const int Refinements = 4;

    // How often what the surface is where the rays may meet it says again where they may.
    private const int Narrowings = 2;

    // A meeting found to this in 1/m lies within a thousandth of a pixel of its place.
    private const float Near = 1e-6f;

    // A surface with less than this between its nearest and farthest 1/m is a plane facing the camera.
    private const float FlatSpan = 1e-6f;

    private static readonly Vector256<float> _ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>Writes the picture pixel that each node of a frame shows on <paramref name="layer"/>.</summary>
    /// <param name="view">The frame's camera.</param>
    /// <param name="scene">The scene of the layer.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="nodes">Where to.</param>
    /// <param name="asked">Whether the eight nodes from a row and column on are asked for; null when all are.</param>
    public static void Solve(
        in View view, StillScene scene, Layer layer, NodeGrid nodes, Func<int, int, bool>? asked = null)
    {
        var depth = layer.Depth;
        var isParallaxFree = view.Camera == Vector3.Zero;
        var slope = isParallaxFree ? 0 : LongestSlope(view, scene.Space);
        fixed (float* values = depth.Values)
        {
            var surface = new Surface(values, depth, scene.CanvasX, scene.CanvasY);
            for (var row = 0; row < nodes.Rows; row++)
            {
                for (var column = 0; column < nodes.Columns; column += Vector256<float>.Count)
                {
                    if (asked?.Invoke(row, column) == false)
                    {
                        continue;
                    }

                    var (startX, startY, slopeX, slopeY) = Lines(
                        view, scene.Space, column * nodes.Step, row * nodes.Step, nodes.Step);
                    if (!isParallaxFree)
                    {
                        var (low, high) = Range(
                            depth, startX - Vector256.Create((float)scene.CanvasX),
                            startY - Vector256.Create((float)scene.CanvasY), slopeX, slopeY);
                        var q = high - low < FlatSpan
                            ? Vector256.Create(high)
                            : FirstMeeting(
                                surface, startX, startY, slopeX, slopeY, high, low, Steps(slope * (high - low)));
                        startX += q * slopeX;
                        startY += q * slopeY;
                    }

                    nodes.Set(row, column, startX, startY);
                }
            }
        }
    }

    private static float LongestSlope(in View view, StillSpace space)
    {
        float longest = 0;
        for (var corner = 0; corner < 5; corner++)
        {
            var x = corner == 4 ? space.CentreX : (corner & 1) * (space.Width - 1);
            var y = corner == 4 ? space.CentreY : (corner >> 1) * (space.Height - 1);
            longest = MathF.Max(longest, view.Line(x, y).Slope.Length());
        }

        return longest;
    }

    private static int Steps(float pixels) => Math.Clamp((int)MathF.Ceiling(pixels / PixelsPerStep), 1, MostSteps);

    // Between which inverse depths eight rays can meet the surface: what it is where they can.
    private static (float Low, float High) Range(
        DepthField depth, Vector256<float> startX, Vector256<float> startY, Vector256<float> slopeX,
        Vector256<float> slopeY)
    {
        var (low, high) = (depth.Low, depth.High);
        for (var i = 0; i < Narrowings && high - low >= FlatSpan; i++)
        {
            Vector256<float> nearX = startX + (high * slopeX), farX = startX + (low * slopeX);
            Vector256<float> nearY = startY + (high * slopeY), farY = startY + (low * slopeY);
            (low, high) = depth.Within(
                Least(Vector256.MinNative(nearX, farX)), Least(Vector256.MinNative(nearY, farY)),
                -Least(-Vector256.MaxNative(nearX, farX)), -Least(-Vector256.MaxNative(nearY, farY)));
        }

        return (low, high);
    }

    private static float Least(Vector256<float> values)
    {
        var four = Vector128.MinNative(values.GetLower(), values.GetUpper());
        var two = Vector128.MinNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return MathF.Min(two[0], two[1]);
    }

    // View.Line for eight nodes from (x, y) to the right.
    private static (Vector256<float> StartX, Vector256<float> StartY, Vector256<float> SlopeX, Vector256<float> SlopeY) Lines(
        in View view, StillSpace space, float x, float y, float step)
    {
        var (corner, right, down) = view.Rays;
        var xs = Vector256.Create(x) + (_ramp * step);
        var z = Vector256.MinNative(
            Vector256.Create(corner.Z + (down.Z * y)) + (right.Z * xs), Vector256.Create(View.ShallowestRay));
        var rx = (Vector256.Create(corner.X + (down.X * y)) + (right.X * xs)) / -z;
        var ry = (Vector256.Create(corner.Y + (down.Y * y)) + (right.Y * xs)) / -z;
        var camera = view.Camera;
        return (
            Vector256.Create(space.CentreX) + (space.FocalPixels * rx),
            Vector256.Create(space.CentreY) - (space.FocalPixels * ry),
            space.FocalPixels * (Vector256.Create(camera.X) + (camera.Z * rx)),
            -space.FocalPixels * (Vector256.Create(camera.Y) + (camera.Z * ry)));
    }

    private static Vector256<float> FirstMeeting(
        in Surface surface,
        Vector256<float> startX,
        Vector256<float> startY,
        Vector256<float> slopeX,
        Vector256<float> slopeY,
        float high,
        float low,
        int steps)
    {
        // Before the meeting the ray is nearer than the surface (gap below 0), behind it farther.
        var near = Vector256.Create(high);
        var nearGap = surface.At(startX + (near * slopeX), startY + (near * slopeY)) - near;
        var far = near;
        var farGap = nearGap;
        var isOpen = Vector256.LessThan(nearGap, Vector256<float>.Zero);
        for (var i = 1; i <= steps && isOpen != Vector256<float>.Zero; i++)
        {
            var q = Vector256.Create(i == steps ? low : high + ((low - high) * i / steps));
            var gap = surface.At(startX + (q * slopeX), startY + (q * slopeY)) - q;
            near = Vector256.ConditionalSelect(isOpen, far, near);
            nearGap = Vector256.ConditionalSelect(isOpen, farGap, nearGap);
            far = Vector256.ConditionalSelect(isOpen, q, far);
            farGap = Vector256.ConditionalSelect(isOpen, gap, farGap);
            isOpen &= Vector256.LessThan(gap, Vector256<float>.Zero);
        }

        var meeting = far;
        for (var i = 0; i < Refinements; i++)
        {
            var span = farGap - nearGap;
            var isFlat = Vector256.LessThanOrEqual(span, Vector256.Create(1e-9f));
            meeting = Vector256.ConditionalSelect(isFlat, far, near - ((far - near) * nearGap / span));
            var gap = surface.At(startX + (meeting * slopeX), startY + (meeting * slopeY)) - meeting;
            if (!Vector256.GreaterThanAny(Vector256.Abs(gap), Vector256.Create(Near)))
            {
                break;
            }

            var isBefore = Vector256.LessThan(gap, Vector256<float>.Zero);

            // Illinois: the end that stays counts half, so that the other end moves too.
            farGap = Vector256.ConditionalSelect(isBefore, farGap * 0.5f, gap);
            nearGap = Vector256.ConditionalSelect(isBefore, gap, nearGap * 0.5f);
            near = Vector256.ConditionalSelect(isBefore, meeting, near);
            far = Vector256.ConditionalSelect(isBefore, far, meeting);
        }

        return meeting;
    }

    /// <summary>A depth field for vectors of picture positions.</summary>
    private readonly struct Surface
    {
        private readonly float* _values;
        private readonly int _stride;
        private readonly float _left;
        private readonly float _top;
        private readonly float _maxU;
        private readonly float _maxV;

        public Surface(float* values, DepthField depth, int canvasX, int canvasY)
        {
            _values = values;
            _stride = depth.Width;
            _left = canvasX + 1.5f;
            _top = canvasY + 1.5f;
            _maxU = depth.Width - 1.001f;
            _maxV = depth.Height - 1.001f;
        }

        // DepthField.At for eight positions.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> At(Vector256<float> x, Vector256<float> y)
        {
            var u = Vector256.MinNative(
                Vector256.MaxNative((x - Vector256.Create(_left)) * (1f / DepthField.Cell), Vector256<float>.Zero),
                Vector256.Create(_maxU));
            var v = Vector256.MinNative(
                Vector256.MaxNative((y - Vector256.Create(_top)) * (1f / DepthField.Cell), Vector256<float>.Zero),
                Vector256.Create(_maxV));
            var i = Vector256.ConvertToInt32Native(u);
            var j = Vector256.ConvertToInt32Native(v);
            var fu = u - Vector256.ConvertToSingle(i);
            var fv = v - Vector256.ConvertToSingle(j);
            var at = (j * _stride) + i;
            var topLeft = Gather(_values, at);
            var bottomLeft = Gather(_values + _stride, at);
            var top = topLeft + ((Gather(_values + 1, at) - topLeft) * fu);
            var bottom = bottomLeft + ((Gather(_values + _stride + 1, at) - bottomLeft) * fu);
            return top + ((bottom - top) * fv);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Gather(float* values, Vector256<int> at) => Avx2.IsSupported
            ? Avx2.GatherVector256(values, at, sizeof(float))
            : Vector256.Create(
                values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]],
                values[at[7]]);
    }
}
