using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// All that the life of one picture is made from, measured on nodes 8 pixels apart: what moves, where, in which light.
/// Motion is a function of this and of time alone. Immutable.
/// </summary>
internal sealed record LifePlan
{
    private const int MostNodes = 1 << 22;
    private const int MostEffects = 64;
    private const int MostPoints = 1 << 16;

    /// <summary>Columns of the picture, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the picture, pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The picture's lens, mm on a 36 mm wide frame.</summary>
    public required float FocalLength { get; init; }

    /// <summary>Decides what chance decides.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Length of a loop in seconds, 0 without.</summary>
    public required double Period { get; init; }

    /// <summary>Nearness of each node, 0 to 255.</summary>
    public required byte[] Nearness { get; init; }

    /// <summary>Lightness around each node, 0 to 255.</summary>
    public required byte[] Light { get; init; }

    /// <summary>What moves.</summary>
    public required IReadOnlyList<PlacedEffect> Effects { get; init; }

    /// <summary>1 when the wind goes right, -1 left.</summary>
    public int Wind => new LifeChance(Seed).At(0, 7) < 0.5f ? -1 : 1;

    /// <summary>Pixels to a pixel of a frame 1280 wide, in which the recipes give lengths.</summary>
    public float Scale => Width / 1280f;

    /// <summary>Nodes in a row.</summary>
    public int Columns => NodesAlong(Width);

    /// <summary>Rows of nodes.</summary>
    public int Rows => NodesAlong(Height);

    /// <summary>Nodes that cover <paramref name="side"/> pixels.</summary>
    public static int NodesAlong(int side) => ((side + NodeGrid.Fine - 1) / NodeGrid.Fine) + 1;

    /// <summary>Writes the plan.</summary>
    public void Write(BinaryWriter to)
    {
        to.Write(Width);
        to.Write(Height);
        to.Write(FocalLength);
        to.Write(Seed);
        to.Write(Period);
        to.Write(Nearness);
        to.Write(Light);
        to.Write(Effects.Count);
        foreach (var effect in Effects)
        {
            to.Write(effect.Kind);
            to.Write(effect.Strength);
            to.Write(effect.Mask.Length > 0);
            to.Write(effect.Mask);
            to.Write(effect.Headings.Length > 0);
            to.Write(effect.Headings);
            to.Write(effect.Ground.Length > 0);
            to.Write(effect.Ground);
            to.Write(effect.Points.Length);
            foreach (var point in effect.Points)
            {
                to.Write(point.X);
                to.Write(point.Y);
                to.Write(point.Z);
            }

            to.Write(effect.Spots.Length);
            foreach (var spot in effect.Spots)
            {
                to.Write(spot.X);
                to.Write(spot.Y);
                to.Write(spot.Radius);
                to.Write(spot.Level);
            }

            to.Write(effect.Colour.X);
            to.Write(effect.Colour.Y);
            to.Write(effect.Colour.Z);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data is not a plan.</exception>
    /// <exception cref="EndOfStreamException">The data ends early.</exception>
    public static LifePlan Read(BinaryReader from)
    {
        int width = from.ReadInt32(), height = from.ReadInt32();
        if (width < 1 || height < 1 || (long)width * height > (long)MostNodes * 64)
        {
            throw new InvalidDataException("A life of an impossible size.");
        }

        var nodes = NodesAlong(width) * NodesAlong(height);
        var (focal, seed, period) = (from.ReadSingle(), from.ReadUInt64(), from.ReadDouble());
        byte[] nearness = Exactly(from, nodes), light = Exactly(from, nodes);
        var effects = new PlacedEffect[Count(from, MostEffects)];
        for (var i = 0; i < effects.Length; i++)
        {
            var (kind, strength) = (from.ReadString(), from.ReadSingle());
            var mask = from.ReadBoolean() ? Exactly(from, nodes) : [];
            var headings = from.ReadBoolean() ? Exactly(from, nodes) : [];
            var ground = from.ReadBoolean() ? Exactly(from, nodes) : [];
            var points = new Vector3[Count(from, MostPoints)];
            for (var p = 0; p < points.Length; p++)
            {
                points[p] = new Vector3(from.ReadSingle(), from.ReadSingle(), from.ReadSingle());
            }

            var spots = new LifeSpot[Count(from, MostPoints)];
            for (var s = 0; s < spots.Length; s++)
            {
                spots[s] = new LifeSpot(from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle());
            }

            var colour = new Vector3(from.ReadSingle(), from.ReadSingle(), from.ReadSingle());
            effects[i] = new PlacedEffect(kind, strength, mask, spots, colour)
            {
                Headings = headings,
                Ground = ground,
                Points = points,
            };
        }

        return new LifePlan
        {
            Width = width,
            Height = height,
            FocalLength = focal,
            Seed = seed,
            Period = period,
            Nearness = nearness,
            Light = light,
            Effects = effects,
        };
    }

    private static int Count(BinaryReader from, int most) =>
        from.ReadInt32() is var count && count >= 0 && count <= most ? count
            : throw new InvalidDataException("A life with an impossible count.");

    private static byte[] Exactly(BinaryReader from, int count) =>
        from.ReadBytes(count) is { } bytes && bytes.Length == count ? bytes : throw new EndOfStreamException();
}
