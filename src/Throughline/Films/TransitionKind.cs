namespace Throughline.Films;

/// <summary>The transitions of film.yaml.</summary>
public enum TransitionKind
{
    /// <summary>The next frame is the next shot's.</summary>
    Cut,

    /// <summary>The shots overlap, one fading into the other.</summary>
    Dissolve,

    /// <summary>Through black: half the time out, half in; the shots do not overlap.</summary>
    Fade,

    /// <summary>The shots overlap; a soft edge travels left to right.</summary>
    Wipe,

    /// <summary>A cut whose incoming shot starts in the outgoing shot's colour and settles into its own.</summary>
    Match,
}
