using System.Globalization;
using System.Runtime.ExceptionServices;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>
/// Shoots one order: the engine draws, the clip is encoded and the frames are written side by side, in bounded memory.
/// </summary>
public static class Shooting
{
    /// <summary>
    /// Shoots and waits until everything is written. Outputs are complete or absent, except single frames.
    /// </summary>
    /// <param name="engine">Who shoots.</param>
    /// <param name="order">What to shoot.</param>
    /// <param name="output">Where the frames go.</param>
    /// <param name="frameDone">Called when a frame is encoded and written; any thread.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="EngineException">The engine cannot shoot the order, or did not keep to it.</exception>
    /// <exception cref="MediaException">The clip cannot be encoded or written.</exception>
    /// <exception cref="PictureException">A frame cannot be written.</exception>
    public static async Task<ShootingResult> ShootAsync(
        IEngine engine, ShotOrder order, ShootingOutput output, Action? frameDone, CancellationToken cancellationToken)
    {
        await using IClipEncoder? clip = output.Clip is null ? null : output.Open(order);
        var sinks = new List<FrameSink>();
        if (clip is not null)
        {
            sinks.Add(new FrameSink((_, frame, token) =>
                frame.Video is { } video ? clip.WriteAsync(video, token) : clip.WriteAsync(frame.Picture!, token)));
        }

        if (output.FramesFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            sinks.Add(
                new FrameSink((index, frame, _) => Write(folder, index, frame.Picture!), Math.Max(1, order.Threads)));
        }

        if (sinks.Count == 0)
        {
            throw new ArgumentException("There is neither a clip nor a folder for the frames.", nameof(output));
        }

        // The clip is the same whether pictures are wanted besides or not.
        FrameForms wanted = (clip?.TakesVideo == true ? FrameForms.Video : FrameForms.Picture)
            | (output.FramesFolder is null ? default : FrameForms.Picture);
        await using var reel = new Reel(order.Size, order.Frames, sinks, 4 + (2 * order.Threads), wanted, frameDone);
        Handover? end = null;
        try
        {
            end = await engine.ShootAsync(order, reel, cancellationToken);
            await reel.FinishAsync(cancellationToken);
        }
        catch (Exception) when (reel.Failure is not null && !cancellationToken.IsCancellationRequested)
        {
            // What the engine met is the echo of this.
        }

        if (reel.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (clip is not null)
        {
            await clip.FinishAsync(cancellationToken);
        }

        return new ShootingResult
        {
            First = reel.First ?? order.FirstFrame!,
            Last = reel.Last ?? end!.LastFrame,
            State = end!.State,
            NotStaged = end.NotStaged,
            Camera = end.Camera.Count == order.Frames ? end.Camera : [],
        };
    }

    private static ValueTask Write(string folder, int index, Picture frame)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"frame-{index:00000}.png");
        PictureFile.WritePng(frame, Path.Combine(folder, name));
        return ValueTask.CompletedTask;
    }
}
