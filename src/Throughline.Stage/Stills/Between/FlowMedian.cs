using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Brings the steps of a flow to the edges of the picture: where the flow steps, each pixel takes the median of the
/// flow around it, in which pixels count the more the more they are like it in colour and the surer their flow is.
/// Source: Sun, Roth and Black 2010, doi:10.1109/CVPR.2010.5539939, section 5.
/// </summary>
internal static class FlowMedian
{
    private const int Radius = 8;

    // Every other pixel of the window is looked at.
    private const int Step = 2;
    private const int Samples = ((2 * Radius / Step) + 1) * ((2 * Radius / Step) + 1);

    // Pixels of flow from which neighbours step apart, and how much a pixel counts that was not found.
    private const float Apart = 0.6f;
    private const float Unsure = 0.03f;

    // Spread of colours that are of one thing, of 255.
    private const float OneColour = 11;

    /// <summary>Filters a flow in place.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="visible">1 where the flow is sure.</param>
    /// <param name="colours">The picture that the flow starts from, of the flow's size.</param>
    public static void Sharpen(FlowField flow, Plane visible, Picture colours)
    {
        int width = visible.Width, height = visible.Height;
        var step = Steps(flow);
        FlowField result = FlowField.Still(width, height);
        Span<float> us = stackalloc float[Samples], vs = stackalloc float[Samples], weights = stackalloc float[Samples],
            spare = stackalloc float[Samples];
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

                var count = Collect(flow, visible, colours, x, y, us, vs, weights);
                weights[..count].CopyTo(spare);
                result.X.Values[at] = Median(us[..count], weights[..count]);
                result.Y.Values[at] = Median(vs[..count], spare[..count]);
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

    private static int Collect(
        FlowField flow, Plane visible, Picture colours, int x, int y, Span<float> us, Span<float> vs,
        Span<float> weights)
    {
        var own = colours.Pixels.AsSpan(((y * colours.Width) + x) * 4, 3);
        var count = 0;
        for (var v = -Radius; v <= Radius; v += Step)
        {
            if ((uint)(y + v) >= (uint)visible.Height)
            {
                continue;
            }

            var row = (y + v) * colours.Width;
            for (var u = -Radius; u <= Radius; u += Step)
            {
                if ((uint)(x + u) >= (uint)visible.Width)
                {
                    continue;
                }

                var other = colours.Pixels.AsSpan((row + x + u) * 4, 3);
                int r = own[0] - other[0], g = own[1] - other[1], b = own[2] - other[2];
                var unlike = ((r * r) + (g * g) + (b * b)) / (2 * OneColour * OneColour);
                var far = ((u * u) + (v * v)) / (float)(Radius * Radius);
                var at = visible.At(x + u, y + v);
                (us[count], vs[count]) = (flow.X.Values[at], flow.Y.Values[at]);
                weights[count++] = MathF.Exp(-unlike - far) * MathF.Max(visible.Values[at], Unsure);
            }
        }

        return count;
    }

    private static float Median(Span<float> values, Span<float> weights)
    {
        float all = 0;
        foreach (var weight in weights)
        {
            all += weight;
        }

        values.Sort(weights);
        var sum = 0f;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i];
            if (2 * sum >= all)
            {
                return values[i];
            }
        }

        return values[^1];
    }
}
