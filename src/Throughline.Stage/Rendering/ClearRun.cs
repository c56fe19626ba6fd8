namespace Throughline.Stage.Rendering;

/// <summary>Pixels side by side in a row that a triangle of a clear thing covers.</summary>
internal struct ClearRun
{
    /// <summary>The next one of the row, nearer or beside it; -1 after the last.</summary>
    public int Next;

    /// <summary>Its triangle.</summary>
    public int Id;

    /// <summary>Where the shares begin that it covers of its pixels, 0 to 1.</summary>
    public int Covers;

    /// <summary>Its first column, and how many it has.</summary>
    public ushort X, Count;
}
