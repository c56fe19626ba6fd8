using System.Globalization;
using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Throughline.Media.Pictures;

namespace Throughline.Sight.Depth;

/// <summary>
/// How a depth model wants its picture and gives its depth, as its file says or as its family usually does.
/// </summary>
internal sealed class DepthForm
{
    // Where the model leaves the size open: about this many pixels, sides in steps that vision transformers can cut up.
    private const int OpenArea = 518 * 518;
    private const int OpenStep = 14;
    private const int LongestSide = 2048;

    // Values beyond these shares of the pixels are held: a few wild ones must not decide the scale.
    private const double Outliers = 0.002;

    private readonly bool _channelsFirst;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _sides;
    private readonly Vector3 _mean;
    private readonly Vector3 _deviation;

    private DepthForm(int[] input, bool channelsFirst, string outputName, IReadOnlyDictionary<string, string> notes)
    {
        _channelsFirst = channelsFirst;
        _sides = input.Length;
        (_rows, _columns) = channelsFirst ? (input[^2], input[^1]) : (input[^3], input[^2]);
        OutputName = outputName;
        _mean = Note(notes, "mean") ?? new Vector3(0.485f, 0.456f, 0.406f);
        _deviation = Note(notes, "std") ?? new Vector3(0.229f, 0.224f, 0.225f);
    }

    /// <summary>Name of the output with the depth.</summary>
    public string OutputName { get; }

    /// <summary>The form of a loaded model.</summary>
    /// <exception cref="SightException">It is not a depth model of a known form.</exception>
    public static DepthForm Of(Network network, string path)
    {
        if (network.Inputs.Count != 1)
        {
            throw Unsupported($"it has {network.Inputs.Count} inputs");
        }

        var (name, input) = network.Inputs.First();
        var sides = input.Dimensions;
        if (!IsFloat(input) || sides.Length is not (3 or 4) || (sides.Length == 4 && sides[0] > 1))
        {
            throw Unsupported($"its input '{name}' is {input.ElementDataType} of {string.Join('x', sides)}");
        }

        var channelsFirst = sides[^3] == 3 || (sides[^3] <= 0 && sides[^1] != 3);
        if (!channelsFirst && sides[^1] != 3)
        {
            throw Unsupported($"its input '{name}' has not three colours");
        }

        if (sides.Any(side => side > LongestSide))
        {
            throw new SightException(
                SightError.TooLarge,
                $"{path}: the model wants a picture of {string.Join('x', sides)}; {LongestSide} pixels a side are the most.");
        }

        var outputs = network.Outputs.Where(
            output => IsFloat(output.Value) && output.Value.Dimensions.Length is 2 or 3 or 4)
            .Select(output => output.Key).ToArray();
        var depth = outputs.FirstOrDefault(output => output.Contains("depth", StringComparison.OrdinalIgnoreCase))
            ?? outputs.FirstOrDefault();
        return depth is null ? throw Unsupported("no output of it is a picture") : new DepthForm(
            sides, channelsFirst, depth, network.Notes);

        SightException Unsupported(string why) => new(
            SightError.Unsupported,
            $"{path}: this is not a depth model of a known form ({why}). Known are MiDaS and Depth-Anything: one input of 1x3xHxW or 1xHxWx3 floats, one output of HxW.");
    }

    /// <summary>The model's input for a picture, with its sides.</summary>
    public (float[] Values, long[] Shape) Input(Picture picture)
    {
        var (rows, columns) = Size(picture.Size);
        var sample = PictureSample.Whole(picture, columns, rows).Take(picture, columns, rows, 0, 1, black: false);
        var values = new float[sample.Length];
        var area = rows * columns;
        for (var i = 0; i < area; i++)
        {
            var colour = (new Vector3(sample[3 * i], sample[(3 * i) + 1], sample[(3 * i) + 2]) - _mean) / _deviation;
            for (var c = 0; c < 3; c++)
            {
                values[_channelsFirst ? (c * area) + i : (3 * i) + c] = colour[c];
            }
        }

        long[] shape = _channelsFirst ? [1, 3, rows, columns] : [1, rows, columns, 3];
        return (values, shape[^_sides..]);
    }

    /// <summary>
    /// The output as depth held to 0..1, of HxW whatever sides of 1 are around; null when it is none.
    /// </summary>
    /// <param name="values">The output's values.</param>
    /// <param name="shape">The output's sides.</param>
    /// <param name="input">The input's sides: a depth has its picture's shape.</param>
    public DepthPicture? Read(float[] values, long[] shape, long[] input)
    {
        var sides = shape.Where(side => side != 1).ToArray();
        if (sides.Length != 2 || sides.Any(side => side > 2 * LongestSide) || sides[0] * sides[1] != values.Length
            || values.Any(value => !float.IsFinite(value)))
        {
            return null;
        }

        var (rows, columns) = _channelsFirst ? (input[^2], input[^1]) : (input[^3], input[^2]);
        var stretch = sides[0] * columns / (double)(sides[1] * rows);
        if (stretch is < 0.9 or > 1.1)
        {
            return null;
        }

        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        float far = sorted[(int)(Outliers * (sorted.Length - 1))],
            near = sorted[(int)((1 - Outliers) * (sorted.Length - 1))];
        return near > far
            ? new DepthPicture(
                (int)sides[1], (int)sides[0],
                Array.ConvertAll(values, value => Math.Clamp((value - far) / (near - far), 0, 1))) : null;
    }

    private (int Rows, int Columns) Size(PixelSize picture)
    {
        var scale = Math.Sqrt(OpenArea / (double)picture.Area);
        return (Side(_rows, picture.Height), Side(_columns, picture.Width));

        int Side(int wanted, int given) => wanted > 0
            ? wanted : Math.Clamp((int)Math.Round(given * scale / OpenStep), 4, LongestSide / OpenStep) * OpenStep;
    }

    private static bool IsFloat(NodeMetadata value) =>
        value.IsTensor && value.ElementDataType is TensorElementType.Float or TensorElementType.Float16;

    // Three numbers in a note of the file, "0.5, 0.5, 0.5"; black is 0, white 1.
    private static Vector3? Note(IReadOnlyDictionary<string, string> notes, string key)
    {
        if (!notes.TryGetValue(key, out var text))
        {
            return null;
        }

        var numbers = text.Trim('[', ']', '(', ')').Split(',').Select(part =>
            float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(
                number) ? number : float.NaN).ToArray();
        return numbers is [var r, var g, var b] && !numbers.Any(float.IsNaN) && (key != "std"
            || numbers.All(number => number > 0)) ? new Vector3(r, g, b) : null;
    }
}
