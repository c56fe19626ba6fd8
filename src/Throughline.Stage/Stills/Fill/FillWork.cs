namespace Throughline.Stage.Stills;

/// <summary>The threads and the token that all passes of one completion share.</summary>
internal readonly struct FillWork(int threads, CancellationToken cancellationToken)
{
    /// <summary>
    /// Calls <paramref name="body"/> for 0 to <paramref name="count"/> - 1 and returns when all are done.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void For(int count, Action<int> body) => Rows.For(count, threads, body, cancellationToken);
}
