namespace Throughline.Stage.Stills;

/// <summary>
/// Water seen flat: where nodes lie on it, in pixels of a frame 1280 wide as they are seen some way below its far
/// shore. With the distance below the shore waves grow, in breadth as perspective has it, in depth less steeply, so
/// that far water still shows some.
/// </summary>
internal sealed class WaterPlane
{
    // The eye's horizon lies this far above the far shore, pixels of a frame 1280 wide.
    private const float Above = 40;
    private const float Usual = 150;

    private readonly float[] _distance;
    private readonly float _scale;

    /// <summary>The plane under nodes.</summary>
    /// <param name="x">Their columns, pixels.</param>
    /// <param name="y">Their rows, pixels.</param>
    /// <param name="far">Row of the far shore, at most every row.</param>
    /// <param name="middle">Column towards which the eye looks.</param>
    /// <param name="scale">Pixels to a pixel of a frame 1280 wide.</param>
    public WaterPlane(float[] x, float[] y, float far, float middle, float scale)
    {
        _scale = scale;
        _distance = Array.ConvertAll(y, row => Above + ((row - far) / scale));
        X = [.. x.Select((column, i) => (column - middle) * Usual / _distance[i])];
        Y = Array.ConvertAll(_distance, d => scale * Usual * MathF.Log(d / Above));
    }

    /// <summary>Across the plane.</summary>
    public float[] X { get; }

    /// <summary>Along it, growing towards the eye.</summary>
    public float[] Y { get; }

    /// <summary>How much of a wave nodes can show, 0 (none: it is finer than they are apart) to 1.</summary>
    /// <param name="node">Number of the node.</param>
    /// <param name="kx">Radians of the wave to a unit across.</param>
    /// <param name="ky">Radians to a unit along.</param>
    public float Shown(int node, double kx, double ky)
    {
        var d = _distance[node];
        var across = kx * Usual / d;
        var along = (ky * Usual / d) - (kx * X[node] / (d * _scale));
        var length = 2 * Math.PI / Math.Max(1e-6, Math.Sqrt((across * across) + (along * along)));
        return (float)Math.Clamp((length / NodeGrid.Fine / 1.5) - 1.2, 0, 1);
    }
}
