using Throughline.Films;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Review;

namespace Throughline.Editing;

/// <summary>
/// Draws and encodes the stretches of a film that cannot be copied. Two decoders serve them all: one for the even shots
/// and one for the odd ones, so that both sides of a joint are at hand. Memory is a few frames, whatever the length.
/// </summary>
internal sealed class JointRenderer(
    CutOrder order, CutTimeline timeline, IReadOnlyList<Mp4Track> tracks, CutWorkplace workplace)
    : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ClipFrames.Decoded>?[] _streams = new IAsyncEnumerator<ClipFrames.Decoded>?[2];
    private readonly Dictionary<int, ColourMatch> _matches = [];
    private readonly Picture _result = new(order.Film.Size.Width, order.Film.Size.Height);

    /// <summary>Starts to decode what the stretches need; they are then drawn in the film's order.</summary>
    public async Task OpenAsync(IEnumerable<CutPiece> pieces, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        var frames = new SortedDictionary<int, HashSet<int>>();
        foreach (var piece in pieces.Where(p => p.CopyOf is null))
        {
            for (var filmFrame = piece.First; filmFrame < piece.End; filmFrame++)
            {
                var frame = timeline.At(filmFrame);
                Want(frame.Shot, filmFrame);
                if (frame.Kind is TransitionKind.Dissolve or TransitionKind.Wipe)
                {
                    Want(frame.Shot - 1, filmFrame);
                }
            }
        }

        for (var side = 0; side < _streams.Length; side++)
        {
            var wanted = frames.Where(f => f.Key % 2 == side)
                .Select(f => new ClipFrames.Wanted(f.Key, tracks[f.Key], f.Value)).ToList();
            var scratch = workplace.PathOf((side == 0 ? "even" : "odd") + order.Format.Extension);
            _streams[side] = ClipFrames.ReadAsync(order.Ffmpeg, wanted, scratch, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
        }

        void Want(int shot, int filmFrame)
        {
            frames.TryAdd(shot, []);
            frames[shot].Add(timeline.Shots[shot].SourceFrame(filmFrame));
        }
    }

    /// <summary>
    /// Encodes stretches into one clip, with the settings of the takes; each begins where a stream can be entered.
    /// </summary>
    /// <param name="pieces">The stretches, in the film's order.</param>
    /// <param name="path">The clip's file.</param>
    /// <param name="frameDone">Called after every frame.</param>
    /// <param name="cancellationToken">Gives the clip up.</param>
    /// <exception cref="MediaException">A clip cannot be read, or the stretches not encoded.</exception>
    public async Task EncodeAsync(
        IReadOnlyList<CutPiece> pieces, string path, Action frameDone, CancellationToken cancellationToken)
    {
        var starts = new List<int>();
        var frames = 0;
        foreach (var piece in pieces)
        {
            starts.Add(frames);
            frames += piece.Frames;
        }

        var format = order.Format with { Keyframes = starts };
        await using var writer = ClipWriter.Start(order.Ffmpeg, path, order.Film.Size, order.Film.Rate, format);
        foreach (var frame in pieces.SelectMany(piece => Enumerable.Range(piece.First, piece.Frames)))
        {
            await writer.WriteAsync(await DrawAsync(frame, cancellationToken), cancellationToken);
            frameDone();
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (var side = 0; side < _streams.Length; side++)
        {
            if (_streams[side] is { } stream)
            {
                await stream.DisposeAsync();
                _streams[side] = null;
            }
        }
    }

    /// <summary>The colours that a match goes between.</summary>
    /// <param name="shot">The incoming shot.</param>
    /// <param name="incoming">Its first frame in the film.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal async Task<ColourMatch> MatchAsync(int shot, Picture incoming, CancellationToken cancellationToken)
    {
        if (!_matches.TryGetValue(shot, out var match))
        {
            var outgoing = await ClipPictures.LastAsync(timeline.Shots[shot - 1].Clip, order, cancellationToken);
            _matches[shot] = match = new ColourMatch(outgoing, incoming);
        }

        return match;
    }

    // One frame of the film; valid until the next call.
    private async Task<Picture> DrawAsync(int filmFrame, CancellationToken cancellationToken)
    {
        var frame = timeline.At(filmFrame);
        var own = await SourceAsync(frame.Shot, filmFrame);
        switch (frame.Kind)
        {
            case TransitionKind.Dissolve or TransitionKind.Wipe:
                JointMixer.Mix(frame, await SourceAsync(frame.Shot - 1, filmFrame), own, _result);
                return _result;
            case TransitionKind.Fade:
                own.Pixels.CopyTo(_result.Pixels, 0);
                JointMixer.Fade(frame, _result);
                return _result;
            case TransitionKind.Match:
                // A match begins with the shot's first frame.
                var match = await MatchAsync(frame.Shot, own, cancellationToken);
                match.Apply(own, JointMixer.MatchWeight(frame), _result);
                return _result;
            default:
                return own;
        }
    }

    private async Task<Picture> SourceAsync(int shot, int filmFrame)
    {
        var wanted = timeline.Shots[shot].SourceFrame(filmFrame);
        var stream = _streams[shot % 2]!;
        while (await stream.MoveNextAsync())
        {
            if (stream.Current.Clip == shot && stream.Current.Frame == wanted)
            {
                return stream.Current.Picture;
            }
        }

        throw new InvalidOperationException($"Frame {wanted} of shot {shot} was not asked for, or too late.");
    }
}
