namespace Throughline.Stage.Stills;

/// <summary>
/// Runs numbered pieces of work on a bounded number of threads. What is computed must not depend on the order.
/// </summary>
internal static class Rows
{
    /// <summary>
    /// Calls <paramref name="row"/> for 0 to <paramref name="count"/> - 1, in no order, and returns when all are done.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void For(int count, int threads, Action<int> row, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (threads <= 1 || count < 2)
        {
            for (var y = 0; y < count; y++)
            {
                row(y);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, row);
    }

    /// <summary>
    /// Calls <paramref name="body"/> with disjoint ranges [from, to) that cover 0 to <paramref name="rows"/>, for work
    /// with scratch memory of its own.
    /// </summary>
    public static void Split(int rows, int threads, Action<int, int> body)
    {
        // More blocks than threads: a thread that is held up leaves its share to the others.
        var blocks = threads <= 1 || rows < 2 * threads ? 1 : Math.Min(rows, 4 * threads);
        For(
            blocks, threads, b => body((int)((long)rows * b / blocks), (int)((long)rows * (b + 1) / blocks)),
            CancellationToken.None);
    }
}
