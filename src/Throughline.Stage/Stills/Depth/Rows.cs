namespace Throughline.Stage.Stills;

/// <summary>Runs independent rows side by side; what a row computes must depend on nothing that another row writes.</summary>
internal static class Rows
{
    /// <summary>Calls <paramref name="row"/> once for each of <paramref name="count"/> rows, in no order.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void For(int count, int threads, Action<int> row, CancellationToken cancellationToken)
    {
        if (threads <= 1 || count < 32)
        {
            for (var y = 0; y < count; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                row(y);
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, count, options, row);
    }
}
