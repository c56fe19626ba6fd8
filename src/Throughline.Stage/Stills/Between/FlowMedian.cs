using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Brings the steps of a flow to the edges of the picture: where the flow steps, each pixel takes the median of the
/// flow around it, in which pixels count the more the more they are like it in colour and the surer their flow is.
/// Lanes: eight samples of a window. Source: Sun, Roth and Black 2010, doi:10.1109/CVPR.2010.5539939, section 5.
/// </summary>
internal static class FlowMedian
{
    private const int Radius = 8;

    // Every other pixel of the window is looked at.
    private const int Step = 2;
    private const int Across = (2 * Radius / Step) + 1;

    // A multiple of eight: what is beyond the samples weighs nothing.
    private const int Samples = ((Across * Across) + 7) / 8 * 8;

    // Pixels of flow from which neighbours step apart, and how much a pixel counts that was not found.
    private const float Apart = 0.6f;
    private const float Unsure = 0.03f;

    // Spread of colours that are of one thing, of 255.
    private const float OneColour = 11;

    // Squared differences of colour, in steps of so many, from which on a pixel weighs nothing, and what they weigh.
    private const int Finest = 4;
    private const int Unlike = 2048;

    // The median is found within this part of a pixel.
    private const float Exact = 0.02f;

    private static readonly float[] _likeness = [.. Enumerable.Range(0, Unlike / Finest).Select(
        i => MathF.Exp(-((i + 0.5f) * Finest) / (2 * OneColour * OneColour)))];

    private static readonly float[] _nearness = [.. Enumerable.Range(0, Across * Across).Select(
        i => MathF.Exp(-(Squared(i % Across) + Squared(i / Across)) / (float)(Radius * Radius)))];

    /// <summary>Filters a flow in place.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="visible">1 where the flow is sure.</param>
    /// <param name="colours">The picture that the flow starts from, of the flow's size.</param>
    public static void Sharpen(FlowField flow, Plane visible, Picture colours)
    {
        int width = visible.Width, height = visible.Height;
        var step = Steps(flow);
        FlowField result = FlowField.Still(width, height);
        Span<float> us = stackalloc float[Samples], vs = stackalloc float[Samples], weights = stackalloc float[Samples];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = visible.At(x, y);
                if (step.Values[at] == 0)
                {
                    (result.X.Values[at], result.Y.Values[at]) = (flow.X.Values[at], flow.Y.Values[at]);
                    continue;
                }

                Collect(flow, visible, colours, x, y, us, vs, weights);
                result.X.Values[at] = Median(us, weights);
                result.Y.Values[at] = Median(vs, weights);
            }
        }

        result.X.Values.CopyTo(flow.X.Values, 0);
        result.Y.Values.CopyTo(flow.Y.Values, 0);
        flow.X.Spread();
        flow.Y.Spread();
    }

    // Above 0 within reach of a step of the flow.
    private static Plane Steps(FlowField flow)
    {
        var step = new Plane(flow.X.Width, flow.X.Height);
        for (var y = 1; y < step.Height; y++)
        {
            for (var x = 1; x < step.Width; x++)
            {
                var at = step.At(x, y);
                var off = Off(flow.X, at) + Off(flow.Y, at);
                step.Values[at] = off > Apart ? 1 : 0;
            }
        }

        return step.Blurred(Radius / 2);

        static float Off(Plane plane, int at) =>
            MathF.Abs(plane.Values[at] - plane.Values[at - 1])
            + MathF.Abs(plane.Values[at] - plane.Values[at - plane.Stride]);
    }

    private static int Squared(int sample) => ((sample * Step) - Radius) * ((sample * Step) - Radius);

    private static void Collect(
        FlowField flow, Plane visible, Picture colours, int x, int y, Span<float> us, Span<float> vs,
        Span<float> weights)
    {
        // What weighs nothing is as the pixel itself: it widens no range.
        var middle = visible.At(x, y);
        us.Fill(flow.X.Values[middle]);
        vs.Fill(flow.Y.Values[middle]);
        weights.Clear();
        var own = colours.Pixels.AsSpan(((y * colours.Width) + x) * 4, 3);
        int top = y < Radius ? (Radius - y + Step - 1) / Step : 0, left = x < Radius ? (Radius - x + Step - 1) / Step : 0;
        int bottom = Math.Min(Across - 1, (visible.Height - 1 - y + Radius) / Step),
            right = Math.Min(Across - 1, (visible.Width - 1 - x + Radius) / Step);
        for (var row = top; row <= bottom; row++)
        {
            var line = y - Radius + (row * Step);
            for (var column = left; column <= right; column++)
            {
                var at = x - Radius + (column * Step);
                var other = colours.Pixels.AsSpan(((line * colours.Width) + at) * 4, 3);
                int r = own[0] - other[0], g = own[1] - other[1], b = own[2] - other[2];
                var unlike = (r * r) + (g * g) + (b * b);
                if (unlike >= Unlike)
                {
                    continue;
                }

                var from = visible.At(at, line);
                var sample = (row * Across) + column;
                (us[sample], vs[sample]) = (flow.X.Values[from], flow.Y.Values[from]);
                weights[sample] = _likeness[unlike / Finest] * _nearness[sample]
                    * MathF.Max(visible.Values[from], Unsure);
            }
        }
    }

    // The least value up to which half of the weight lies, by halving the range.
    private static float Median(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        var all = Vector256<float>.Zero;
        Vector256<float> least = Vector256.Create(values), most = least;
        for (var i = 0; i < values.Length; i += 8)
        {
            var eight = Vector256.Create(values[i..]);
            (least, most) = (Vector256.Min(least, eight), Vector256.Max(most, eight));
            all += Vector256.Create(weights[i..]);
        }

        float half = Vector256.Sum(all) / 2, low = float.MaxValue, high = float.MinValue;
        for (var lane = 0; lane < 8; lane++)
        {
            (low, high) = (MathF.Min(low, least.GetElement(lane)), MathF.Max(high, most.GetElement(lane)));
        }

        while (high - low > Exact)
        {
            var middle = (low + high) / 2;
            var bound = Vector256.Create(middle);
            var below = Vector256<float>.Zero;
            for (var i = 0; i < values.Length; i += 8)
            {
                below += Vector256.Create(weights[i..])
                    & Vector256.LessThanOrEqual(Vector256.Create(values[i..]), bound);
            }

            (low, high) = Vector256.Sum(below) >= half ? (low, middle) : (middle, high);
        }

        return high;
    }
}
