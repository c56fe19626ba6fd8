using System.Globalization;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Depth;
using Throughline.Stage.Tests.Measure;

// What Stage sees in pictures whose truth is known: pictures it drew itself (depth and water from the renderer), two
// stereo pairs (measured disparities) and photographs whose water was outlined by hand (bench/Truth/water.txt).
// Usage: dotnet run -c Release --project bench/Truth [FOLDER [NAME ...]]     FOLDER takes a picture of each comparison
// Pictures of packages are looked for under THROUGHLINE_TEST_ROOTS, as the tests do. TRIED_CUES=1 also measures cues
// that were left out.
var folder = args.Length > 0 ? args[0] : null;
using var cuesTo =
    Environment.GetEnvironmentVariable("WATER_CUES") is { Length: > 0 } file ? new StreamWriter(file) : null;
var only = args.Skip(1).ToHashSet();
var size = new PixelSize(640, 360);
var none = CancellationToken.None;
var depths = new List<(double Rank, double RowRank, double Error, double RowError)>();
var waters = new List<double>();
var movings = new List<double>();

Console.WriteLine($"{"depth",-18} {"rank",7} {"rows",7} {"error",7} {"rows",7}  seen as");
string[] pairs = ["aloe", "motorcycle"];
foreach (var name in pairs.Where(name => only.Count == 0 || only.Contains(name)))
{
    if (StereoScene.Find(name) is { } scene)
    {
        CompareDepth(name, scene.Picture, scene.Disparity, counts: false);
    }
}

var staged = new List<StagedTruth>();
foreach (var (name, _) in StagedTruth.All.Where(one => only.Count == 0 || only.Contains(one.Name)))
{
    var truth = await StagedTruth.OfAsync(name, size, none);
    staged.Add(truth);
    CompareDepth(name, truth.Picture, truth.Nearness, counts: true);
}

if (depths.Count > 0)
{
    Console.WriteLine(
        $"{$"mean of {depths.Count} staged",-18} {depths.Average(d => d.Rank),7:F3} {depths.Average(d => d.RowRank),7:F3} {depths.Average(d => d.Error),7:F3} {depths.Average(d => d.RowError),7:F3}"
        + $"  better than rows on {depths.Count(d => d.Error < d.RowError)}");
}

Console.WriteLine($"\n{"water",-18} {"overlap",7} {"moved",7}  share of the picture, found and true");
foreach (var truth in staged)
{
    CompareWater(truth.Name, truth.Picture, truth.Water);
}

foreach (var photo in WaterPhotos.All().Where(photo => only.Count == 0 || only.Contains(photo.Name)))
{
    CompareWater(photo.Name, photo.Picture, photo.Water);
}

if (cuesTo is not null)
{
    foreach (var (name, words, seed, look) in MoreScenes.All)
    {
        var truth = await StagedTruth.OfAsync(name, words, seed, look, size, none);
        CompareWater(truth.Name, truth.Picture, truth.Water);
    }
}

Console.WriteLine(
    $"right (overlap over 0.6, or none where none is): {waters.Count(w => w > 0.6)} of {waters.Count}, of what moves {movings.Count(w => w > 0.6)}");

void CompareDepth(string name, Picture picture, float[] truth, bool counts)
{
    var study = DepthEstimate.Study(picture, new DepthOptions { Threads = 2 }, none);
    var rows = DepthOrder.Rows(picture.Width, picture.Height);
    var (rank,
        rowRank) = (DepthOrder.RankCorrelation(study.Depth.Nearness, truth), DepthOrder.RankCorrelation(rows, truth));
    var (error, rowError) = (DepthOrder.Error(study.Depth.Nearness, truth), DepthOrder.Error(rows, truth));
    var report = study.Report;
    Console.WriteLine(
        $"{name,-18} {rank,7:F3} {rowRank,7:F3} {error,7:F3} {rowError,7:F3}  {report.Kind}, horizon {report.HorizonRow / picture.Height:F2}, "
        + $"sky {report.SkyShare:F2}, ground {report.GroundShare:F2}, subject {report.SubjectShare:F2} trust {report.SubjectTrust:F2}");
    if (Environment.GetEnvironmentVariable("TRIED_CUES") is not null)
    {
        Console.WriteLine("    " + TriedCues.Of(picture, truth, study.Depth.Nearness));
    }

    if (counts)
    {
        depths.Add((rank, rowRank, error, rowError));
    }

    var most = truth.Where(t => !float.IsNaN(t)).Max();
    Save(name + "-depth", picture, i => Tint.Grey(truth[i] / most), i => Tint.Grey(study.Depth.Nearness[i]));
}

// The words ask for water, so the finder looks for the best there is; where there is none, finding some is an error.
void CompareWater(string name, Picture picture, bool[] truth)
{
    // At the size of a usual film: nodes are 8 pixels apart whatever the picture's size.
    var large = Resample.To(picture, new PixelSize(1280, 1280 * picture.Height / picture.Width));
    var survey = LifeSurvey.Of(large, null, new Dictionary<LifePlace, MattePicture>(), 2, none);
    var mask = WaterFinder.Pixels(survey);
    var image = survey.Image;
    var found = new bool[truth.Length];
    for (var i = 0; i < found.Length; i++)
    {
        int column = i % picture.Width * image.Width / picture.Width,
            row = i / picture.Width * image.Height / picture.Height;
        found[i] = mask[(row * image.Width) + column];
    }

    Learn(name, survey, picture, truth);

    // What waves move: nodes well inside what was found.
    var nodes = WaterFinder.Still(survey, mask, 20);
    var moved = new bool[truth.Length];
    for (var i = 0; i < moved.Length && nodes is not null; i++)
    {
        int column = Math.Min(survey.Columns - 1, ((i % picture.Width) + 2) / 4),
            row = Math.Min(survey.Rows - 1, ((i / picture.Width) + 2) / 4);
        moved[i] = nodes[(row * survey.Columns) + column] > 32;
    }

    movings.Add(Overlap(moved, truth));

    var overlap = Overlap(found, truth);
    var (shareFound, shareTrue) = (Share(found), Share(truth));
    waters.Add(overlap);
    Console.WriteLine($"{name,-18} {overlap,7:F2} {movings[^1],7:F2}  {shareFound:F2} {shareTrue:F2}");
    Save(name + "-water", picture, i => Tint.Over(picture, i, truth[i]), i => Tint.Over(picture, i, found[i]));
}

// What both say over what either says; less than a hundredth of the picture is no water to speak of.
static double Overlap(bool[] found, bool[] truth)
{
    var both = found.Zip(truth).Count(p => p.First && p.Second) / (double)found.Zip(truth).Count(
        p => p.First || p.Second);
    return Share(truth) < 0.01 ? (Share(found) < 0.01 ? 1 : 0) : both;
}

static double Share(bool[] marked) => marked.Count(m => m) / (double)marked.Length;

// The cues of each patch and how much of it is water, a line each, for the fit of docs/decisions/0131.
void Learn(string name, LifeSurvey survey, Picture picture, bool[] truth)
{
    if (cuesTo is null)
    {
        return;
    }

    var image = survey.Image;
    var share = new float[image.Width * image.Height];
    for (var i = 0; i < share.Length; i++)
    {
        int x = i % image.Width * picture.Width / image.Width, y = i / image.Width * picture.Height / image.Height;
        share[i] = truth[(y * picture.Width) + x] ? 1 : 0;
    }

    var water = survey.Graph.Mean(share);
    var cues = WaterCues.Of(survey);
    for (var k = 0; k < cues.Length; k++)
    {
        var patch = survey.Graph.Patches[k];
        var isSky = survey.SkyPixels[((int)patch.Y * image.Width) + (int)patch.X] ? 1 : 0;
        cuesTo.WriteLine(
            FormattableString.Invariant(
                $"{name} {patch.Area} {isSky} {water[k]:F3} {string.Join(' ', cues[k].Select(c => c.ToString("F4", CultureInfo.InvariantCulture)))}"));
    }
}

// The picture, the truth and what was found, side by side.
void Save(string name, Picture picture, Func<int, (byte, byte, byte)> truth, Func<int, (byte, byte, byte)> found)
{
    if (folder is null)
    {
        return;
    }

    Directory.CreateDirectory(folder);
    var sheet = new Picture(3 * picture.Width, picture.Height);
    for (var i = 0; i < picture.Width * picture.Height; i++)
    {
        int x = i % picture.Width, y = i / picture.Width;
        picture.Row(y).Slice(4 * x, 4).CopyTo(sheet.Row(y)[(4 * x)..]);
        Put(sheet.Row(y)[(4 * (x + picture.Width))..], truth(i));
        Put(sheet.Row(y)[(4 * (x + (2 * picture.Width)))..], found(i));
    }

    PictureFile.WritePng(
        Resample.To(sheet, new PixelSize(1200, 1200 * sheet.Height / sheet.Width)),
        Path.Combine(folder, name + ".png"));

    static void Put(Span<byte> pixel, (byte, byte, byte) colour) =>
        (pixel[0], pixel[1], pixel[2], pixel[3]) = (colour.Item1, colour.Item2, colour.Item3, 255);
}
