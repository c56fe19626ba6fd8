namespace Throughline.Stage.Rendering;

/// <summary>Which of the four pixels beside a fragment's lends it its colour.</summary>
internal enum Lender : byte
{
    /// <summary>None: it is shaded itself.</summary>
    None,

    /// <summary>The one before it in the row.</summary>
    Left,

    /// <summary>The one after it in the row.</summary>
    Right,

    /// <summary>The one in the row above.</summary>
    Above,

    /// <summary>The one in the row below.</summary>
    Below,
}
