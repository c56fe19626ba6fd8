using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A frame 0 and what is known of it before its life is looked for.</summary>
internal sealed class LifeView
{
    private readonly Lazy<LifeSurvey> _survey;

    /// <summary>A view, surveyed when first asked.</summary>
    /// <param name="picture">The frame, without life.</param>
    /// <param name="depth">Its depth where it is known.</param>
    /// <param name="faces">The faces in it, largest first.</param>
    /// <param name="sight">What models see; null without.</param>
    /// <param name="order">The shot.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public LifeView(
        Picture picture, DepthPicture? depth, IReadOnlyList<FaceMesh> faces, IPictureSight? sight, ShotOrder order,
        CancellationToken cancellationToken)
    {
        Picture = picture;
        Faces = faces;
        Sight = sight;
        _survey = new Lazy<LifeSurvey>(() => LifeSurvey.Of(picture, depth, order.Masks, order.Threads,
            cancellationToken));
    }

    /// <summary>The frame, without life.</summary>
    public Picture Picture { get; }

    /// <summary>The faces in it, largest first.</summary>
    public IReadOnlyList<FaceMesh> Faces { get; }

    /// <summary>What models see; null without.</summary>
    public IPictureSight? Sight { get; }

    /// <summary>What it shows.</summary>
    public LifeSurvey Survey => _survey.Value;
}
