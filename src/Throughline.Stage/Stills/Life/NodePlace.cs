namespace Throughline.Stage.Stills;

/// <summary>The nodes of a mask.</summary>
internal sealed class NodePlace
{
    private const int Step = NodeGrid.Fine;

    private readonly LifePlan _plan;

    /// <summary>The nodes of a plan's picture where a mask is above 0.</summary>
    public NodePlace(LifePlan plan, byte[] mask)
    {
        _plan = plan;
        Nodes = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] > 0)];
        Mask = Array.ConvertAll(Nodes, i => mask[i] / 255f);
        X = Array.ConvertAll(Nodes, i => (float)(i % plan.Columns * Step));
        Y = Array.ConvertAll(Nodes, i => (float)(i / plan.Columns * Step));
    }

    /// <summary>Numbers of the nodes in the plan.</summary>
    public int[] Nodes { get; }

    /// <summary>The mask at each, above 0 to 1.</summary>
    public float[] Mask { get; }

    /// <summary>Columns, pixels.</summary>
    public float[] X { get; }

    /// <summary>Rows, pixels, ascending.</summary>
    public float[] Y { get; }

    /// <summary>The highest row, pixels.</summary>
    public float High => Y.Length == 0 ? 0 : Y[0];

    /// <summary>The lowest row, pixels, at least 1.</summary>
    public float Low => Y.Length == 0 ? 1 : MathF.Max(1, Y[^1]);

    /// <summary>A number for each node, made from its mask and its number among them.</summary>
    public float[] Each(Func<float, int, float> value)
    {
        var result = new float[Nodes.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = value(Mask[i], i);
        }

        return result;
    }

    /// <summary>Nearness of a node, 0 to 1.</summary>
    public float Nearness(int i) => _plan.Nearness[Nodes[i]] / 255f;

    /// <summary>Lightness around a node, 0 to 1.</summary>
    public float Light(int i) => _plan.Light[Nodes[i]] / 255f;

    /// <summary>Waves over the nodes.</summary>
    /// <param name="spread">What waves.</param>
    /// <param name="chance">Decides what chance decides.</param>
    /// <param name="isReceding">Whether they lie on water that recedes towards the top.</param>
    public WaveSum Waves(WaveSpread spread, LifeChance chance, bool isReceding = false)
    {
        var plane = isReceding ? new WaterPlane(X, Y, High, _plan.Width / 2f, _plan.Scale) : null;
        return new WaveSum(
            plane?.X ?? X, plane?.Y ?? Y, spread, chance, _plan.Scale, _plan.Wind, _plan.Period, plane);
    }
}
