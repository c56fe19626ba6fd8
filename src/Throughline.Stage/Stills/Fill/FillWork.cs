namespace Throughline.Stage.Stills;

/// <summary>Runs numbered pieces of work on a bounded number of threads. What is computed must not depend on the order.</summary>
internal readonly struct FillWork(int threads, CancellationToken cancellationToken)
{
    /// <summary>Calls <paramref name="body"/> for 0 to <paramref name="count"/> - 1 and returns when all are done.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void For(int count, Action<int> body)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (threads == 1 || count < 2)
        {
            for (var i = 0; i < count; i++)
            {
                body(i);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, body);
    }
}
