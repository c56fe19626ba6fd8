using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the box of a room: two level vanishing points a right angle apart, then the floor, walls and ceiling whose
/// borders lie on edges of the picture and whose faces hold no edges that cannot be on them.
/// Source: the layouts of Hedau et al. 2009, doi:10.1109/ICCV.2009.5459411, and the orientations of Lee et al. 2009,
/// doi:10.1109/CVPR.2009.5206872, without anything learnt.
/// </summary>
internal static class RoomCue
{
    // Edges that candidates of vanishing points are made of.
    private const int Longest = 45;

    // Pairs of vanishing points for which a box is fitted.
    private const int Pairs = 10;

    // Sine of the angle by which an edge may miss its vanishing point.
    private const float MostOff = 0.04f;

    // Places that each border is tried in.
    private const int Places = 30;

    // Focal lengths in widths of the picture: 24, 32 and 43 mm.
    private static readonly float[] _lenses = [0.67f, 0.9f, 1.2f];

    /// <summary>A room.</summary>
    /// <param name="Box">Its box.</param>
    /// <param name="Trust">0 (no room) to 1 (its borders are all seen).</param>
    internal readonly record struct Room(RoomBox Box, float Trust);

    /// <summary>The likeliest room of a picture; no trust where none is seen.</summary>
    public static Room Of(WorkImage image, IReadOnlyList<LineSegment> lines)
    {
        var edges = new RoomEdges(image, [.. lines.Where(line => !line.IsUpright)]);
        var best = (Score: float.MinValue, Box: default(RoomBox));
        foreach (var (horizon, along, across) in Points(image, edges.Lines))
        {
            var found = Fit(edges, horizon, along, across);
            best = found.Score > best.Score ? found : best;
        }

        return best.Score <= 0 ? default : new Room(best.Box, edges.Trust(best.Box));
    }

    // The pairs of vanishing points that most edges run to, best first, no two alike.
    private static List<(float Horizon, float Along, float Across)> Points(WorkImage image, LineSegment[] lines)
    {
        int w = image.Width, h = image.Height;
        var longest = lines.OrderByDescending(line => line.Length).Take(Longest).ToArray();
        var tried = new List<(float Score, float Horizon, float Along, float Across, float Lens)>();
        for (var i = 0; i < longest.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Meet(longest[i], longest[j]) is not { } point || point.Y < 0.2f * h || point.Y > 0.75f * h)
                {
                    continue;
                }

                foreach (var lens in _lenses)
                {
                    var off = point.X - (w / 2f);
                    if (MathF.Abs(off) > 1.05f * lens * w)
                    {
                        continue;
                    }

                    // A right angle between the two: their distances from the middle have the lens for a mean.
                    off = MathF.CopySign(MathF.Max(MathF.Abs(off), 1), off);
                    var across = (w / 2f) - (lens * w * lens * w / off);
                    tried.Add((Meeting(lines, point, new Vector2(across, point.Y)), point.Y, point.X, across, lens));
                }
            }
        }

        tried.Sort((a, b) => b.Score.CompareTo(a.Score));
        var kept = new List<(float Horizon, float Along, float Across)>();
        foreach (var one in tried)
        {
            if (kept.Count < Pairs && !kept.Exists(k => MathF.Abs(k.Horizon - one.Horizon) < 0.03f * h
                && MathF.Abs(k.Along - one.Along) < 0.05f * w && MathF.Abs(w / k.Across - (w / one.Across)) < 0.1f))
            {
                kept.Add((one.Horizon, one.Along, one.Across));
            }
        }

        return kept;
    }

    private static Vector2? Meet(LineSegment a, LineSegment b)
    {
        var cross = (a.Along.X * b.Along.Y) - (a.Along.Y * b.Along.X);
        if (MathF.Abs(cross) < 0.05f)
        {
            return null;
        }

        var way = b.Middle - a.Middle;
        return a.Middle + (a.Along * (((way.X * b.Along.Y) - (way.Y * b.Along.X)) / cross));
    }

    private static float Meeting(LineSegment[] lines, Vector2 along, Vector2 across)
    {
        var sum = 0f;
        foreach (var line in lines)
        {
            var off = MathF.Min(line.Off(along), line.Off(across));
            sum += off < MostOff ? line.Length * (1 - (off / MostOff)) : 0;
        }

        return sum;
    }

    // The best box for two vanishing points: one border after the other is put in its best place, from a few starts.
    private static (float Score, RoomBox Box) Fit(RoomEdges edges, float horizon, float along, float across)
    {
        int w = edges.Width, h = edges.Height;
        var best = (Score: float.MinValue, Box: default(RoomBox));
        foreach (var top in (float[])[0.08f, 0.25f])
        {
            // Where the back wall's foot and top lie in the middle column, and the columns of its corners.
            float[] at = [horizon + (0.45f * (h - horizon)), top * h, 0, w];
            var score = float.MinValue;
            for (var (round, improved) = (0, true); improved && round < 5; round++)
            {
                improved = false;
                for (var which = 0; which < at.Length; which++)
                {
                    for (var n = 0; n <= Places; n++)
                    {
                        var before = at[which];
                        at[which] = Place(which, n / (float)Places);
                        var tried = Box(at) is { } box ? edges.Score(box) : float.MinValue;
                        (score, improved) = tried > score ? (tried, true) : (score, improved);
                        at[which] = tried >= score ? at[which] : before;
                    }
                }
            }

            if (score > best.Score)
            {
                best = (score, Box(at)!.Value);
            }
        }

        return best;

        float Place(int which, float share) => which switch
        {
            0 => horizon + (0.06f * h) + (share * 1.5f * (h - horizon)),
            1 => (share * 1.4f * (horizon - (0.05f * h))) - (0.4f * horizon),
            2 => share * MathF.Min(along - 2, w),
            _ => w + (share * (MathF.Max(along + 2, 0) - w)),
        };

        // A corner in the picture's side is none.
        RoomBox? Box(float[] at)
        {
            var back = (at[0] - horizon) / MathF.Abs((w / 2f) - across);
            float left = 0, right = 0;
            if (at[2] > 1 && at[2] < along - 1)
            {
                left = back * MathF.Abs(at[2] - across) / (along - at[2]);
            }

            if (at[3] < w - 1 && at[3] > along + 1)
            {
                right = back * MathF.Abs(at[3] - across) / (at[3] - along);
            }

            var ceiling = at[1] < horizon - 1 ? (at[0] - horizon) / (horizon - at[1]) : 0;
            return ceiling is < 0.3f or > 4 ? null
                : new RoomBox(horizon, along, across, back, left, right, ceiling);
        }
    }
}
