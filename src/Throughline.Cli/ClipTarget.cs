using System.CommandLine;
using Throughline.Cli.Progress;
using Throughline.Engines;
using Throughline.Media.Video;
using Throughline.Production;

namespace Throughline.Cli;

/// <summary>
/// Where a single shot goes: a clip, a folder of frames, or both; how it gets there, and what is said when it is there.
/// </summary>
internal static class ClipTarget
{
    /// <summary>The output for <c>--out</c> and <c>--frames</c>.</summary>
    /// <exception cref="CommandException">The clip's name does not fit its codec, or its folder cannot be
    /// made.</exception>
    public static ShootingOutput Of(
        string? asked, string? frames, string usualName, ClipOptions options, ParseResult parsed)
    {
        ClipFormat format = options.Format(parsed);
        string? clip = asked ?? (frames is null ? usualName + format.Extension : null);
        if (clip is not null
            && !string.Equals(Path.GetExtension(clip), format.Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"--out: {options.Codec(parsed)} is kept in {format.Extension} files; name it {Path.ChangeExtension(clip, format.Extension)}.");
        }

        if (clip is not null)
        {
            OutputFolder.Prepare(Path.GetDirectoryName(Path.GetFullPath(clip))!);
        }

        if (frames is not null)
        {
            OutputFolder.Prepare(Path.GetFullPath(frames));
        }

        return new ShootingOutput
        {
            Clip = clip is null ? null : Path.GetFullPath(clip),
            FramesFolder = frames is null ? null : Path.GetFullPath(frames),
            Format = format,
            Ffmpeg = clip is null ? null : options.Ffmpeg(parsed),
        };
    }

    /// <summary>Shoots, and shows meanwhile how far it is.</summary>
    /// <exception cref="EngineException">The engine cannot shoot the order.</exception>
    /// <exception cref="MediaException">The clip cannot be encoded or written.</exception>
    public static async Task<ShootingResult> ShootAsync(
        IEngine engine, ShotOrder order, ShootingOutput output, InvocationConfiguration console, bool json,
        CancellationToken cancellationToken)
    {
        var meter = new ProgressMeter();
        await using var display = new ProgressDisplay(
            meter, ProgressDisplay.FaceFor(json, console.Output, console.Error));
        string name = Path.GetFileName(output.Clip ?? output.FramesFolder!);
        meter.Add(name, order.Frames);
        meter.Set(name, ShotState.Preparing);
        ShootingResult result = await Shooting.ShootAsync(
            engine, order, output, () => meter.AddFrame(name), cancellationToken);
        meter.Set(name, ShotState.Done);
        return result;
    }

    /// <summary>Says what was made.</summary>
    public static void Tell(
        InvocationConfiguration console, bool json, ShotOrder order, ShootingOutput output,
        IReadOnlyList<string> notStaged)
    {
        string where = string.Join(" and ", new[] { output.Clip, output.FramesFolder }.OfType<string>());
        if (!json)
        {
            console.Output.WriteLine($"{where}: {order.Frames} frames, {order.Size} at {order.Rate} fps");
            foreach (string words in notStaged)
            {
                console.Output.WriteLine($"note: {words}");
            }

            return;
        }

        JsonLine.Write(console.Output, "finished", fields =>
        {
            fields.WriteString("clip", output.Clip);
            fields.WriteString("framesFolder", output.FramesFolder);
            fields.WriteNumber("frames", order.Frames);
            fields.WriteString("size", order.Size.ToString());
            fields.WriteString("fps", order.Rate.ToString());
            JsonLine.WriteTexts(fields, "notStaged", notStaged);
        });
    }
}
