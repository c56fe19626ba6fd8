using System.Threading.Channels;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>
/// The reel of one take: a bounded pool of frames travels from the engine through every sink and back, so that
/// shooting, encoding and writing overlap and memory stays the same whatever the length. The first sink to fail stops
/// the engine with its exception. <see cref="IReel"/>'s methods are for one caller at a time.
/// </summary>
internal sealed class Reel : IReel, IAsyncDisposable
{
    private readonly PixelSize _size;
    private readonly int _frames;
    private readonly Action? _frameDone;
    private readonly Pool<Picture> _pictures;
    private readonly Pool<VideoFrame> _videos;
    private readonly Channel<Slot>[] _queues;
    private readonly Task[] _workers;
    private readonly CancellationTokenSource _stop = new();
    private Exception? _failure;
    private int _taken;

    /// <summary>Starts the sinks' workers.</summary>
    /// <param name="size">Size of every frame.</param>
    /// <param name="frames">How many frames the take has.</param>
    /// <param name="sinks">Who receives the frames; at least one.</param>
    /// <param name="capacity">How many frames of each form exist at most.</param>
    /// <param name="wanted">The forms that the sinks use.</param>
    /// <param name="frameDone">Called on a worker's thread when every sink has had a frame.</param>
    public Reel(
        PixelSize size, int frames, IReadOnlyList<FrameSink> sinks, int capacity,
        FrameForms wanted = FrameForms.Picture, Action? frameDone = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sinks.Count, 1);
        _size = size;
        _frames = frames;
        Wanted = wanted;
        _frameDone = frameDone;
        _pictures = new Pool<Picture>(capacity, () => Opaque(size));
        _videos = new Pool<VideoFrame>(capacity, () => new VideoFrame(size));
        _queues = [.. sinks.Select(_ => Channel.CreateUnbounded<Slot>())];
        _workers = [.. sinks.SelectMany((sink, index) => Enumerable.Range(0, sink.Workers)
            .Select(_ => Task.Run(() => WorkAsync(sink, _queues[index].Reader))))];
    }

    /// <inheritdoc/>
    public FrameForms Wanted { get; }

    /// <summary>A copy of frame 0; null before it was given, and when it came as video alone.</summary>
    public Picture? First { get; private set; }

    /// <summary>A copy of the last frame; null before it was given, and when it came as video alone.</summary>
    public Picture? Last { get; private set; }

    /// <summary>Why a sink failed, if one did: what an engine throws afterwards is only its echo.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <inheritdoc/>
    public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return _pictures.TakeAsync(ThrowIfBroken, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<VideoFrame> BlankVideoAsync(CancellationToken cancellationToken)
    {
        ThrowIfNotVideo();
        ThrowIfBroken();
        return _videos.TakeAsync(ThrowIfBroken, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken) =>
        Take(frame.Size, new ReelFrame(frame, null), cancellationToken);

    /// <inheritdoc/>
    public ValueTask TakeAsync(VideoFrame frame, Picture? picture, CancellationToken cancellationToken)
    {
        ThrowIfNotVideo();
        return picture is null && Wanted.HasFlag(FrameForms.Picture)
            ? throw new EngineException(EngineError.Failed, "The engine gave a frame without its picture.")
            : Take(frame.Size, new ReelFrame(picture, frame), cancellationToken);
    }

    /// <summary>Waits until every sink has had every frame.</summary>
    /// <exception cref="EngineException">Frames are missing.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (Channel<Slot> queue in _queues)
        {
            queue.Writer.TryComplete();
        }

        await Task.WhenAll(_workers).WaitAsync(cancellationToken);
        if (Failure is null && _taken < _frames)
        {
            throw new EngineException(
                EngineError.Failed, $"The engine gave {_taken} of the {_frames} frames that were ordered.");
        }
    }

    /// <summary>Stops the workers and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Channel<Slot> queue in _queues)
        {
            queue.Writer.TryComplete();
        }

        await Task.WhenAll(_workers);
        _stop.Dispose();
    }

    private ValueTask Take(PixelSize size, ReelFrame frame, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfBroken();
        if (size != _size || _taken == _frames)
        {
            throw new EngineException(EngineError.Failed, size != _size
                ? $"The engine gave a frame of {size} where {_size} was ordered."
                : $"The engine gave more than the {_frames} frames that were ordered.");
        }

        int index = _taken++;
        if (index == 0)
        {
            First = frame.Picture?.Copy();
        }

        if (index == _frames - 1)
        {
            Last = frame.Picture?.Copy();
        }

        var slot = new Slot(index, frame, _queues.Length);
        foreach (Channel<Slot> queue in _queues)
        {
            queue.Writer.TryWrite(slot);
        }

        return ValueTask.CompletedTask;
    }

    private static Picture Opaque(PixelSize size)
    {
        var picture = new Picture(size.Width, size.Height);
        picture.Pixels.AsSpan().Fill(byte.MaxValue);
        return picture;
    }

    private void ThrowIfNotVideo()
    {
        if (!Wanted.HasFlag(FrameForms.Video))
        {
            throw new NotSupportedException("This reel takes pictures.");
        }
    }

    private void ThrowIfBroken()
    {
        if (Failure is { } failure)
        {
            throw new IOException("The frames can no longer be written: " + failure.Message, failure);
        }
    }

    private async Task WorkAsync(FrameSink sink, ChannelReader<Slot> queue)
    {
        try
        {
            await foreach (Slot slot in queue.ReadAllAsync(_stop.Token))
            {
                await sink.WriteAsync(slot.Index, slot.Frame, _stop.Token);
                if (slot.Release())
                {
                    _pictures.Return(slot.Frame.Picture);
                    _videos.Return(slot.Frame.Video);
                    _frameDone?.Invoke();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The take was given up, or another sink has failed and said why.
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            _pictures.Close(failure);
            _videos.Close(failure);
            await _stop.CancelAsync();
        }
    }

    private sealed class Slot(int index, ReelFrame frame, int holders)
    {
        private int _holders = holders;

        public int Index => index;

        public ReelFrame Frame => frame;

        public bool Release() => Interlocked.Decrement(ref _holders) == 0;
    }

    // Frames that travel round: made when first needed, at most so many. One taker at a time.
    private sealed class Pool<T>(int capacity, Func<T> make)
        where T : class
    {
        private readonly Channel<T> _blanks = Channel.CreateBounded<T>(capacity);
        private int _created;

        public async ValueTask<T> TakeAsync(Action throwIfBroken, CancellationToken cancellationToken)
        {
            if (_blanks.Reader.TryRead(out T? blank))
            {
                return blank;
            }

            if (_created < capacity)
            {
                _created++;
                return make();
            }

            try
            {
                return await _blanks.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                throwIfBroken();
                throw;
            }
        }

        public void Return(T? frame)
        {
            if (frame is not null)
            {
                _blanks.Writer.TryWrite(frame);
            }
        }

        public void Close(Exception failure) => _blanks.Writer.TryComplete(failure);
    }
}
