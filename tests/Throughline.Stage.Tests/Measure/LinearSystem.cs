namespace Throughline.Stage.Tests.Measure;

/// <summary>Small systems of linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>
    /// Solves <c>matrix · x = right</c> by elimination with pivots; null when the matrix is singular.
    /// </summary>
    public static double[]? Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var a = (double[,])matrix.Clone();
        var x = (double[])right.Clone();
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
            {
                pivot = Math.Abs(a[row, column]) > Math.Abs(a[pivot, column]) ? row : pivot;
            }

            if (Math.Abs(a[pivot, column]) < 1e-12)
            {
                return null;
            }

            if (pivot != column)
            {
                for (var k = column; k < n; k++)
                {
                    (a[pivot, k], a[column, k]) = (a[column, k], a[pivot, k]);
                }

                (x[pivot], x[column]) = (x[column], x[pivot]);
            }

            for (var row = column + 1; row < n; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var k = column; k < n; k++)
                {
                    a[row, k] -= factor * a[column, k];
                }

                x[row] -= factor * x[column];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                x[row] -= a[row, k] * x[k];
            }

            x[row] /= a[row, row];
        }

        return x;
    }

    /// <summary>The least squares answer to equations (row, right side); null when they do not decide it.</summary>
    public static double[]? LeastSquares(int unknowns, IEnumerable<(double[] Row, double Right)> equations)
    {
        var normal = new double[unknowns, unknowns];
        var right = new double[unknowns];
        foreach (var (row, value) in equations)
        {
            for (var i = 0; i < unknowns; i++)
            {
                right[i] += row[i] * value;
                for (var j = 0; j < unknowns; j++)
                {
                    normal[i, j] += row[i] * row[j];
                }
            }
        }

        return Solve(normal, right);
    }
}
