using System.Collections.ObjectModel;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Engines;

/// <summary>Everything an engine needs to shoot one take, already in memory.</summary>
public sealed record ShotOrder
{
    /// <summary>The shot.</summary>
    public required Shot Shot { get; init; }

    /// <summary>Size of every frame.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Frames a second.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>
    /// How many frames to hand over. A chained shot has one more than its seconds say: frame 0 repeats the shot before.
    /// </summary>
    public required int Frames { get; init; }

    /// <summary>Frame 0, already of <see cref="Size"/>; null for a shot from words alone.</summary>
    public Picture? FirstFrame { get; init; }

    /// <summary>The frame the clip ends on exactly, of <see cref="Size"/>; null leaves the end open.</summary>
    public Picture? LastFrame { get; init; }

    /// <summary>The user's depth of <see cref="FirstFrame"/>, fitted like it; null lets the engine estimate.</summary>
    public DepthPicture? Depth { get; init; }

    /// <summary>
    /// The user's masks of <see cref="FirstFrame"/>, fitted like it: where something that moves by itself belongs.
    /// </summary>
    public IReadOnlyDictionary<LifePlace, MattePicture> Masks { get; init; } =
        ReadOnlyDictionary<LifePlace, MattePicture>.Empty;

    /// <summary>The text of <see cref="Shot.Life"/>; null for none.</summary>
    public string? LifeText { get; init; }

    /// <summary>
    /// The user's matte of the subject in <see cref="FirstFrame"/>, fitted like it; null lets the engine find the
    /// subject.
    /// </summary>
    public MattePicture? Matte { get; init; }

    /// <summary>What the fit cut off around <see cref="FirstFrame"/>; null when there is nothing more to see.</summary>
    public Surroundings? Surroundings { get; init; }

    /// <summary>Where the shot's focus lies in the fitted frame.</summary>
    public FocusPoint Focus { get; init; } = FocusPoint.Centre;

    /// <summary>What the shot before left, when this one continues it; its frame is <see cref="FirstFrame"/>.</summary>
    public Handover? Previous { get; init; }

    /// <summary>The film's look.</summary>
    public string? Look { get; init; }

    /// <summary>The text of the shot's scene file; null lets the engine stage the prompt.</summary>
    public string? Scene { get; init; }

    /// <summary>How much care is taken with each frame.</summary>
    public ShotQuality Quality { get; init; }

    /// <summary>
    /// The members of the cast whom the prompt names, or who were in the shot that this one continues.
    /// </summary>
    public IReadOnlyList<CastMember> Cast { get; init; } = [];

    /// <summary>Where the guide of every frame goes; null when nobody wants one.</summary>
    public IGuideReel? Guide { get; init; }

    /// <summary>
    /// Whether another shot may continue this one; without, the engine need not work out its state at the end.
    /// </summary>
    public bool IsContinued { get; init; } = true;

    /// <summary>Threads to use, at least 1. Frames are the same whatever the number.</summary>
    public int Threads { get; init; } = 1;
}
