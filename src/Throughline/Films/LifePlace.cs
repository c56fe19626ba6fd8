namespace Throughline.Films;

/// <summary>Where in a picture something that moves by itself belongs.</summary>
public enum LifePlace
{
    /// <summary>In front of everything: snow, rain, dust. A mask says where it is seen.</summary>
    Air,

    /// <summary>The sky.</summary>
    Sky,

    /// <summary>Distance and hollows, where mist gathers.</summary>
    Hollows,

    /// <summary>Where steam and smoke rise: a column above the focus.</summary>
    Column,

    /// <summary>Still or open water.</summary>
    Water,

    /// <summary>Running water.</summary>
    Stream,

    /// <summary>Falling water.</summary>
    Waterfall,

    /// <summary>Ground on which rain splashes.</summary>
    Ground,

    /// <summary>Grass, leaves, trees.</summary>
    Plants,

    /// <summary>A person's hair.</summary>
    Hair,

    /// <summary>Clothes, flags and whatever else hangs and is thin.</summary>
    Cloth,

    /// <summary>A person's chest and shoulders.</summary>
    Body,

    /// <summary>A person's face and head.</summary>
    Face,

    /// <summary>Lamps and flames.</summary>
    Lamps,

    /// <summary>The sun's disc and its glow.</summary>
    Sun,

    /// <summary>Stars in a dark sky.</summary>
    Stars,
}
