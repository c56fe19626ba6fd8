namespace Throughline.Stage.Rendering;

/// <summary>How much work goes into a frame.</summary>
public enum RenderQuality
{
    /// <summary>
    /// Much faster: coarser shadow maps, fewer samples of soft light, no light shafts; clips are drawn at half the
    /// size.
    /// </summary>
    Draft,

    /// <summary>What a film is drawn with.</summary>
    Usual,

    /// <summary>
    /// Much slower: finer shadow maps, more samples of soft light, lens and motion; clips are drawn at twice the size.
    /// </summary>
    Final,
}
