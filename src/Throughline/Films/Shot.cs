using System.Collections.ObjectModel;
using Throughline.Camera;

namespace Throughline.Films;

/// <summary>
/// One entry of the shot list. Exactly one of <see cref="Image"/>, <see cref="From"/> or a lone <see cref="Prompt"/>
/// gives its first frame.
/// </summary>
public sealed record Shot
{
    /// <summary>Name of the shot, unique in the film: letters, digits, '-' and '_', at most 64.</summary>
    public required string Id { get; init; }

    /// <summary>Absolute path of the first frame's picture.</summary>
    public string? Image { get; init; }

    /// <summary>The shot whose last frame is this shot's first.</summary>
    public string? From { get; init; }

    /// <summary>Absolute path of the picture the shot ends on.</summary>
    public string? Last { get; init; }

    /// <summary>Absolute path of the first frame's depth picture, near is white.</summary>
    public string? Depth { get; init; }

    /// <summary>Absolute path of the subject's matte in the first frame, white is the subject.</summary>
    public string? Matte { get; init; }

    /// <summary>Absolute paths of mask pictures, white where something that moves by itself belongs.</summary>
    public IReadOnlyDictionary<LifePlace, string> Masks { get; init; } = ReadOnlyDictionary<LifePlace, string>.Empty;

    /// <summary>Absolute path of a file that says how the prompt's words move, over what the engine knows.</summary>
    public string? Life { get; init; }

    /// <summary>Absolute path of a scene file that takes the place of staging the prompt.</summary>
    public string? Scene { get; init; }

    /// <summary>What happens, in words.</summary>
    public string? Prompt { get; init; }

    /// <summary>
    /// What the fit keeps in frame and the camera aims at: 0,0 is top left of the given picture, 1,1 bottom right.
    /// </summary>
    public FocusPoint Focus { get; init; } = FocusPoint.Centre;

    /// <summary>The moves, which add up; empty is a static shot.</summary>
    public IReadOnlyList<CameraMove> Camera { get; init; } = [];

    /// <summary>Shutter angle in degrees, 0 (no motion blur) to 360; null lets the moves decide.</summary>
    public double? Shutter { get; init; }

    /// <summary>Length, 1 to 600 seconds.</summary>
    public required decimal Seconds { get; init; }

    /// <summary>How the film comes into this shot from the one before.</summary>
    public Transition Transition { get; init; } = Transition.Cut;

    /// <summary>Decides everything that chance decides.</summary>
    public long Seed { get; init; }

    /// <summary>Name of the engine to shoot with; null lets the plan choose.</summary>
    public string? Engine { get; init; }

    /// <summary>Line of the shot in film.yaml, from 1.</summary>
    public int Line { get; init; }
}
