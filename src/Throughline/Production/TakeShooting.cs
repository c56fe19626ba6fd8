using System.Text.Json;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Files;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Review;

namespace Throughline.Production;

/// <summary>Shoots one take of a film and keeps it.</summary>
internal sealed class TakeShooting(
    PlannedTake planned, Take? previous, Film film, ProducerOptions options, FileHashes hashes, TimeProvider clock)
{
    /// <summary>Shoots and keeps the take.</summary>
    /// <exception cref="EngineException">The engine cannot.</exception>
    /// <exception cref="MediaException">The clip cannot be encoded, read back or kept.</exception>
    /// <exception cref="PictureException">A picture cannot be read, or changed since the film was read.</exception>
    public async Task<Take> RunAsync(
        TakeStore store, ProgressMeter meter, int threads, CancellationToken cancellationToken)
    {
        string id = planned.Shot.Id;
        meter.Set(id, ShotState.Preparing);
        try
        {
            Take take = await ShootAsync(store, threads, () => meter.AddFrame(id), cancellationToken);
            meter.Set(id, ShotState.Done);
            return take;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            meter.Set(id, ShotState.Failed);
            if (Plainly(failure, store) is { } plainly)
            {
                throw plainly;
            }

            throw;
        }
    }

    // What the system said, in words that help; null where they do already.
    private static MediaException? Plainly(Exception failure, TakeStore store) => failure switch
    {
        IOException when FileTrouble.IsDiskFull(failure) => new MediaException(
            MediaError.DiskFull, $"{store.Folder}: the disk is full; make room and run again.", failure),
        Mp4Exception => new MediaException(MediaError.NotAClip, failure.Message, failure),
        _ => null,
    };

    private async Task<Take> ShootAsync(
        TakeStore store, int threads, Action frameDone, CancellationToken cancellationToken)
    {
        DateTimeOffset began = clock.GetUtcNow();
        long start = clock.GetTimestamp();
        ShotOrder order = await OrderAsync(threads, cancellationToken);
        using TakeDraft draft = store.Begin(planned.Key);
        string clip = "clip" + options.Format.Extension;
        var output = new ShootingOutput
        {
            Clip = draft[clip],
            // A cut leaves out a chained clip's frame 0, so frame 1 must stand on its own too.
            Format = options.Format with { Keyframes = planned.Previous is null ? [0] : [0, 1] },
            Ffmpeg = options.Ffmpeg,
            Encoder = options.Encoder,
        };
        ShootingResult result = await Shooting.ShootAsync(planned.Engine, order, output, frameDone, cancellationToken);
        PictureFile.WritePng(result.First, draft[Take.FirstFrameName]);
        PictureFile.WritePng(result.Last, draft[Take.LastFrameName]);
        await File.WriteAllBytesAsync(draft[Take.StateName], result.State, cancellationToken);
        await CameraFile.WriteAsync(draft[Take.CameraName], result.Camera, cancellationToken);
        if (options.IsReviewed && options.Encoder is null)
        {
            await ReviewAsync(draft, draft[clip], result, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return draft.Keep(new TakeInfo
        {
            Schema = TakeInfo.CurrentSchema,
            Key = planned.Key.Hex,
            Shot = planned.Shot.Id,
            Engine = planned.Engine.Card.Name,
            EngineVersion = planned.Engine.Card.Version,
            Frames = planned.Frames,
            Chained = planned.Previous is not null,
            Clip = clip,
            ClipBytes = new FileInfo(draft[clip]).Length,
            Began = began,
            WallSeconds = Math.Round(clock.GetElapsedTime(start).TotalSeconds, 3),
            NotStaged = result.NotStaged,
            Inputs = JsonElement.Parse(planned.Inputs.ToCanonicalJson().Span),
        });
    }

    // Looked at now, while its pictures are at hand, so that no cut has to.
    private async Task ReviewAsync(
        TakeDraft draft, string clip, ShootingResult result, CancellationToken cancellationToken)
    {
        Mp4Track track = await Mp4Reader.ReadAsync(clip, cancellationToken);
        var seen = new ClipReviewer.Clip(track, planned.Previous is null ? 0 : 1, () => result.First, () => result.Last);
        string scratch = draft["samples" + options.Format.Extension];
        await foreach (ClipReview review in ClipReviewer.ReadAsync(
            options.Ffmpeg ?? Ffmpeg.Find(), [seen], scratch, cancellationToken))
        {
            ReviewFile.Write(draft[Take.ReviewName], review);
        }

        File.Delete(scratch);
    }

    private async Task<ShotOrder> OrderAsync(int threads, CancellationToken cancellationToken)
    {
        Shot shot = planned.Shot;
        PictureSet pictures = previous is null
            ? await OwnAsync(shot, cancellationToken)
            : await ContinuedAsync(previous, shot, cancellationToken);
        return new ShotOrder
        {
            // Only what the key covers: how the film comes into the shot must not change its pixels.
            Shot = shot with { Transition = Transition.Cut, Line = 0 },
            Size = film.Size,
            Rate = film.Rate,
            Frames = planned.Frames,
            FirstFrame = pictures.First,
            LastFrame = await LastAsync(shot, cancellationToken),
            Depth = pictures.Depth,
            Matte = pictures.Matte,
            Masks = await MasksAsync(shot, cancellationToken),
            LifeText = await TextAsync(shot.Life, cancellationToken),
            Surroundings = pictures.Surroundings,
            Focus = pictures.Focus,
            Previous = pictures.Previous,
            Look = film.Look,
            Scene = await TextAsync(shot.Scene, cancellationToken),
            Cast = [.. planned.Inputs.Cast.Select(one => one.Member)],
            Threads = threads,
        };
    }

    private async Task<PictureSet> OwnAsync(Shot shot, CancellationToken cancellationToken)
    {
        if (shot.Image is null)
        {
            return new PictureSet(null, null, null, null, shot.Focus, null);
        }

        Picture picture = PictureFile.Read(shot.Image);
        DepthPicture? depth = shot.Depth is null ? null : PictureFile.ReadDepth(shot.Depth);
        MattePicture? matte = shot.Matte is null ? null : PictureFile.ReadMatte(shot.Matte);
        foreach (string path in new[] { shot.Image, shot.Depth, shot.Matte }.OfType<string>())
        {
            await ThrowIfChangedAsync(path, cancellationToken);
        }

        FirstFrame fitted = FirstFrame.Fit(picture, depth, film.Size, shot.Focus, matte);
        return new PictureSet(
            fitted.Picture, fitted.Depth, fitted.Matte, fitted.Surroundings, fitted.Focus,
            depth is null ? fitted.CarriedBy(shot.Image, picture.Size) : null);
    }

    private async Task<Picture?> LastAsync(Shot shot, CancellationToken cancellationToken)
    {
        if (shot.Last is null)
        {
            return null;
        }

        Picture picture = PictureFile.Read(shot.Last);
        await ThrowIfChangedAsync(shot.Last, cancellationToken);
        return Fit.Cover(picture, film.Size, shot.Focus.X, shot.Focus.Y);
    }

    private async Task<IReadOnlyDictionary<LifePlace, MattePicture>> MasksAsync(
        Shot shot, CancellationToken cancellationToken)
    {
        var masks = FirstFrame.ReadMasks(shot, film.Size);
        foreach (string path in shot.Masks.Values)
        {
            await ThrowIfChangedAsync(path, cancellationToken);
        }

        return masks;
    }

    // A small text file of the shot's: what moves, or a scene.
    private async Task<string?> TextAsync(string? path, CancellationToken cancellationToken)
    {
        const int Largest = 1 << 18;
        if (path is null)
        {
            return null;
        }

        if (new FileInfo(path).Length > Largest)
        {
            throw new IOException(
                $"{path}: the file is larger than {Largest >> 10} kB; it is meant to be a small text file.");
        }

        string text = await File.ReadAllTextAsync(path, cancellationToken);
        await ThrowIfChangedAsync(path, cancellationToken);
        return text;
    }

    private async Task ThrowIfChangedAsync(string path, CancellationToken cancellationToken)
    {
        if (!await hashes.IsUnchangedAsync(path, cancellationToken))
        {
            throw new IOException($"{path}: the file changed while the film was being made. Run the command again.");
        }
    }

    private async Task<PictureSet> ContinuedAsync(Take before, Shot shot, CancellationToken cancellationToken)
    {
        Picture last = PictureFile.Read(before.LastFrame);
        EngineCard engine = planned.Engine.Card;
        bool sameEngine = before.Info.Engine == engine.Name && before.Info.EngineVersion == engine.Version;
        byte[] state = sameEngine ? await File.ReadAllBytesAsync(before.State, cancellationToken) : [];
        DepthPicture? depth = shot.Depth is null
            ? null
            : Fit.CoverDepth(PictureFile.ReadDepth(shot.Depth), film.Size, shot.Focus.X, shot.Focus.Y);
        MattePicture? matte = shot.Matte is null
            ? null
            : Fit.CoverMatte(PictureFile.ReadMatte(shot.Matte), film.Size, shot.Focus.X, shot.Focus.Y);
        return new PictureSet(last, depth, matte, null, shot.Focus, new Handover(last, state));
    }

    private sealed record PictureSet(
        Picture? First, DepthPicture? Depth, MattePicture? Matte, Surroundings? Surroundings, FocusPoint Focus,
        Handover? Previous);
}
