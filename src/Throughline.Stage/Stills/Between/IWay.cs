namespace Throughline.Stage.Stills;

/// <summary>A way from one picture to another.</summary>
internal interface IWay
{
    /// <summary>Pixels to a cell of the grids it lays.</summary>
    int Reduction { get; }

    /// <summary>Lays the frame at <paramref name="time"/>, after 0 and before 1, with memory of the caller's thread.</summary>
    BetweenLook Lay(double time, BetweenGrid grid, BetweenScratch scratch);

    /// <summary>Memory for one thread.</summary>
    BetweenScratch Scratch();
}
