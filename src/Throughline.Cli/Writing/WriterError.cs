namespace Throughline.Cli.Writing;

/// <summary>Why a scene was not written by a language model.</summary>
internal enum WriterError
{
    /// <summary>The server cannot be reached.</summary>
    Unreachable,

    /// <summary>It did not answer in time.</summary>
    TooSlow,

    /// <summary>It answered with an error.</summary>
    Refused,

    /// <summary>Its answer is too large.</summary>
    TooLarge,

    /// <summary>Its answer is no scene.</summary>
    NoScene,
}
