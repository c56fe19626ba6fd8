namespace Throughline.Stage.Stills;

/// <summary>Tells the parts of what changed between two pictures, and what each is like.</summary>
/// <param name="own">Colours of the first picture.</param>
/// <param name="changed">1 where the last one differs, else 0.</param>
/// <param name="side">The first picture's part of the pair.</param>
internal sealed class TravellerPartFinder(ColourPlanes own, Plane changed, PairSide side)
{
    /// <summary>Fewest pixels of a part.</summary>
    public const int Fewest = 70;

    /// <summary>Pixels around a part whose ground tells what colours the ground there has.</summary>
    public const int Ring = 24;

    // Pixels around a part that tell whether it goes on there.
    private const int Rim = 3;

    /// <summary>The parts of a shape; what is near each other is one part.</summary>
    /// <param name="shape">1 where something is, else 0.</param>
    /// <param name="colours">Colours of the picture that shows it.</param>
    /// <param name="near">Pixels between pieces of one part, at most twice this.</param>
    /// <param name="fewest">Fewest pixels of a part, if more than the usual.</param>
    public IEnumerable<TravellerPart> Of(Plane shape, ColourPlanes colours, int near, int fewest = Fewest)
    {
        foreach (var group in PlaneShapes.Pieces(PlaneShapes.Grown(shape, near), Fewest))
        {
            var piece = group.Where(at => shape.Values[shape.At(at.X, at.Y)] > 0).ToList();
            if (piece.Count < Math.Max(fewest, Fewest))
            {
                continue;
            }

            var where = new Plane(shape.Width, shape.Height);
            var shares = new float[ColourShares.Count];
            var found = 0f;
            foreach (var (x, y) in piece)
            {
                var at = where.At(x, y);
                where.Values[at] = 1;
                shares[ColourShares.Of(colours, at)] += 1f / piece.Count;
                found += side.Visible.Values[at] * (1 - side.Differs.Values[at]) / piece.Count;
            }

            // What looks like the ground around it is ground; what goes on around it is a piece.
            var ground = GroundIn(PlaneShapes.Grown(where, Ring));
            yield return new TravellerPart
            {
                Where = where,
                Area = piece.Count,
                Box = (piece.Min(at => at.X), piece.Min(at => at.Y), piece.Max(at => at.X), piece.Max(at => at.Y)),
                X = (float)piece.Average(at => at.X),
                Y = (float)piece.Average(at => at.Y),
                Colours = shares,
                Soft = ColourShares.Softened(shares),
                Found = found,
                LikeGround = ColourShares.Alike(shares, ground),
                GoesOn = GoesOn(where, shares, ground, colours),
            };
        }
    }

    /// <summary>The share of each colour in the ground of a shape: the first picture's pixels that have not
    /// changed.</summary>
    public float[] GroundIn(Plane around)
    {
        var shares = new float[ColourShares.Count];
        var count = 0;
        for (var y = 0; y < around.Height; y++)
        {
            for (var x = 0; x < around.Width; x++)
            {
                var at = around.At(x, y);
                if (around.Values[at] > 0 && changed.Values[at] == 0)
                {
                    shares[ColourShares.Of(own, at)]++;
                    count++;
                }
            }
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= Math.Max(count, 1);
        }

        return shares;
    }

    // The share of the pixels at a part's rim that look more like the part than like the ground.
    private static float GoesOn(Plane where, float[] part, float[] ground, ColourPlanes colours)
    {
        var rim = PlaneShapes.Grown(where, Rim);
        int count = 0, like = 0;
        for (var y = 0; y < rim.Height; y++)
        {
            for (var x = 0; x < rim.Width; x++)
            {
                var at = rim.At(x, y);
                if (rim.Values[at] > where.Values[at])
                {
                    var colour = ColourShares.Of(colours, at);
                    count++;
                    like += part[colour] > 3 * ground[colour] ? 1 : 0;
                }
            }
        }

        return (float)like / Math.Max(count, 1);
    }
}
