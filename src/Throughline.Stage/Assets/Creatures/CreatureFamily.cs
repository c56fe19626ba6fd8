namespace Throughline.Stage.Assets;

/// <summary>
/// How a creature is built, which decides its bones, its gaits and which version of an action it plays.
/// </summary>
public enum CreatureFamily
{
    /// <summary>Upright on two legs, with hands: people and robots.</summary>
    Biped,

    /// <summary>On four legs.</summary>
    Quadruped,

    /// <summary>Two legs and two wings.</summary>
    Bird,

    /// <summary>Swims with its body: fish, sharks, whales.</summary>
    Fish,

    /// <summary>Six legs and wings: butterflies, bees.</summary>
    Insect,

    /// <summary>No legs: snakes and worms.</summary>
    Snake,
}
