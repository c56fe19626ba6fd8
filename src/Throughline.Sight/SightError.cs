namespace Throughline.Sight;

/// <summary>Why a model could not be used.</summary>
public enum SightError
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file may not be read, or is a folder.</summary>
    Unreadable,

    /// <summary>The file, or a picture it wants or gives, exceeds the limits.</summary>
    TooLarge,

    /// <summary>The file is not a model, or is broken.</summary>
    NotAModel,

    /// <summary>The model is of a kind that is not known here.</summary>
    Unsupported,

    /// <summary>A fetched model is not the one that was meant.</summary>
    Damaged,

    /// <summary>The model loads, but does not come to an answer.</summary>
    Failed,
}
