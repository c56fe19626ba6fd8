namespace Throughline.Stage.Stills;

/// <summary>
/// How far behind a depth edge a camera path looks, by place: the longest way, in pixels, that a picture point moves
/// against one 1/m farther. A push looks behind things at the picture's edges and hardly at all in its middle.
/// </summary>
internal sealed class Reach
{
    /// <summary>Samples across the picture, both ways.</summary>
    public const int Grid = 9;

    private readonly float[] _samples = new float[Grid * Grid];

    /// <summary>No parallax at all.</summary>
    public static Reach None { get; } = new();

    /// <summary>Whether there is no parallax.</summary>
    public bool IsNone => !Array.Exists(_samples, s => s > 0);

    /// <summary>The same reach everywhere, in pixels for each 1/m.</summary>
    public static Reach Everywhere(float pixels)
    {
        var reach = new Reach();
        Array.Fill(reach._samples, pixels);
        return reach;
    }

    /// <summary>Notes a way at sample (i, j).</summary>
    public void Add(int i, int j, float pixels) =>
        _samples[(j * Grid) + i] = MathF.Max(_samples[(j * Grid) + i], pixels);

    /// <summary>Pixels for each 1/m at a place given in fractions of the picture, held beyond its edges.</summary>
    public float At(float x, float y)
    {
        // The largest of the surrounding samples: what moves here came from, or goes to, one of them.
        var u = Math.Clamp(x, 0, 1) * (Grid - 1);
        var v = Math.Clamp(y, 0, 1) * (Grid - 1);
        int i = (int)u, j = (int)v, right = Math.Min(i + 1, Grid - 1), below = Math.Min(j + 1, Grid - 1);
        return MathF.Max(
            MathF.Max(_samples[(j * Grid) + i], _samples[(j * Grid) + right]),
            MathF.Max(_samples[(below * Grid) + i], _samples[(below * Grid) + right]));
    }
}
