namespace Throughline.Stage.Motion;

/// <summary>An action that is played over another one, with the parts of the body that the other leaves free.</summary>
/// <param name="Action">The action.</param>
/// <param name="Clip">What this family does in it.</param>
/// <param name="Curves">The curves that are played, with the channels they move.</param>
internal sealed record PieceLayer(ActionText Action, Clip Clip, (int Slot, int Parts, Curve Curve)[] Curves);
