using System.CommandLine;
using System.Globalization;
using Throughline.Cli.Progress;
using Throughline.Cli.Writing;
using Throughline.Editing;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Production;
using Throughline.Routing;
using Throughline.Sight;
using Throughline.Stage.Worlds;

namespace Throughline.Cli;

/// <summary>
/// <c>throughline make FILM</c>: shoots the takes that are missing, then cuts the film. Stopped or killed at any
/// moment, the same command goes on from there. Two at once on one film take turns.
/// </summary>
internal static class MakeCommand
{
    /// <summary>The word for it.</summary>
    public const string Name = "make";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var film = new FilmInput();
        var clip = new ClipOptions();
        var sight = new SightOptions();
        var writer = new WriterOptions();
        var output = new Option<string?>("--out")
        {
            Description = "The folder for the results; 'out' in the film's folder if not given.",
            HelpName = "DIR",
        };
        var command = new Command(Name, "Shoot what is missing and cut the film.") { output };
        film.AddTo(command);
        clip.AddTo(command);
        sight.AddTo(command);
        writer.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed, film.Read(parsed), parsed.GetValue(output), clip, sight, writer, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, CheckedFilm film, string? output, ClipOptions options, SightOptions sightOptions,
        WriterOptions writer, CancellationToken cancellationToken)
    {
        InvocationConfiguration console = parsed.InvocationConfiguration;
        await film.ReportAsync(console.Error);
        if (film.Plan is not { } plan)
        {
            throw new CommandException(
                ExitCode.BadInput, $"{film.Source}: the film is not ready to be made; the lines above say why.");
        }

        string folder = Path.GetFullPath(output ?? Path.Combine(plan.Film.Folder, "out"));
        OutputFolder.Prepare(folder);
        bool json = options.Json(parsed);
        using PictureSight sight = sightOptions.Open(parsed, plan.Film.Folder);
        Stock? own = StagedWords.StockIn(plan.Film.Folder);
        IReadOnlyList<IEngine> known = KnownEngines.With(sight, own);
        var producer = new ProducerOptions
        {
            Threads = options.Threads(parsed),
            Format = options.Format(parsed),
            Ffmpeg = options.Ffmpeg(parsed),
        };

        Film written = await writer.WriteAsync(
            parsed, plan.Film, IsStaged, () => own ?? Stock.BuiltIn, cancellationToken);
        CutResult result;
        var meter = new ProgressMeter();
        IProgressFace face = ProgressDisplay.FaceFor(json, console.Output, console.Error);
        await using (var display = new ProgressDisplay(meter, face))
        {
            using TakeStore store = await OpenStoreAsync(plan, display, cancellationToken);
            Dictionary<string, IEngine> engines = plan.Shots.ToDictionary(
                shot => shot.Shot.Id, shot => known.First(engine => engine.Card.Name == shot.Engine),
                StringComparer.Ordinal);
            IReadOnlyList<Take> takes = await new Producer(producer)
                .MakeAsync(written, engines, store, meter, cancellationToken);
            display.Say("cut-started", "cutting");
            result = await Cut.MakeAsync(FilmCut.OrderOf(plan, takes, producer, folder), null, cancellationToken);
        }

        Tell(console, json, plan, result);
        return ExitCode.Done;

        bool IsStaged(Shot shot) => shot is { Image: null, Scene: null, Prompt.Length: > 0 }
            && plan.Shots.First(planned => planned.Shot.Id == shot.Id).Engine == "stage";
    }

    private static async Task<TakeStore> OpenStoreAsync(
        Plan plan, ProgressDisplay display, CancellationToken cancellationToken)
    {
        string folder = plan.Film.Folder;
        try
        {
            return await TakeStore.OpenAsync(
                folder,
                () => display.Say("waiting", "Another make of this film is running; this one goes on when it is done."),
                cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{Path.Combine(folder, TakeStore.FolderName)}: the film's takes are kept here, and it cannot be written "
                    + $"({failure.Message.TrimEnd('.')}); make the folder writable or copy the film elsewhere.",
                failure);
        }
    }

    private static void Tell(InvocationConfiguration console, bool json, Plan plan, CutResult result)
    {
        if (json)
        {
            JsonLine.Write(console.Output, "finished", fields =>
            {
                fields.WriteString("film", result.Film);
                fields.WriteString("otio", result.Otio);
                fields.WriteString("edl", result.Edl);
                fields.WriteString("contactSheet", result.ContactSheet);
                fields.WriteString("report", result.ReportFile);
                fields.WriteNumber("frames", plan.Frames);
                JsonLine.WriteRounded(fields, "seconds", plan.Seconds);
                JsonLine.WriteTexts(fields, "notStaged", NotStaged(result));
            });
            return;
        }

        string length = string.Create(
            CultureInfo.InvariantCulture, $"{plan.Seconds:0.0} s, {plan.Film.Size} at {plan.Film.Rate} fps");
        console.Output.WriteLine($"{result.Film}: {length}");
        string beside = string.Join(
            ", ", new[] { result.Otio, result.Edl, result.ContactSheet, result.ReportFile }.Select(Path.GetFileName));
        console.Output.WriteLine($"beside it: {beside}");
        foreach (string words in NotStaged(result))
        {
            console.Output.WriteLine($"note: {words}");
        }
    }

    private static IEnumerable<string> NotStaged(CutResult result) =>
        result.Report.Shots.SelectMany(shot => (shot.NotStaged ?? []).Select(words => $"shot {shot.Shot}, {words}"));
}
