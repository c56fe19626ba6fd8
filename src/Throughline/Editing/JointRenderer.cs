using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>
/// Draws and encodes the stretches of a film that cannot be copied. Clips are read forwards, each through a reader of its
/// own; memory is a few frames, whatever the length.
/// </summary>
internal sealed class JointRenderer(CutOrder order, CutTimeline timeline) : IAsyncDisposable
{
    private readonly Dictionary<int, Source> _sources = [];
    private readonly Dictionary<int, ColourMatch> _matches = [];
    private readonly Picture _result = new(order.Film.Size.Width, order.Film.Size.Height);

    /// <summary>Encodes one stretch into a clip of its own, with the settings of the takes.</summary>
    /// <param name="piece">The stretch.</param>
    /// <param name="path">The clip's file.</param>
    /// <param name="frameDone">Called after every frame.</param>
    /// <param name="cancellationToken">Gives the clip up.</param>
    /// <exception cref="MediaException">A clip cannot be read, or the stretch not encoded.</exception>
    public async Task EncodeAsync(CutPiece piece, string path, Action frameDone, CancellationToken cancellationToken)
    {
        var format = order.Format with { Keyframes = [0] };
        await using var writer = ClipWriter.Start(order.Ffmpeg, path, order.Film.Size, order.Film.Rate, format);
        for (var frame = piece.First; frame < piece.End; frame++)
        {
            await writer.WriteAsync(await DrawAsync(frame, cancellationToken), cancellationToken);
            frameDone();
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>Draws one frame of the film; it is valid until the next call.</summary>
    public async Task<Picture> DrawAsync(int filmFrame, CancellationToken cancellationToken)
    {
        var frame = timeline.At(filmFrame);
        var own = await SourceAsync(frame.Shot, filmFrame, cancellationToken);
        switch (frame.Kind)
        {
            case TransitionKind.Dissolve or TransitionKind.Wipe:
                JointMixer.Mix(frame, await SourceAsync(frame.Shot - 1, filmFrame, cancellationToken), own, _result);
                return _result;
            case TransitionKind.Fade:
                own.Pixels.CopyTo(_result.Pixels, 0);
                JointMixer.Fade(frame, _result);
                return _result;
            case TransitionKind.Match:
                var match = await MatchAsync(frame.Shot, cancellationToken);
                match.Apply(own, JointMixer.MatchWeight(frame), _result);
                return _result;
            default:
                return own;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    /// <summary>The colours that a match goes between.</summary>
    internal async Task<ColourMatch> MatchAsync(int shot, CancellationToken cancellationToken)
    {
        if (!_matches.TryGetValue(shot, out var match))
        {
            var before = timeline.Shots[shot - 1];
            var outgoing = await ClipPictures.LastAsync(before.Clip, order, cancellationToken);
            var incoming = await ClipPictures.AtAsync(timeline.Shots[shot].Clip, timeline.Shots[shot].Clip.Head, order, cancellationToken);
            _matches[shot] = match = new ColourMatch(outgoing, incoming);
        }

        return match;
    }

    private async Task<Picture> SourceAsync(int shot, int filmFrame, CancellationToken cancellationToken)
    {
        foreach (var done in _sources.Keys.Where(s => s < shot - 1 || timeline.Shots[s].End <= filmFrame).ToList())
        {
            await _sources[done].DisposeAsync();
            _sources.Remove(done);
        }

        var clip = timeline.Shots[shot].Clip;
        var wanted = timeline.Shots[shot].SourceFrame(filmFrame);
        if (_sources.TryGetValue(shot, out var source) && source.Next != wanted)
        {
            if (source.Next == wanted + 1)
            {
                return source.Picture;
            }

            await source.DisposeAsync();
            _sources.Remove(shot);
            source = null;
        }

        if (source is null)
        {
            var reader = await ClipReader.OpenAsync(order.Ffmpeg, clip.File, wanted, cancellationToken);
            _sources[shot] = source = new Source(reader, wanted);
        }

        await source.ReadAsync(cancellationToken);
        return source.Picture;
    }

    private sealed class Source(ClipReader reader, int first) : IAsyncDisposable
    {
        public int Next { get; private set; } = first;

        public Picture Picture { get; } = new(reader.Info.Size.Width, reader.Info.Size.Height);

        public async Task ReadAsync(CancellationToken cancellationToken)
        {
            if (!await reader.ReadAsync(Picture, cancellationToken))
            {
                throw new MediaException(MediaError.NotAClip, $"The clip ends before its frame {Next}; shoot the take again.");
            }

            Next++;
        }

        public ValueTask DisposeAsync() => reader.DisposeAsync();
    }
}
