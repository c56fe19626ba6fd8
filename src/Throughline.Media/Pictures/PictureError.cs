namespace Throughline.Media.Pictures;

/// <summary>Why a picture could not be read or written.</summary>
public enum PictureError
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file may not be read, or is a folder.</summary>
    Unreadable,

    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file is not a picture.</summary>
    NotAPicture,

    /// <summary>The file is a picture of a kind that is not read here.</summary>
    UnknownFormat,

    /// <summary>The picture or its file exceeds the limits.</summary>
    TooLarge,

    /// <summary>The file ends before the picture does.</summary>
    Truncated,

    /// <summary>The file's contents are broken.</summary>
    Corrupt,

    /// <summary>The file cannot be written.</summary>
    Unwritable,

    /// <summary>The disk is full.</summary>
    DiskFull,
}
