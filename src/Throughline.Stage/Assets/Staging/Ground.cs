using System.Numerics;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets.Staging;

/// <summary>
/// A set's ground, built: its height anywhere, and its meshes, fine about the mark and coarse far off.
/// </summary>
internal sealed class Ground
{
    private const float FineStep = 1;
    private const float FineReach = 22;
    private const float Growth = 1.09f;
    private const int HeightSide = 193;
    private const int Blocks = 4;

    private readonly IReadOnlyList<GroundLayer> _layers;
    private readonly long _seed;

    /// <summary>Ground of <paramref name="layers"/>.</summary>
    public Ground(IReadOnlyList<GroundLayer> layers, long seed)
    {
        _layers = layers;
        _seed = seed;
    }

    /// <summary>Height at a place, metres.</summary>
    public float At(float x, float z)
    {
        var height = 0f;
        foreach (var layer in _layers)
        {
            height = layer.Apply(height, x, z, _seed);
        }

        return height;
    }

    /// <summary>A place on the ground.</summary>
    public Vector3 On(Vector2 place) => new(place.X, At(place.X, place.Y), place.Y);

    /// <summary>Slope at a place in degrees.</summary>
    public float SlopeAt(float x, float z) => MathF.Acos(Math.Clamp(NormalAt(x, z).Y, -1, 1)) * 57.29578f;

    /// <summary>Its heights for walking on.</summary>
    public Terrain ToTerrain()
    {
        var heights = new float[HeightSide * HeightSide];
        for (var row = 0; row < HeightSide; row++)
        {
            for (var column = 0; column < HeightSide; column++)
            {
                heights[(row * HeightSide) + column] = At(
                    (column - (HeightSide / 2)) * FineStep, (row - (HeightSide / 2)) * FineStep);
            }
        }

        return new Terrain(heights, HeightSide, FineStep);
    }

    /// <summary>Its meshes, each a block of the whole.</summary>
    /// <param name="reach">Metres to the sides and to the back; towards the camera it ends after 60.</param>
    /// <param name="paints">The paints that hold, the first under all others, each with the material it comes to and
    /// its way.</param>
    public List<Model> Build(float reach, IReadOnlyList<(GroundPaint Paint, Material Material, Vector2[]? Way)> paints)
    {
        var columns = Axis(reach, reach);
        var rows = Axis(reach, Math.Min(60, reach));
        var most = paints.Aggregate(new Vector3(0.02f), (sum, paint) => Vector3.Max(sum, paint.Material.Colour));
        // Colours lie in the vertices, so that one ground runs softly into the next; what is left to a material is its
        // kind.
        var (materials, slots) = Slots(paints, most);
        var grid = new Point[rows.Length, columns.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                grid[r, c] = PointAt(columns[c], rows[r], most, paints, slots);
            }
        }

        var models = new List<Model>();
        for (var i = 0; i < Blocks * Blocks; i++)
        {
            models.Add(Block(grid, Range(rows.Length, i / Blocks), Range(columns.Length, i % Blocks), materials));
        }

        return models;

        static (int From, int To) Range(int count, int block) =>
            ((count - 1) * block / Blocks, (count - 1) * (block + 1) / Blocks);
    }

    // Grounds of one sort share a material, so that no edge of a triangle shows where one runs into the other.
    private static (List<Material> Materials, byte[] Slots) Slots(
        IReadOnlyList<(GroundPaint Paint, Material Material, Vector2[]? Way)> paints, Vector3 most)
    {
        var materials = new List<Material>();
        var sorts = new List<(MaterialKind Kind, bool Drawn, Pattern Pattern)>();
        var slots = new byte[paints.Count];
        for (var i = 0; i < paints.Count; i++)
        {
            var material = paints[i].Material;
            var drawn = material.Pattern is not (Pattern.Plain or Pattern.Mottled or Pattern.Speckled or Pattern.Grass);
            var kind = !drawn && material.Kind is MaterialKind.Foliage or MaterialKind.Stone
                ? MaterialKind.Matte
                : material.Kind;
            var sort = (kind, drawn, drawn ? material.Pattern : Pattern.Plain);
            if (sorts.IndexOf(sort) is >= 0 and var same)
            {
                slots[i] = (byte)same;
                continue;
            }

            slots[i] = (byte)sorts.Count;
            sorts.Add(sort);
            var second = Vector3.Min(
                material.SecondColour / Vector3.Max(material.Colour, new Vector3(0.01f)), new Vector3(1.6f));
            materials.Add(material with { Kind = kind, Colour = most, SecondColour = most * second });
        }

        return (materials, slots);
    }

    /// <summary>
    /// How wide the cells of the drawn ground are there along one axis, metres; at most 1 near the mark.
    /// </summary>
    /// <param name="at">X or Z.</param>
    public static float CellAt(float at) => FineStep + (Math.Max(MathF.Abs(at) - FineReach, 0) * (Growth - 1));

    // Lines across an axis: even about the mark, then wider and wider.
    private static float[] Axis(float back, float front)
    {
        var lines = new List<float>();
        for (var at = -FineReach; at <= FineReach; at += FineStep)
        {
            lines.Add(at);
        }

        for (var (at, step) = (FineReach, FineStep); at < front; lines.Add(at))
        {
            at += step *= Growth;
        }

        for (var (at, step) = (-FineReach, FineStep); at > -back; lines.Insert(0, at))
        {
            at -= step *= Growth;
        }

        return [.. lines];
    }

    private Vector3 NormalAt(float x, float z)
    {
        var reach = 0.35f + (0.004f * MathF.Sqrt((x * x) + (z * z)));
        var slopeX = (At(x + reach, z) - At(x - reach, z)) / (2 * reach);
        var slopeZ = (At(x, z + reach) - At(x, z - reach)) / (2 * reach);
        return Vector3.Normalize(new(-slopeX, 1, -slopeZ));
    }

    private Point PointAt(
        float x, float z, Vector3 most, IReadOnlyList<(GroundPaint Paint, Material Material, Vector2[]? Way)> paints,
        byte[] slots)
    {
        var place = On(new(x, z));
        var normal = NormalAt(x, z);
        var slope = MathF.Acos(Math.Clamp(normal.Y, -1, 1)) * 57.29578f;
        var (colour, slot) = (Vector3.Zero, 0);
        for (var i = 0; i < paints.Count; i++)
        {
            var (paint, material, way) = paints[i];
            var share = i == 0 ? 1 : paint.At(place, slope, way, _seed + (i * 17));
            colour = Vector3.Lerp(colour, material.Colour, share);
            slot = share > 0.5f ? i : slot;
        }

        var dapple = 1 - (0.12f * (0.5f + (0.5f * ValueNoise.Hills(x / 6.5f, z / 6.5f, 2, _seed + 5))));
        return new Point(place, normal, Tints.Pack(colour / most * dapple), slots[slot]);
    }

    private static Model Block(
        Point[,] grid, (int From, int To) rows, (int From, int To) columns, List<Material> materials)
    {
        var (height, width) = (rows.To - rows.From, columns.To - columns.From);
        var mesh =
            new Mesh((height + 1) * (width + 1), 2 * height * width) { Tints = new uint[(height + 1) * (width + 1)] };
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        for (var r = 0; r <= height; r++)
        {
            for (var c = 0; c <= width; c++)
            {
                var (at, point) = ((r * (width + 1)) + c, grid[rows.From + r, columns.From + c]);
                (mesh.X[at], mesh.Y[at], mesh.Z[at]) = (point.Place.X, point.Place.Y, point.Place.Z);
                (mesh.NormalX[at], mesh.NormalY[at],
                    mesh.NormalZ[at]) = (point.Normal.X, point.Normal.Y, point.Normal.Z);
                mesh.Tints[at] = point.Tint;
                low = Vector3.Min(low, point.Place);
                high = Vector3.Max(high, point.Place);
            }
        }

        for (var r = 0; r < height; r++)
        {
            for (var c = 0; c < width; c++)
            {
                var (quad, at) = ((r * width) + c, (r * (width + 1)) + c);
                var slot = grid[rows.From + r, columns.From + c].Slot;
                ReadOnlySpan<int> corners = [at, at + width + 1, at + width + 2, at, at + width + 2, at + 1];
                corners.CopyTo(mesh.Indices.AsSpan(6 * quad));
                (mesh.Slots[2 * quad], mesh.Slots[(2 * quad) + 1]) = (slot, slot);
            }
        }

        mesh.Centre = (low + high) / 2;
        mesh.Radius = Vector3.Distance(low, high) / 2;
        return new Model { Name = "ground", Mesh = mesh, Materials = materials, Low = low, High = high };
    }

    private readonly record struct Point(Vector3 Place, Vector3 Normal, uint Tint, byte Slot);
}
