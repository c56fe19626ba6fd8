namespace Throughline.Stage.Stills;

/// <summary>Which parts of two pictures are one thing.</summary>
internal static class TravellerPairs
{
    // A thing of which the flow finds so much goes well with it.
    private const float Follows = 0.8f;

    // Least share of equal colours, and most ratio of areas, of one thing in two pictures; what the log of the ratio
    // and a way as long as the picture is wide take from the likeness.
    private const float LeastAlike = 0.58f;
    private const float SmallAlike = 0.76f;
    private const int Small = 600;
    private const float MostRatio = 2.5f;
    private const float RatioCosts = 0.1f;
    private const float WayCosts = 0.15f;

    // Most things; how much of the smaller of two parts of one picture may be the other's.
    private const int Most = 8;
    private const float MostShared = 0.2f;

    /// <summary>The pairs, the surest first. A thing that one picture shows as a whole is sought in the other among
    /// all that changed there, for what stands before more than one ground is seen in pieces.</summary>
    public static List<(TravellerPart First, TravellerPart Last)> Of(TravellerParts parts)
    {
        var pairs = new List<(TravellerPart First, TravellerPart Last, float Weight)>();
        foreach (var first in parts.First.Where(part => part.IsWhole))
        {
            foreach (var last in parts.Last.Where(part => part.IsWhole).Concat(parts.Mates(first, inLast: true)))
            {
                Try(first, last);
            }
        }

        foreach (var last in parts.Last.Where(part => part.IsWhole))
        {
            foreach (var first in parts.Mates(last, inLast: false))
            {
                Try(first, last);
            }
        }

        var chosen = new List<(TravellerPart First, TravellerPart Last)>();
        foreach (var (first, last, _) in pairs.OrderByDescending(pair => pair.Weight))
        {
            if (chosen.Count < Most
                && !chosen.Exists(one => Shares(one.First, first) || Shares(one.Last, last)))
            {
                chosen.Add(parts.Refined(first, last));
            }
        }

        return chosen;

        void Try(TravellerPart first, TravellerPart last)
        {
            var ratio = MathF.Max((float)first.Area / last.Area, (float)last.Area / first.Area);
            var alike = ColourShares.Alike(first.Soft, last.Soft);
            var least = Math.Min(first.Area, last.Area) < Small ? SmallAlike : LeastAlike;
            if (alike > least && ratio < MostRatio && MathF.Min(first.Found, last.Found) < Follows)
            {
                float x = last.X - first.X, y = last.Y - first.Y;
                var way = MathF.Sqrt((x * x) + (y * y)) / first.Where.Width;
                var sure = alike - (RatioCosts * MathF.Log(ratio)) - (WayCosts * way);
                pairs.Add((first, last, sure * sure * MathF.Pow(Math.Min(first.Area, last.Area), 0.25f)));
            }
        }
    }

    private static bool Shares(TravellerPart a, TravellerPart b) =>
        a.Shared(b) > MostShared * Math.Min(a.Area, b.Area);
}
