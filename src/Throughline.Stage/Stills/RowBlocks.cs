namespace Throughline.Stage.Stills;

/// <summary>Work on a picture's rows by several threads. Blocks are disjoint, so results do not depend on their number.</summary>
internal static class RowBlocks
{
    /// <summary>Calls <paramref name="body"/> with row ranges [from, to) that cover 0 to <paramref name="rows"/>.</summary>
    public static void Split(int rows, int threads, Action<int, int> body)
    {
        if (threads <= 1 || rows < 2 * threads)
        {
            body(0, rows);
            return;
        }

        // More blocks than threads: a thread that is held up leaves its share to the others.
        var blocks = Math.Min(rows, 4 * threads);
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, b =>
            body((int)((long)rows * b / blocks), (int)((long)rows * (b + 1) / blocks)));
    }
}
