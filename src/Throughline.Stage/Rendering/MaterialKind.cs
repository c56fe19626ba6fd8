namespace Throughline.Stage.Rendering;

/// <summary>What a surface is made of, which decides how it answers light.</summary>
public enum MaterialKind
{
    /// <summary>Chalky, no highlight.</summary>
    Matte,

    /// <summary>Painted or plastic: a clear highlight.</summary>
    Gloss,

    /// <summary>Metal: reflects the sky in its own colour.</summary>
    Metal,

    /// <summary>Glass: thin, see-through, reflects at grazing angles.</summary>
    Glass,

    /// <summary>A body of water that is not the set's water: a glass of it, a drop.</summary>
    Water,

    /// <summary>Ice: bright inside, glossy.</summary>
    Ice,

    /// <summary>Wood.</summary>
    Wood,

    /// <summary>Stone, earth, brick.</summary>
    Stone,

    /// <summary>Cloth: a soft sheen at grazing angles.</summary>
    Cloth,

    /// <summary>Skin: light wraps round it, warm in the shade.</summary>
    Skin,

    /// <summary>Hair and fur.</summary>
    Hair,

    /// <summary>Leaves and grass: light shines through.</summary>
    Foliage,

    /// <summary>Gives light.</summary>
    Emissive,

    /// <summary>Smoke and cloud: soft, nearly unlit.</summary>
    Smoke,

    /// <summary>Snow: bright, bluish in the shade, glitters.</summary>
    Snow,

    /// <summary>Sand.</summary>
    Sand,
}
