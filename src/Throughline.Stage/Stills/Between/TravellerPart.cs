namespace Throughline.Stage.Stills;

/// <summary>
/// A part of one picture of a pair that stands before the ground there, and not in the other picture.
/// </summary>
internal sealed record TravellerPart
{
    /// <summary>1 where it is, else 0; the flow's pixels as the first picture's camera sees them.</summary>
    public required Plane Where { get; init; }

    /// <summary>How many pixels it has.</summary>
    public required int Area { get; init; }

    /// <summary>Column of its middle.</summary>
    public required float X { get; init; }

    /// <summary>Row of its middle.</summary>
    public required float Y { get; init; }

    /// <summary>Columns and rows that it lies in, both ends with it.</summary>
    public required (int Left, int Top, int Right, int Bottom) Box { get; init; }

    /// <summary>Share of each of its colours; see <see cref="ColourShares"/>.</summary>
    public required float[] Colours { get; init; }

    /// <summary>The same, softened.</summary>
    public required float[] Soft { get; init; }

    /// <summary>Share of it that the flow finds in the other picture.</summary>
    public required float Found { get; init; }

    /// <summary>How much of its colours the ground around it has too, 0 to 1.</summary>
    public required float LikeGround { get; init; }

    /// <summary>The share of the pixels at its rim that look more like it than like the ground, 0 to 1.</summary>
    public required float GoesOn { get; init; }

    /// <summary>Whether it is a thing of its own: not of the ground's colours, and nothing of it goes on beyond its
    /// rim.</summary>
    public bool IsWhole => LikeGround < 0.6f && GoesOn < 0.14f;

    /// <summary>Whether a side of the frame cuts it off.</summary>
    public bool IsCut => Box.Left == 0 || Box.Right == Where.Width - 1;

    /// <summary>How many of its pixels are another part's too.</summary>
    public float Shared(TravellerPart other)
    {
        var shared = 0f;
        for (var i = 0; i < Where.Values.Length; i++)
        {
            shared += Where.Values[i] * other.Where.Values[i];
        }

        return shared;
    }

    /// <summary>Pixels between the boxes of two parts; 0 where they meet.</summary>
    public int Gap(TravellerPart other) => Math.Max(
        Math.Max(Math.Max(other.Box.Left - Box.Right, Box.Left - other.Box.Right), 0),
        Math.Max(Math.Max(other.Box.Top - Box.Bottom, Box.Top - other.Box.Bottom), 0));

    /// <summary>Two parts of one picture as one.</summary>
    public TravellerPart With(TravellerPart other)
    {
        var where = new Plane(Where.Width, Where.Height);
        for (var i = 0; i < where.Values.Length; i++)
        {
            where.Values[i] = MathF.Max(Where.Values[i], other.Where.Values[i]);
        }

        float area = Area + other.Area, own = Area / area, its = other.Area / area;
        return this with
        {
            Where = where,
            Area = Area + other.Area,
            X = (own * X) + (its * other.X),
            Y = (own * Y) + (its * other.Y),
            Box = (Math.Min(Box.Left, other.Box.Left), Math.Min(Box.Top, other.Box.Top),
                Math.Max(Box.Right, other.Box.Right), Math.Max(Box.Bottom, other.Box.Bottom)),
            Colours = [.. Colours.Zip(other.Colours, (a, b) => (own * a) + (its * b))],
            Soft = [.. Soft.Zip(other.Soft, (a, b) => (own * a) + (its * b))],
            Found = (own * Found) + (its * other.Found),
        };
    }
}
