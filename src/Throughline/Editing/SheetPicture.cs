using Throughline.Media.Pictures;

namespace Throughline.Editing;

/// <summary>One frame on the contact sheet.</summary>
/// <param name="FilmFrame">Which frame of the film, from 0.</param>
/// <param name="Picture">What the shot shows there, without the transition.</param>
public readonly record struct SheetPicture(int FilmFrame, Picture Picture);
