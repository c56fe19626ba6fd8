using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Assets;

/// <summary>
/// Draws the surface of flesh as one welded mesh: a vertex in each cell of a grid that the surface passes, moved onto
/// the surface, its normal the field's own slope. Source: surface nets, Gibson 1998, doi:10.1007/BFb0056277.
/// </summary>
internal static class FleshMesher
{
    private const int Block = 4;
    private const int MostSamples = 4_000_000;

    /// <summary>Adds the surface of <paramref name="flesh"/> to <paramref name="draft"/>.</summary>
    /// <param name="flesh">The flesh.</param>
    /// <param name="cell">Side of a cell, metres: about the length of a triangle's side.</param>
    /// <param name="slot">Material.</param>
    /// <param name="draft">Takes the mesh.</param>
    /// <param name="soft">How softly bones share vertices, against the bodies' radii.</param>
    /// <param name="keep">Share of the triangles that is kept, 0 to 1: the rest go where they show least.</param>
    /// <param name="trim">Where the surface ends; null for all of it.</param>
    public static void Add(
        Flesh flesh, float cell, byte slot, SkinDraft draft, float soft = 0.35f, float keep = 0.45f,
        FleshTrim? trim = null)
    {
        if (flesh.Bodies.Count == 0)
        {
            return;
        }

        var (low, high) = Bounds(flesh);
        low -= new Vector3(2.5f * cell);
        high += new Vector3(2.5f * cell);
        var size = (high - low) / cell;
        var (nx, ny, nz) = (Up(size.X), Up(size.Y), Up(size.Z));
        if ((long)nx * ny * nz > MostSamples)
        {
            throw new InvalidOperationException("A piece of flesh is too large for its cells.");
        }

        var (firstVertex, firstTriangle) = (draft.Places.Count, draft.Slots.Count);
        var field = ArrayPool<float>.Shared.Rent(nx * ny * nz);
        var vertices = ArrayPool<int>.Shared.Rent(nx * ny * nz);
        try
        {
            var near = Sample(flesh, low, cell, nx, ny, nz, field);
            vertices.AsSpan(0, nx * ny * nz).Fill(-1);
            Place(flesh, low, cell, nx, ny, nz, field, vertices, near, draft, soft);
            Connect(nx, ny, nz, field, vertices, slot, draft);
            var rim = trim is null ? null : new FleshTrimmer(flesh, cell, trim, draft, soft).Cut(
                firstVertex, firstTriangle);
            SkinThinning.Thin(draft, firstVertex, firstTriangle, keep);
            rim?.Add(draft, slot);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(field);
            ArrayPool<int>.Shared.Return(vertices);
        }

        static int Up(float cells) => (((int)MathF.Ceiling(cells) + Block) / Block * Block) + 1;
    }

    private static (Vector3 Low, Vector3 High) Bounds(Flesh flesh)
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var body in flesh.Bodies)
        {
            var reach = new Vector3(body.Reach + (0.25f * body.Blend));
            low = Vector3.Min(low, body.A - reach);
            high = Vector3.Max(high, body.A + reach);
            if (body.Half is null)
            {
                low = Vector3.Min(low, body.B - reach);
                high = Vector3.Max(high, body.B + reach);
            }
        }

        return (low, high);
    }

    /// <summary>
    /// Bodies that can matter within a block of cells; a block far from the surface is filled with one figure.
    /// </summary>
    internal sealed record Near(List<FleshBody> Bodies, List<FleshBody> Carved);

    private static Near?[] Sample(Flesh flesh, Vector3 low, float cell, int nx, int ny, int nz, float[] field)
    {
        var (bx, by, bz) = ((nx - 1) / Block, (ny - 1) / Block, (nz - 1) / Block);
        var near = new Near?[bx * by * bz];
        var radius = 0.5f * Block * cell * 1.7321f;
        var ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        field.AsSpan(0, nx * ny * nz).Fill(1e3f);
        for (var b = 0; b < near.Length; b++)
        {
            var (x, y, z) = (b % bx * Block, b / bx % by * Block, b / (bx * by) * Block);
            var middle = low + (new Vector3(x + (Block / 2f), y + (Block / 2f), z + (Block / 2f)) * cell);
            var distance = flesh.Distance(middle);
            var far = Math.Abs(distance) > (1.3f * radius) + (2 * cell);
            if (!far)
            {
                near[b] = Choose(flesh, middle, radius);
            }

            for (var k = 0; k <= Block; k++)
            {
                for (var j = 0; j <= Block; j++)
                {
                    var row = field.AsSpan(((((z + k) * ny) + y + j) * nx) + x, Block + 1);
                    var distances = far ? Vector256.Create(distance) : row.ContainsAnyInRange(999, float.MaxValue) ? FleshLanes.Distance(
                        Vector256.Create(low.X) + ((Vector256.Create((float)x) + ramp) * cell),
                        Vector256.Create(low.Y + ((y + j) * cell)),
                        Vector256.Create(low.Z + ((z + k) * cell)),
                        near[b]!.Bodies,
                        near[b]!.Carved) : default;
                    for (var i = 0; i <= Block; i++)
                    {
                        // What a block before it has found stays.
                        row[i] = row[i] < 999 ? row[i] : distances[i];
                    }
                }
            }
        }

        return near;
    }

    private static Near Choose(Flesh flesh, Vector3 middle, float radius)
    {
        var least = float.MaxValue;
        foreach (var body in flesh.Bodies)
        {
            least = Math.Min(least, body.Distance(middle));
        }

        var reach = Math.Max(least, 0) + (3 * radius);
        return new Near(
            [.. flesh.Bodies.Where(body => body.Distance(middle) < reach + body.Blend)],
            [.. flesh.Carved.Where(body => body.Distance(middle) < (3 * radius) + body.Blend)]);
    }

    private static void Place(
        Flesh flesh, Vector3 low, float cell, int nx, int ny, int nz, float[] field, int[] vertices, Near?[] near,
        SkinDraft draft, float soft)
    {
        var (bx, by) = ((nx - 1) / Block, (ny - 1) / Block);
        Span<float> corner = stackalloc float[8];
        for (var z = 0; z < nz - 1; z++)
        {
            for (var y = 0; y < ny - 1; y++)
            {
                for (var x = 0; x < nx - 1; x++)
                {
                    if (near[((((z / Block) * by) + (y / Block)) * bx) + (x / Block)] is not { } local
                        || !Crossing(field, x, y, z, nx, ny, corner, out var middle))
                    {
                        continue;
                    }

                    var place = OntoSurface(low + ((new Vector3(x, y, z) + middle) * cell), cell, local);
                    var (_, slope) = FleshLanes.At(place, 0.2f * cell, local.Bodies, local.Carved);
                    var normal = slope.LengthSquared() > 1e-12f ? Vector3.Normalize(slope) : Vector3.UnitY;
                    var (share, tint) = ShareAt(place, local.Bodies, soft, 0.5f * cell);
                    vertices[(((z * ny) + y) * nx) + x] = draft.Vertex(place, normal, share, tint);
                }
            }
        }
    }

    // Mean of the places where the cell's edges cross the surface, in cells.
    private static bool Crossing(
        float[] field, int x, int y, int z, int nx, int ny, Span<float> corner, out Vector3 middle)
    {
        var inside = 0;
        for (var c = 0; c < 8; c++)
        {
            corner[c] = field[((((z + (c >> 2)) * ny) + y + ((c >> 1) & 1)) * nx) + x + (c & 1)];
            inside += corner[c] < 0 ? 1 : 0;
        }

        middle = Vector3.Zero;
        if (inside is 0 or 8)
        {
            return false;
        }

        var crossings = 0;
        for (var a = 0; a < 8; a++)
        {
            for (var bit = 1; bit < 8; bit <<= 1)
            {
                var b = a | bit;
                if (b == a || (corner[a] < 0) == (corner[b] < 0))
                {
                    continue;
                }

                var share = corner[a] / (corner[a] - corner[b]);
                middle += Vector3.Lerp(Corner(a), Corner(b), share);
                crossings++;
            }
        }

        middle /= crossings;
        return true;

        static Vector3 Corner(int c) => new(c & 1, (c >> 1) & 1, c >> 2);
    }

    /// <summary>The place on the surface that a place close to it goes to, not farther than most of a cell.</summary>
    internal static Vector3 OntoSurface(Vector3 place, float cell, Near local)
    {
        var start = place;
        for (var i = 0; i < 3; i++)
        {
            var (distance, slope) = FleshLanes.At(place, 0.1f * cell, local.Bodies, local.Carved);
            var steep = slope.LengthSquared();
            if (steep < 0.02f)
            {
                break;
            }

            place -= slope * (distance / steep);
        }

        var way = place - start;
        return way.Length() > 0.75f * cell ? start + (way * (0.75f * cell / way.Length())) : place;
    }

    /// <summary>Which bones carry a place on the surface, and its tint.</summary>
    internal static (BoneShare Share, Vector3 Tint) ShareAt(
        Vector3 place, List<FleshBody> bodies, float soft, float blur)
    {
        var least = float.MaxValue;
        var leastTint = float.MaxValue;
        foreach (var body in bodies)
        {
            var distance = body.Distance(place);
            least = Math.Min(least, distance);
            leastTint = Math.Min(leastTint, distance - body.TintReach);
        }

        Span<float> shares = stackalloc float[Skeleton.Most];
        shares.Clear();
        var tint = Vector3.Zero;
        var sum = 0f;
        foreach (var body in bodies)
        {
            var distance = body.Distance(place);
            var radius = body.Half is { } half ? Math.Min(half.X, Math.Min(half.Y, half.Z)) : 0.5f * (body.RadiusA
                + body.RadiusB);
            var share = MathF.Exp((least - distance) / (soft * radius));
            var along = body.BoneB < 0 ? 0 : body.Along(place);
            shares[body.Bone] += share * (1 - along);
            if (body.BoneB >= 0)
            {
                shares[body.BoneB] += share * along;
            }

            var colour = MathF.Exp((leastTint - distance + body.TintReach) / (blur + 1e-6f));
            tint += body.Tint * colour;
            sum += colour;
        }

        return (BoneShare.Strongest(shares), tint / sum);
    }

    private static void Connect(int nx, int ny, int nz, float[] field, int[] vertices, byte slot, SkinDraft draft)
    {
        for (var z = 1; z < nz - 1; z++)
        {
            for (var y = 1; y < ny - 1; y++)
            {
                for (var x = 1; x < nx - 1; x++)
                {
                    var at = (((z * ny) + y) * nx) + x;
                    var inside = field[at] < 0;
                    Edge(at, at + 1, nx, nx * ny, inside);
                    Edge(at, at + nx, nx * ny, 1, inside);
                    Edge(at, at + (nx * ny), 1, nx, inside);
                }
            }
        }

        // The four cells about an edge from a to b; u, v and the edge are a right-handed frame.
        void Edge(int a, int b, int u, int v, bool inside)
        {
            if ((field[b] < 0) == inside)
            {
                return;
            }

            var (p, q, r, s) = (vertices[a - u - v], vertices[a - v], vertices[a], vertices[a - u]);
            if (p < 0 || q < 0 || r < 0 || s < 0)
            {
                return;
            }

            if (inside)
            {
                draft.Quad(p, q, r, s, slot);
            }
            else
            {
                draft.Quad(p, s, r, q, slot);
            }
        }
    }
}
