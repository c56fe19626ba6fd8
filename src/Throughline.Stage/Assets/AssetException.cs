using Throughline.Problems;

namespace Throughline.Stage.Assets;

/// <summary>Asset files that cannot be used: everything that is wrong in all of them.</summary>
public sealed class AssetException : Exception
{
    /// <summary>An exception of <paramref name="problems"/>, at least one.</summary>
    public AssetException(IReadOnlyList<Problem> problems)
        : base(string.Join('\n', problems ?? throw new ArgumentNullException(nameof(problems)))) => Problems = problems;

    /// <summary>What is wrong, file by file from top to bottom.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    internal static AssetException Of(string file, string message, string? fix) =>
        new([new Problem { File = file, Place = TextPlace.WholeFile, Message = message, Fix = fix }]);
}
