namespace Throughline.Stage.Direction;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A word of Latin letters.</summary>
    Word,

    /// <summary>A number in digits.</summary>
    Number,

    /// <summary>A comma, semicolon, dash, bracket.</summary>
    Comma,

    /// <summary>The end of a sentence.</summary>
    Stop,

    /// <summary>A word of another script, an emoji, a sign.</summary>
    Foreign,
}
