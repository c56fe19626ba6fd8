using System.Threading.Channels;
using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>
/// The reel of one take: a bounded pool of pictures travels from the engine through every sink and back, so that
/// shooting, encoding and writing overlap and memory stays the same whatever the length. The first sink to fail stops
/// the engine with its exception. <see cref="IReel"/>'s methods are for one caller at a time.
/// </summary>
internal sealed class Reel : IReel, IAsyncDisposable
{
    private readonly PixelSize _size;
    private readonly int _frames;
    private readonly int _capacity;
    private readonly Action? _frameDone;
    private readonly Channel<Picture> _blanks;
    private readonly Channel<Slot>[] _queues;
    private readonly Task[] _workers;
    private readonly CancellationTokenSource _stop = new();
    private Exception? _failure;
    private int _created;
    private int _taken;

    /// <summary>Starts the sinks' workers.</summary>
    /// <param name="size">Size of every frame.</param>
    /// <param name="frames">How many frames the take has.</param>
    /// <param name="sinks">Who receives the frames; at least one.</param>
    /// <param name="capacity">How many pictures exist at most.</param>
    /// <param name="frameDone">Called on a worker's thread when every sink has had a frame.</param>
    public Reel(PixelSize size, int frames, IReadOnlyList<FrameSink> sinks, int capacity, Action? frameDone = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sinks.Count, 1);
        _size = size;
        _frames = frames;
        _capacity = capacity;
        _frameDone = frameDone;
        _blanks = Channel.CreateBounded<Picture>(capacity);
        _queues = [.. sinks.Select(_ => Channel.CreateUnbounded<Slot>())];
        _workers = [.. sinks.SelectMany((sink, index) => Enumerable.Range(0, sink.Workers)
            .Select(_ => Task.Run(() => WorkAsync(sink, _queues[index].Reader))))];
    }

    /// <summary>A copy of frame 0; null before it was given.</summary>
    public Picture? First { get; private set; }

    /// <summary>A copy of the last frame; null before it was given.</summary>
    public Picture? Last { get; private set; }

    /// <summary>Why a sink failed, if one did: what an engine throws afterwards is only its echo.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <inheritdoc/>
    public async ValueTask<Picture> BlankAsync(CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        if (_blanks.Reader.TryRead(out Picture? blank))
        {
            return blank;
        }

        if (_created < _capacity)
        {
            _created++;
            return Opaque(_size);
        }

        try
        {
            return await _blanks.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            ThrowIfBroken();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfBroken();
        if (frame.Size != _size || _taken == _frames)
        {
            throw new EngineException(EngineError.Failed, frame.Size != _size
                ? $"The engine gave a frame of {frame.Size} where {_size} was ordered."
                : $"The engine gave more than the {_frames} frames that were ordered.");
        }

        int index = _taken++;
        if (index == 0)
        {
            First = frame.Copy();
        }

        if (index == _frames - 1)
        {
            Last = frame.Copy();
        }

        var slot = new Slot(index, frame, _queues.Length);
        foreach (Channel<Slot> queue in _queues)
        {
            queue.Writer.TryWrite(slot);
        }

        return ValueTask.CompletedTask;
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
            throw new EngineException(EngineError.Failed, $"The engine gave {_taken} of the {_frames} frames that were ordered.");
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

    private static Picture Opaque(PixelSize size)
    {
        var picture = new Picture(size.Width, size.Height);
        picture.Pixels.AsSpan().Fill(byte.MaxValue);
        return picture;
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
                    _blanks.Writer.TryWrite(slot.Frame);
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
            _blanks.Writer.TryComplete(failure);
            await _stop.CancelAsync();
        }
    }

    private sealed class Slot(int index, Picture frame, int holders)
    {
        private int _holders = holders;

        public int Index => index;

        public Picture Frame => frame;

        public bool Release() => Interlocked.Decrement(ref _holders) == 0;
    }
}
