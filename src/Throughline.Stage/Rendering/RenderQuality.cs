namespace Throughline.Stage.Rendering;

/// <summary>How much work goes into a frame.</summary>
public enum RenderQuality
{
    /// <summary>Faster: a coarser shadow map, fewer samples of soft light, no light shafts.</summary>
    Draft,

    /// <summary>What a film is drawn with.</summary>
    Usual,

    /// <summary>Slower: a finer shadow map and more samples of soft light, lens and motion.</summary>
    Final,
}
