namespace Throughline.Server.RunwayApi;

/// <summary>A body is wrong, in one place or more; the answer names them all.</summary>
internal sealed class RunwayIssuesException(IReadOnlyList<RunwayIssue> issues) : Exception("Validation of body failed")
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<RunwayIssue> Issues => issues;
}
