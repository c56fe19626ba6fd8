namespace Throughline.Stage.Rendering;

/// <summary>A surface that covers a pixel in part, beside the one that covers most of it.</summary>
internal struct Fragment
{
    /// <summary>Its triangle; -1 for the sky.</summary>
    public int Id;

    /// <summary>1 / depth; 0 for the sky.</summary>
    public float Nearness;

    /// <summary>Its column and its row.</summary>
    public ushort X, Y;

    /// <summary>How many of the four samples it covers.</summary>
    public byte Samples;

    /// <summary>
    /// The pixel beside its own that shows the same surface and lends it its colour; it is shaded itself when there is
    /// none.
    /// </summary>
    public Lender Lender;

    /// <summary>Its colour, linear light, once it is shaded.</summary>
    public float R, G, B;
}
