namespace Throughline.Stage.Stills;

/// <summary>Where each pixel of a picture is found in another: x and y displacements in pixels of the field.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downward.</param>
internal sealed record FlowField(Plane X, Plane Y)
{
    /// <summary>A field of zeros.</summary>
    public static FlowField Still(int width, int height) => new(new Plane(width, height), new Plane(width, height));

    /// <summary>The field at twice the resolution or near it: values double with the pixels.</summary>
    public FlowField Enlarged(int width, int height)
    {
        var large = Still(width, height);
        X.Spread();
        Y.Spread();
        for (var y = 0; y < height; y++)
        {
            Span<float> xs = large.X.Row(y), ys = large.Y.Row(y);
            var v = ((y + 0.5f) / 2) - 0.5f;
            for (var x = 0; x < width; x++)
            {
                var u = ((x + 0.5f) / 2) - 0.5f;
                xs[x] = 2 * X.Sample(u, v);
                ys[x] = 2 * Y.Sample(u, v);
            }
        }

        return large;
    }
}
