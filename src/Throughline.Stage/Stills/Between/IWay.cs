namespace Throughline.Stage.Stills;

/// <summary>A way from one picture to another.</summary>
internal interface IWay
{
    /// <summary>Pixels to a cell of the grids it lays.</summary>
    int Reduction { get; }

    /// <summary>Lays the frame at <paramref name="time"/>, after 0 and before 1, with memory of the caller's
    /// thread.</summary>
    BetweenLook Lay(double time, BetweenGrid grid, BetweenScratch scratch);

    /// <summary>How many pixels the picture moves, at most, from one time to another.</summary>
    float Travel(double from, double to);

    /// <summary>Pixels that a place moves to the right and down for each unit of the way's share, where it
    /// begins.</summary>
    (float X, float Y) Start(float x, float y);

    /// <summary>Speed with which the way begins, shares of it in its whole time: 0 is from rest. Set before any frame
    /// is
    /// laid.</summary>
    double Begins { get; set; }

    /// <summary>Memory for one thread.</summary>
    BetweenScratch Scratch();
}
