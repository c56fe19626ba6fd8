using System.Globalization;
using Throughline.Bench.Between;
using Throughline.Media.Pictures;

// From one picture to another (last:): what preparing costs, what a frame costs, and how near the middle of the way
// comes to the truth where the truth is known.
// Usage: dotnet run -c Release --project bench/Between -- SHEETS PAIRS...
// SHEETS a folder that takes a sheet of each pair: eight moments, the first and the last picture among them, and eight
//           of the middle, where one picture becomes the other
//   PAIRS   FIRST LAST pictures by twos, joined by a comma; with a third, the truth half way: a.png,b.png[,middle.png]
// Processor seconds are those of the whole process, so they hold beside other work as well.
if (args.Length < 2)
{
    await Console.Error.WriteLineAsync("usage: Between.Bench SHEETS FIRST,LAST[,MIDDLE]...");
    return 2;
}

Directory.CreateDirectory(args[0]);
Console.WriteLine($"{"pair",-28} {"joined",-7} {"wall s",7} {"cpu s",7} {"ms/frame",9}   half way: PSNR, SSIM, pieces");
var warm = false;
foreach (var pair in args.Skip(1).Select(Pair.Read))
{
    if (!warm)
    {
        await pair.MeasureAsync(); // compiles
        warm = true;
    }

    var measured = await pair.MeasureAsync();
    var truth = measured.Truth is { } t
        ? string.Create(CultureInfo.InvariantCulture, $"{t.Psnr:0.00} dB, {t.Ssim:0.000}, {t.Pieces:0.0} %")
        : "";
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{pair.Name,-28} {(measured.IsOneScene ? "one" : "passage"),-7} {measured.Prepared.Wall,7:0.00} {measured.Prepared.Processor,7:0.00} {measured.FrameMilliseconds,9:0.0}   {truth}"));
    PictureFile.WritePng(measured.Sheet, Path.Combine(args[0], pair.Name + ".png"));
}

return 0;
