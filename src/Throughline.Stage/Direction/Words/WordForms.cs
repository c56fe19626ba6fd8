namespace Throughline.Stage.Direction;

/// <summary>How a word stands in a text.</summary>
internal enum WordForm
{
    /// <summary>As in a dictionary: dog, walk.</summary>
    Base,

    /// <summary>Dogs.</summary>
    Plural,

    /// <summary>Walks.</summary>
    Third,

    /// <summary>Walking.</summary>
    Gerund,

    /// <summary>Walked.</summary>
    Past,
}
