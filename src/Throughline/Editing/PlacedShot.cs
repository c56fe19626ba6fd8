namespace Throughline.Editing;

/// <summary>Where a shot lies in the film.</summary>
public sealed record PlacedShot
{
    /// <summary>The take.</summary>
    public required CutClip Clip { get; init; }

    /// <summary>How the film comes into the shot.</summary>
    public required Joint Joint { get; init; }

    /// <summary>Frame of the film at which the shot starts to show; a dissolve's first frame counts.</summary>
    public required int Start { get; init; }

    /// <summary>Frames for which the shot shows, transitions included.</summary>
    public int Frames => Clip.Usable;

    /// <summary>Frame of the film after the last that shows the shot.</summary>
    public int End => Start + Frames;

    /// <summary>The clip's frame that the film shows at <paramref name="filmFrame"/>.</summary>
    internal int SourceFrame(int filmFrame) => filmFrame - Start + Clip.Head;
}
