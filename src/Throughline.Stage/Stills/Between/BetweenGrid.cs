namespace Throughline.Stage.Stills;

/// <summary>
/// One frame between two pictures as a grid of cells of <see cref="Reduction"/> by Reduction pixels, with a ring of
/// cells
/// around the frame: where each cell's middle is found in either picture, and how much of the last one shows. Cell
/// (1, 1)
/// is the frame's first. One grid serves one thread.
/// </summary>
internal sealed class BetweenGrid
{
    // Eight lanes may be read past a row's end.
    private const int Slack = 16;

    /// <summary>A grid for frames of a size.</summary>
    public BetweenGrid(int width, int height, int reduction)
    {
        Reduction = reduction;
        Columns = ((width + reduction - 1) / reduction) + 2;
        Rows = ((height + reduction - 1) / reduction) + 2;
        Stride = Columns + Slack;
        FirstX = new float[Stride * Rows];
        FirstY = new float[Stride * Rows];
        LastX = new float[Stride * Rows];
        LastY = new float[Stride * Rows];
        Share = new float[Stride * Rows];
    }

    /// <summary>Pixels to a cell, each way.</summary>
    public int Reduction { get; }

    /// <summary>Cells across, with the ring.</summary>
    public int Columns { get; }

    /// <summary>Cells down, with the ring.</summary>
    public int Rows { get; }

    /// <summary>Values from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Columns of the first picture.</summary>
    public float[] FirstX { get; }

    /// <summary>Rows of the first picture.</summary>
    public float[] FirstY { get; }

    /// <summary>Columns of the last picture.</summary>
    public float[] LastX { get; }

    /// <summary>Rows of the last picture.</summary>
    public float[] LastY { get; }

    /// <summary>How much of the last picture shows, 0 to 1.</summary>
    public float[] Share { get; }

    /// <summary>The pixel, column or row, of a cell's middle.</summary>
    public float Pixel(int cell) => ((cell - 0.5f) * Reduction) - 0.5f;
}
