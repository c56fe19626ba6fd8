using System.Numerics;

namespace Throughline.Stage.Blocking;

/// <summary>Being carried by another actor.</summary>
/// <param name="Actor">Number of the one that carries, in the list of actors.</param>
/// <param name="Place">Where in the carrier's own space, metres; not used for hands.</param>
/// <param name="InHand">Whether a hand holds it.</param>
/// <param name="Stands">Whether it stands there, as on a deck, rather than sits.</param>
/// <param name="Heading">Where who stands faces in degrees, in the carrier's own space.</param>
/// <param name="Drives">Whether its hands are at the wheel, the reins or the oars; a passenger's are not.</param>
public readonly record struct Carriage(int Actor, Vector3 Place, bool InHand, bool Stands = false, float Heading = 0, bool Drives = true);
