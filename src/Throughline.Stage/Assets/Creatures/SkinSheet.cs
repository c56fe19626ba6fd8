using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>One vertex of a <see cref="SkinSheet"/>.</summary>
internal readonly record struct SheetPoint(Vector3 Place, BoneShare Share, Vector3 Tint);

/// <summary>Surfaces spanned over rows and columns: drawn-out rings, turned shapes, hanging cloth.</summary>
internal static class SkinSheet
{
    /// <summary>
    /// Adds a grid of <paramref name="rows"/> × <paramref name="columns"/> points. Its front is where a step to the
    /// next column, then to the next row, turns anticlockwise.
    /// </summary>
    /// <param name="draft">Takes the vertices.</param>
    /// <param name="rows">Rows, at least 2.</param>
    /// <param name="columns">Columns, at least 2; 3 when closed.</param>
    /// <param name="closed">Whether the last column joins the first.</param>
    /// <param name="point">The point at a row and column.</param>
    /// <param name="slot">Material.</param>
    public static void Add(
        SkinDraft draft, int rows, int columns, bool closed, Func<int, int, SheetPoint> point, byte slot)
    {
        var grid = new SheetPoint[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                grid[row, column] = point(row, column);
            }
        }

        var first = draft.Places.Count;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var at = grid[row, column];
                draft.Vertex(at.Place, NormalAt(grid, row, column, closed), at.Share, at.Tint);
            }
        }

        var last = closed ? columns : columns - 1;
        for (var row = 0; row < rows - 1; row++)
        {
            for (var column = 0; column < last; column++)
            {
                var next = (column + 1) % columns;
                var (a, b) = (first + (row * columns) + column, first + (row * columns) + next);
                draft.Quad(a, b, b + columns, a + columns, slot);
            }
        }
    }

    /// <summary>A round thing drawn out along a line, closed by half balls at both ends.</summary>
    /// <param name="draft">Takes the vertices.</param>
    /// <param name="line">Points of the middle line, at least 2.</param>
    /// <param name="radii">Radius at each point.</param>
    /// <param name="bones">Which bones carry each point.</param>
    /// <param name="sides">Corners of a ring.</param>
    /// <param name="slot">Material.</param>
    /// <param name="tint">Colour.</param>
    /// <param name="thin">Direction in which it is flattened, and to what share of its width; null for round.</param>
    /// <param name="blunt">Length of the half balls against their radius.</param>
    public static void Sweep(
        SkinDraft draft, ReadOnlySpan<Vector3> line, ReadOnlySpan<float> radii, ReadOnlySpan<BoneShare> bones,
        int sides, byte slot,
        Vector3? tint = null, (Vector3 Direction, float Share)? thin = null, float blunt = 1)
    {
        const int Cap = 2;
        var rings = new List<(Vector3 Middle, Vector3 Way, float Radius, BoneShare Share)>();
        for (var i = 0; i < line.Length; i++)
        {
            var way = Vector3.Normalize(line[Math.Min(i + 1, line.Length - 1)] - line[Math.Max(i - 1, 0)]);
            for (var c = i == 0 ? 0 : Cap; i == 0 ? c < Cap : c < Cap; c++)
            {
                var turn = MathF.PI / 2 * c / Cap;
                rings.Add(
                    (line[i]
                        - (way * (radii[i] * blunt * MathF.Cos(turn))), way,
                        radii[i] * MathF.Max(MathF.Sin(turn), 1e-3f), bones[i]));
            }

            rings.Add((line[i], way, radii[i], bones[i]));
            for (var c = Cap - 1; i == line.Length - 1 && c >= 0; c--)
            {
                var turn = MathF.PI / 2 * c / Cap;
                rings.Add(
                    (line[i]
                        + (way * (radii[i] * blunt * MathF.Cos(turn))), way,
                        radii[i] * MathF.Max(MathF.Sin(turn), 1e-3f), bones[i]));
            }
        }

        // Frames carried along the line without twist.
        var frames = new (Vector3 U, Vector3 V)[rings.Count];
        var side = Vector3.Cross(
            rings[0].Way, thin?.Direction ?? (MathF.Abs(rings[0].Way.Y) < 0.9f ? Vector3.UnitY : Vector3.UnitX));
        for (var i = 0; i < rings.Count; i++)
        {
            side = Vector3.Normalize(side - (rings[i].Way * Vector3.Dot(side, rings[i].Way)));
            frames[i] = (side, Vector3.Cross(rings[i].Way, side));
        }

        Add(draft, rings.Count, sides, true, At, slot);

        SheetPoint At(int row, int column)
        {
            var turn = MathF.Tau * column / sides;
            var (middle, _, radius, share) = rings[row];
            var (u, v) = frames[row];
            var flat = thin?.Share ?? 1;
            return new(
                middle + (radius * ((MathF.Cos(turn) * u) + (MathF.Sin(turn) * flat * v))), share, tint ?? Vector3.One);
        }
    }

    /// <summary>A turned shape: a profile carried about an upright axis, from its lowest outer point round.</summary>
    /// <param name="draft">Takes the vertices.</param>
    /// <param name="profile">Distance from the axis and height along it, in metres, such that the outside is to the
    /// right of the way.</param>
    /// <param name="place">From the shape's space (Y the axis) to the creature's.</param>
    /// <param name="share">Which bones carry it.</param>
    /// <param name="sides">Corners of a ring.</param>
    /// <param name="slot">Material.</param>
    /// <param name="tint">Colour.</param>
    /// <param name="outside">Where a point goes that would lie within something; null to leave all as they are.</param>
    public static void Turned(
        SkinDraft draft, ReadOnlySpan<Vector2> profile, Matrix4x4 place, BoneShare share, int sides, byte slot,
        Vector3? tint = null,
        Func<Vector3, Vector3>? outside = null)
    {
        // A sharp corner of the profile ends one sheet and begins another.
        var from = 0;
        var points = profile.ToArray();
        for (var i = 1; i < points.Length; i++)
        {
            var corner = i == points.Length - 1
                || Vector2.Dot(
                    Vector2.Normalize(points[i] - points[i - 1]), Vector2.Normalize(points[i + 1] - points[i])) < 0.6f;
            if (!corner)
            {
                continue;
            }

            var start = from;
            Add(
                draft, i - from + 1, sides, true,
                (row, column) =>
                {
                    var turn = MathF.Tau * column / sides;
                    var (radius, height) = (MathF.Max(points[start + row].X, 1e-4f), points[start + row].Y);
                    var local = new Vector3(radius * MathF.Sin(turn), height, radius * MathF.Cos(turn));
                    var there = Vector3.Transform(local, place);
                    return new(outside?.Invoke(there) ?? there, share, tint ?? Vector3.One);
                },
                slot);
            from = i;
        }
    }

    private static Vector3 NormalAt(SheetPoint[,] grid, int row, int column, bool closed)
    {
        var (rows, columns) = (grid.GetLength(0), grid.GetLength(1));
        var (up, down) = (Math.Min(row + 1, rows - 1), Math.Max(row - 1, 0));
        var normal = Across(up, down);
        if (normal.LengthSquared() < 1e-18f)
        {
            // A pole: all columns meet; lean on the neighbouring row.
            var inner = row == 0 ? 1 : row == rows - 1 ? rows - 2 : row;
            var sum = Vector3.Zero;
            for (var c = 0; c < columns; c++)
            {
                var next = closed ? (c + 1) % columns : Math.Min(c + 1, columns - 1);
                sum += Vector3.Cross(
                    grid[inner, next].Place - grid[inner, c].Place, grid[up, c].Place - grid[down, c].Place);
            }

            normal = sum;
        }

        return normal.LengthSquared() < 1e-20f ? Vector3.UnitY : Vector3.Normalize(normal);

        Vector3 Across(int above, int below)
        {
            var (left, right) = closed
                ? ((column + columns - 1) % columns, (column + 1) % columns)
                : (Math.Max(column - 1, 0), Math.Min(column + 1, columns - 1));
            return Vector3.Cross(
                grid[row, right].Place - grid[row, left].Place, grid[above, column].Place - grid[below, column].Place);
        }
    }
}
