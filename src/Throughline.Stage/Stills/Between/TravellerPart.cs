namespace Throughline.Stage.Stills;

/// <summary>
/// A part of one picture of a pair that stands before the ground there, and not in the other picture.
/// </summary>
/// <param name="Where">1 where it is, else 0; the flow's pixels as the first picture's camera sees them.</param>
/// <param name="Area">How many pixels it has.</param>
/// <param name="Colours">Share of each of its colours.</param>
/// <param name="Found">Share of it that the flow finds in the other picture.</param>
internal sealed record TravellerPart(Plane Where, int Area, float[] Colours, float Found);
