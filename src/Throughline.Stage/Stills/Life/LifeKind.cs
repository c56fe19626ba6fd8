namespace Throughline.Stage.Stills;

/// <summary>What may move by itself in a picture.</summary>
internal enum LifeKind
{
    Clouds,
    Mist,
    Steam,
    Waves,
    Stream,
    Sway,
    Snow,
    Rain,
    Dust,
    Embers,
    Fireflies,
    Leaves,
    Flicker,
    Sunlight,
    Stars,
}
