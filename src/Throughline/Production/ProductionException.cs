namespace Throughline.Production;

/// <summary>Some shots could not be shot. Takes that were finished are kept.</summary>
public sealed class ProductionException : Exception
{
    /// <summary>Says every failure, and which shots were not begun for it.</summary>
    public ProductionException(IReadOnlyList<ShotFailure> failures, IReadOnlyList<string> notBegun)
        : base(Message(failures, notBegun), failures.Count > 0 ? failures[0].Cause : null)
    {
        Failures = failures;
        NotBegun = notBegun;
    }

    /// <summary>Every shot that failed.</summary>
    public IReadOnlyList<ShotFailure> Failures { get; }

    /// <summary>Shots that were still waiting.</summary>
    public IReadOnlyList<string> NotBegun { get; }

    private static new string Message(IReadOnlyList<ShotFailure> failures, IReadOnlyList<string> notBegun)
    {
        IEnumerable<string> lines = failures.Select(failure => $"shot '{failure.ShotId}': {failure.Cause.Message}");
        if (notBegun.Count > 0)
        {
            lines = lines.Append($"not begun because of that: {string.Join(", ", notBegun)}");
        }

        return string.Join('\n', lines);
    }
}
