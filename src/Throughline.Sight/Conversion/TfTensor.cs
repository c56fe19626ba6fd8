namespace Throughline.Sight.Conversion;

/// <summary>A constant of a TensorFlow graph: floats, or whole numbers.</summary>
/// <param name="Shape">Its sides.</param>
/// <param name="Floats">Its values when they are floats.</param>
/// <param name="Whole">Its values when they are whole numbers.</param>
internal sealed record TfTensor(long[] Shape, float[]? Floats, long[]? Whole)
{
    /// <summary>
    /// The same values with the sides in another order: side i is side <paramref name="order"/>[i] of this.
    /// </summary>
    /// <exception cref="InvalidDataException">The tensor is not one of floats with as many sides.</exception>
    public TfTensor Turned(params int[] order)
    {
        if (Floats is null || order.Length != Shape.Length)
        {
            throw new InvalidDataException($"Weights of {Shape.Length} sides where {order.Length} are needed.");
        }

        var steps = new long[Shape.Length];
        for (long i = Shape.Length - 1, step = 1; i >= 0; step *= Shape[i], i--)
        {
            steps[i] = step;
        }

        var shape = Array.ConvertAll(order, side => Shape[side]);
        var turned = new float[Floats.Length];
        var at = new long[shape.Length];
        for (var i = 0; i < turned.Length; i++)
        {
            long from = 0;
            for (var side = 0; side < at.Length; side++)
            {
                from += at[side] * steps[order[side]];
            }

            turned[i] = Floats[from];
            for (var side = at.Length - 1; side >= 0 && ++at[side] == shape[side]; side--)
            {
                at[side] = 0;
            }
        }

        return new TfTensor(shape, turned, null);
    }
}
