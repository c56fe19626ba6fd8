namespace Throughline.Engines;

/// <summary>Where an engine's guides go: what it knows of its frames beside their colours.</summary>
public interface IGuideReel
{
    /// <summary>
    /// Gives the guide of one frame; any order, several at once. The caller keeps the guide and may use it again
    /// afterwards.
    /// </summary>
    void Take(GuideFrame guide);
}
