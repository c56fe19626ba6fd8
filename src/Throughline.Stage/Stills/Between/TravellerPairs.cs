namespace Throughline.Stage.Stills;

/// <summary>Which parts of two pictures are one thing.</summary>
internal static class TravellerPairs
{
    // A thing of which the flow finds so much goes well with it.
    private const float Follows = 0.8f;

    // Where the camera passes near things, much changes and is found: unless its looks are so much alike, a thing of
    // which flow finds more in either picture is left to flow; so is what has more of the ground's colours.
    private const float FollowsEither = 0.3f;
    private const float Same = 0.85f;
    private const float MostLikeGround = 0.55f;

    // Least likeness of one thing in two pictures, and most ratio of their areas. The likeness is the share of equal
    // colours, less what the log of the ratio, and a way as long as the picture is wide, take from it; small parts are
    // alike by chance.
    private const float LeastSure = 0.57f;
    private const float SmallSure = 0.74f;
    private const int Small = 600;
    private const float MostRatio = 2.5f;
    private const float RatioCosts = 0.1f;
    private const float WayCosts = 0.15f;

    // What one picture alone shows and a side cuts off is a thing that came or left when the flow finds less of it, it
    // has less of the ground's colours and is a larger share of the picture; all else changes in its place.
    private const float Lost = 0.1f;
    private const float Strange = 0.4f;
    private const float Large = 0.002f;

    // A look of a thing of which more goes on beyond its rim is a piece of something.
    private const float MostGoesOn = 0.24f;

    // Most things; how much of the smaller of two parts of one picture may be the other's.
    private const int Most = 8;
    private const float MostShared = 0.2f;

    /// <summary>The pairs, the surest first. A thing that one picture shows as a whole is sought in the other among
    /// all that changed there, for what stands before more than one ground is seen in pieces.</summary>
    public static List<(TravellerPart First, TravellerPart Last)> Of(TravellerParts parts)
    {
        var pairs = new List<(TravellerPart First, TravellerPart Last, float Weight)>();
        foreach (var first in Wholes(parts.First))
        {
            foreach (var last in parts.Last.Concat(parts.Mates(first, inLast: true)))
            {
                Try(first, last);
            }
        }

        foreach (var last in Wholes(parts.Last))
        {
            foreach (var first in parts.First.Concat(parts.Mates(last, inLast: false)))
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
            float x = last.X - first.X, y = last.Y - first.Y;
            var way = MathF.Sqrt((x * x) + (y * y)) / first.Where.Width;
            var alike = ColourShares.Alike(first.Soft, last.Soft);
            var sure = alike - (RatioCosts * MathF.Log(ratio)) - (WayCosts * way);
            var area = Math.Min(first.Area, last.Area);
            if (sure > (area < Small ? SmallSure : LeastSure) && ratio < MostRatio
                && MathF.Max(first.GoesOn, last.GoesOn) < MostGoesOn
                && MathF.Max(first.LikeGround, last.LikeGround) < MostLikeGround
                && MathF.Min(first.Found, last.Found) < Follows
                && (alike > Same || MathF.Max(first.Found, last.Found) < FollowsEither))
            {
                pairs.Add((first, last, sure * sure * MathF.Sqrt(MathF.Sqrt(area))));
            }
        }
    }

    /// <summary>Things that one picture alone shows, which came into the frame or left it.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="isFirst">Whether the first picture's are asked for, or the last one's.</param>
    /// <param name="taken">Parts of that picture that have their other look.</param>
    public static List<TravellerPart> Alone(TravellerParts parts, bool isFirst, IEnumerable<TravellerPart> taken) =>
        [.. (isFirst ? parts.First : parts.Last)
            .Where(part => part.IsWhole && part.IsCut && part.Found < Lost && part.LikeGround < Strange
                && part.Area > Large * part.Where.Width * part.Where.Height
                && !taken.Any(one => Shares(one, part)) && parts.IsBeforeGround(part, isFirst))
            .OrderByDescending(part => part.Area).Take(Most).Select(part => parts.Closed(part, isFirst))];

    private static IEnumerable<TravellerPart> Wholes(List<TravellerPart> parts) =>
        parts.Where(part => part.IsWhole).OrderByDescending(part => part.Area).Take(Most);

    private static bool Shares(TravellerPart a, TravellerPart b) =>
        a.Shared(b) > MostShared * Math.Min(a.Area, b.Area);
}
