using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Films;

/// <summary>A film while it is being read.</summary>
internal sealed class FilmFileDraft : FilmDraft
{
    public string? Title { get; set; }

    public PixelSize Size { get; set; } = new(1280, 720);

    public FrameRate Rate { get; set; } = FrameRate.Film;

    public string? Look { get; set; }

    public IReadOnlyList<CastDraft> Cast { get; set; } = [];

    public IReadOnlyList<ShotDraft> Shots { get; set; } = [];
}
