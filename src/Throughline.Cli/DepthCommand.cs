using System.CommandLine;
using System.Text.Json.Nodes;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Production;
using Throughline.Sight;
using Throughline.Stage;

namespace Throughline.Cli;

/// <summary>
/// <c>throughline depth PICTURE</c>: what the engine sees, as pictures to look at and to paint on. Given back to
/// <c>animate</c>, they make the clip that it would make without them.
/// </summary>
internal static class DepthCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var picture = new Argument<string>("PICTURE") { Description = "The picture to look at." };
        var output = new Option<string?>("--out")
        {
            Description = "The depth to write, 16 bits grey, near is white; depth.png in this folder if not given.",
            HelpName = "FILE",
        };
        var matte = new Option<string?>("--matte")
        {
            Description = "Where to write the subject's matte too, 8 bits grey, the subject is white.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var sight = new SightOptions();
        var command = new Command(
            "depth",
            "Show what is seen in a picture: how near everything is, and what is the subject.") { picture, output, matte, json };
        sight.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed, parsed.GetRequiredValue(picture), parsed.GetValue(output) ?? "depth.png", parsed.GetValue(matte),
            parsed.GetValue(json), sight, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, string file, string output, string? matteFile, bool json, SightOptions options,
        CancellationToken cancellationToken)
    {
        // Seen at the size that animate shows it, so that what is seen there is what is seen here.
        var asked = new OneShot(file);
        asked.AddSize(null);
        asked.BeginShot();
        asked.AddShot("--seconds", "seconds", "1");
        Picture picture = PictureFile.Read(file);
        FirstFrame frame = FirstFrame.Fit(picture, null, asked.Read(KnownEngines.Cards).Film.Size, FocusPoint.Centre);
        Surroundings view = frame.Surroundings ?? new Surroundings(frame.Picture, null, 0, 0);

        foreach (string target in new[] { output, matteFile }.OfType<string>())
        {
            OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(target))!);
        }

        using PictureSight sight = options.Open(parsed, Environment.CurrentDirectory);
        SeenPicture seen = await new StageEngine(sight).LookAsync(view, Environment.ProcessorCount, cancellationToken);
        PictureFile.WritePng(seen.Depth, Path.GetFullPath(output));
        if (matteFile is not null)
        {
            PictureFile.WritePng(
                seen.Matte
                    ?? new MattePicture(seen.Depth.Width, seen.Depth.Height, new float[seen.Depth.Nearness.Length]),
                    Path.GetFullPath(matteFile));
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            json ? JsonText.Of(ToJson(seen, output, matteFile)) : Tell(seen, output, matteFile));
        return ExitCode.Done;
    }

    private static string Tell(SeenPicture seen, string output, string? matteFile)
    {
        string faces = seen.Faces.Count switch { 0 => "no faces", 1 => "1 face", var count => $"{count} faces" };
        string subject = seen.Matte is null ? "no subject stands out" : "a subject";
        return $"{string.Join(" and ", new[] { output, matteFile }.OfType<string>())}: {seen.Depth.Width}x{seen.Depth.Height}, {subject}, {faces}";
    }

    private static JsonObject ToJson(SeenPicture seen, string output, string? matteFile) => new()
    {
        ["depth"] = Path.GetFullPath(output),
        ["matte"] = matteFile is null ? null : Path.GetFullPath(matteFile),
        ["size"] = $"{seen.Depth.Width}x{seen.Depth.Height}",
        ["subject"] = seen.Matte is not null,
        ["faces"] = new JsonArray([.. seen.Faces.Select(face => new JsonObject
        {
            ["x"] = Math.Round(face.EyesMiddle.X, 1),
            ["y"] = Math.Round(face.EyesMiddle.Y, 1),
            ["eyeDistance"] = Math.Round(face.EyeDistance, 1),
            ["presence"] = Math.Round(face.Presence, 3),
        })]),
    };
}
