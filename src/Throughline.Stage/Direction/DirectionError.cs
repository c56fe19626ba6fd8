namespace Throughline.Stage.Direction;

/// <summary>Why a prompt cannot be staged.</summary>
public enum DirectionError
{
    /// <summary>There are no words.</summary>
    Empty,

    /// <summary>None of the words is in a language that direction reads.</summary>
    NotEnglish,

    /// <summary>The words were read, but none of them can be shown.</summary>
    NothingStageable,
}
