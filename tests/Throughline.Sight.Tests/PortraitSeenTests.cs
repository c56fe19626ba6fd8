using System.Numerics;
using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;
using Throughline.Stage;

namespace Throughline.Sight.Tests;

/// <summary>What Stage makes of a portrait with the models' help, against what was drawn by hand.</summary>
public class PortraitSeenTests(ITestOutputHelper output)
{
    // Drawn by hand at twice the photograph's size, from the top of the hair clockwise; her helmet may belong to her or
    // not.
    private const string Person = """
        470,32 505,40 540,60 575,90 597,130 603,185 590,225 565,255 555,268 540,275 530,290 520,320 512,350 540,370 580,410
        600,450 610,475 650,495 685,530 705,580 720,650 728,700 690,708 640,745 600,790 575,850 560,920 555,1024 100,1024
        85,1010 52,960 45,870 38,800 42,740 52,680 70,620 85,560 110,500 150,460 190,440 215,420 230,410 228,380 240,365
        255,330 290,308 330,298 370,300 368,280 360,262 345,258 335,230 315,205 308,165 312,130 340,95 380,75 395,50 430,35
        """;

    private const string Helmet = """
        555,1024 560,920 575,850 600,790 640,745 690,708 728,690 800,685 870,700 930,745 970,810 995,900 1024,920 1024,1024
        """;

    // On the cheeks below the eyes, and where the face ends before the ears.
    private static readonly int[] _cheeks = [50, 280];
    private static readonly int[] _ears = [234, 454];

    [Fact]
    public async Task The_matte_of_a_person_is_the_one_drawn_by_hand()
    {
        var seen = await LookAsync();
        var (matte, person, helmet) = (seen.Matte, Points(Person), Points(Helmet));
        Assert.NotNull(matte);

        double both = 0, either = 0;
        for (var i = 0; i < matte.Coverage.Length; i++)
        {
            var at = new Vector2(i % matte.Width, i / matte.Width);
            if (!Inside(helmet, at))
            {
                var (mine, true_) = (matte.Coverage[i], Inside(person, at) ? 1 : 0);
                (both, either) = (both + Math.Min(mine, true_), either + Math.Max(mine, true_));
            }
        }

        var off = Outline(person).Where(at => !Inside(helmet, at) && !Near(helmet, at) && at.Y < matte.Height - 4)
            .Select(at => ToEdge(matte, at)).Order().ToArray();
        output.WriteLine(
            $"overlap {both / either:F3}; edge off by {off[off.Length / 2]:F1} px in the middle, {off[off.Length * 9 / 10]:F1} px at nine tenths of {off.Length} places");
        Assert.True(both / either > 0.95, $"overlap {both / either:F3}");
        Assert.True(off[off.Length / 2] < 2, $"half of the edge is off by more than {off[off.Length / 2]:F1} px");
        Assert.True(
            off[off.Length * 9 / 10] < 12, $"a tenth of the edge is off by more than {off[off.Length * 9 / 10]:F1} px");
    }

    [Fact]
    public async Task The_nose_is_nearer_than_the_cheeks_and_these_than_what_is_beside_the_ears()
    {
        var seen = await LookAsync();
        var face = Assert.Single(seen.Faces);

        float nose = At(FaceParts.NoseTip), cheeks = _cheeks.Average(At), ears = _ears.Average(At),
            wall = seen.Depth.Nearness[(20 * seen.Depth.Width) + 330];
        output.WriteLine($"nose {nose:F3}, cheeks {cheeks:F3}, ears {ears:F3}, wall {wall:F3}");
        Assert.True(nose > cheeks + 0.003f, $"nose {nose}, cheeks {cheeks}");
        Assert.True(cheeks > ears + 0.002f, $"cheeks {cheeks}, ears {ears}");
        Assert.True(ears > wall + 0.1f, $"ears {ears}, wall {wall}");

        float At(int point)
        {
            var place = face.Place(point);
            return seen.Depth.Nearness[((int)(place.Y + 0.5f) * seen.Depth.Width) + (int)(place.X + 0.5f)];
        }
    }

    private static async Task<SeenPicture> LookAsync()
    {
        Assert.SkipWhen(Models.Folder is null || Models.Astronaut is null, Models.Missing);
        using var sight = new PictureSight(Models.Folder, null);
        return await new StageEngine(sight).LookAsync(
            new Surroundings(Models.Astronaut!, null, 0, 0), 2, TestContext.Current.CancellationToken);
    }

    private static Vector2[] Points(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(point => point.Split(',')).Select(p => new Vector2(int.Parse(p[0], null), int.Parse(p[1], null)) / 2)];

    // Places along an outline, a pixel apart.
    private static IEnumerable<Vector2> Outline(Vector2[] corners)
    {
        for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
        {
            var steps = (int)Vector2.Distance(corners[j], corners[i]) + 1;
            for (var step = 0; step < steps; step++)
            {
                yield return Vector2.Lerp(corners[j], corners[i], step / (float)steps);
            }
        }
    }

    private static bool Near(Vector2[] outline, Vector2 at) =>
        Outline(outline).Any(other => Vector2.Distance(other, at) < 12);

    // From a place to the nearest place where the matte passes a half, pixels.
    private static float ToEdge(MattePicture matte, Vector2 at)
    {
        var nearest = float.MaxValue;
        for (var y = Math.Max(0, (int)at.Y - 40); y < Math.Min(matte.Height - 1, (int)at.Y + 40); y++)
        {
            for (var x = Math.Max(0, (int)at.X - 40); x < Math.Min(matte.Width - 1, (int)at.X + 40); x++)
            {
                var i = (y * matte.Width) + x;
                var isIn = matte.Coverage[i] >= 0.5f;
                if (isIn != matte.Coverage[i + 1] >= 0.5f || isIn != matte.Coverage[i + matte.Width] >= 0.5f)
                {
                    nearest = MathF.Min(nearest, Vector2.Distance(at, new Vector2(x + 0.5f, y + 0.5f)));
                }
            }
        }

        return nearest;
    }

    private static bool Inside(Vector2[] outline, Vector2 at)
    {
        var inside = false;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            var (a, b) = (outline[j], outline[i]);
            inside ^= (a.Y > at.Y) != (b.Y > at.Y) && at.X < ((b.X - a.X) * (at.Y - a.Y) / (b.Y - a.Y)) + a.X;
        }

        return inside;
    }
}
