using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Films;

/// <summary>A film as read from film.yaml: checked, with absolute paths.</summary>
public sealed record Film
{
    /// <summary>Absolute path of film.yaml.</summary>
    public required string File { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>Size of every frame; both sides even.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Frames a second.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>Name of the look, or null for the engine's own.</summary>
    public string? Look { get; init; }

    /// <summary>Who appears.</summary>
    public IReadOnlyList<CastMember> Cast { get; init; } = [];

    /// <summary>The shot list, in the order of the film.</summary>
    public required IReadOnlyList<Shot> Shots { get; init; }

    /// <summary>Where its parts stand in <see cref="File"/>, for messages.</summary>
    public FilmPlaces Places { get; init; } = FilmPlaces.None;

    /// <summary>The folder of <see cref="File"/>.</summary>
    public string Folder => Path.GetDirectoryName(File)!;
}
