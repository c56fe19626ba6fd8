using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Throughline.Media.Files;
using Throughline.Media.Pictures;

namespace Throughline.Media.Video;

/// <summary>
/// Writes a clip frame by frame through ffmpeg. Three pictures are in flight, so that making, converting and encoding
/// frames overlap, and no buffer is allocated after the first ones; frames of video go to ffmpeg as they are. The clip
/// appears complete at <see cref="CompleteAsync"/> or not at all: an older file of that name stays until then. One
/// caller at a time.
/// </summary>
public sealed class ClipWriter : IAsyncDisposable
{
    private const int Buffers = 3;
    private readonly Ffmpeg _ffmpeg;
    private readonly PixelSize _size;
    private readonly ClipFormat _format;
    private readonly string _path;
    private readonly PartFile _part;
    private readonly ChildProcess _process;
    private readonly Channel<byte[]> _free = Channel.CreateUnbounded<byte[]>(
        new() { SingleReader = true, SingleWriter = true });
    private readonly BlockingCollection<Pending> _full = [];
    private readonly Task<bool> _pump;
    private bool _finished;

    private ClipWriter(
        Ffmpeg ffmpeg, string path, PixelSize size, ClipFormat format, PartFile part, ChildProcess process)
    {
        (_ffmpeg, _path, _size, _format, _part, _process) = (ffmpeg, path, size, format, part, process);
        var bytes = format.Codec is ClipCodec.ProRes422Hq ? checked((int)size.Area * 4) : Bt709.FrameBytes(
            size.Width, size.Height);
        for (var i = 0; i < Buffers; i++)
        {
            _free.Writer.TryWrite(GC.AllocateUninitializedArray<byte>(bytes, pinned: true));
        }

        // A thread of its own that waits in the pipe: frames are larger than it, so every one waits.
        _pump = Task.Factory.StartNew(
            Pump, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Whether frames may come as video holds them: in the codecs of 8-bit 4:2:0.</summary>
    public bool TakesVideo => _format.Codec is not ClipCodec.ProRes422Hq;

    /// <summary>Frames taken so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="ffmpeg">Which.</param>
    /// <param name="path">The clip; its folder must exist.</param>
    /// <param name="size">Size of every frame; both sides even, at most 16384.</param>
    /// <param name="rate">Frames a second, constant and exact.</param>
    /// <param name="format">How to encode; null for the usual H.264.</param>
    /// <param name="sound">Sound to take over, and how many frames there will be, which bounds it; null for a silent
    /// clip.</param>
    /// <exception cref="MediaException">ffmpeg cannot be started, or the file not written.</exception>
    /// <exception cref="ArgumentException">The size is odd, or the format has impossible values.</exception>
    public static ClipWriter Start(
        Ffmpeg ffmpeg, string path, PixelSize size, FrameRate rate, ClipFormat? format = null,
        (ClipSound Sound, int Frames)? sound = null)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentException.ThrowIfNullOrEmpty(path);
        format ??= new();
        Check(size, rate, format);
        var part = new PartFile(path);
        try
        {
            Touch(part.Path, path);
            var process = ChildProcess.Start(
                ffmpeg.Path, ClipArguments.Encode(size, rate, format, part.Path, sound),
                sound?.Sound.Limits?.MemoryBytes);
            return new(ffmpeg, path, size, format, part, process);
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes the next frame; waits while the encoder is behind. The frame may be changed or reused as soon as this
    /// returns. Alpha does not count.
    /// </summary>
    /// <exception cref="MediaException">ffmpeg has ended: its exit code and last lines are with it.</exception>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public async ValueTask WriteAsync(Picture frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Size != _size)
        {
            throw new ArgumentException($"The clip has frames of {_size}, not {frame.Size}.", nameof(frame));
        }

        if (!_free.Reader.TryRead(out var buffer))
        {
            try
            {
                buffer = await _free.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException)
            {
                throw await FailureAsync();
            }
        }

        if (_format.Codec is ClipCodec.ProRes422Hq)
        {
            frame.Pixels.CopyTo(buffer, 0);
        }
        else
        {
            Bt709.ToYuv420(frame.Pixels, _size.Width, _size.Height, buffer);
        }

        Send(new Pending(buffer, null));
    }

    /// <summary>
    /// Takes the next frame as it is; waits until ffmpeg has it, so that it may be changed or reused as soon as this
    /// returns.
    /// </summary>
    /// <exception cref="MediaException">ffmpeg has ended: its exit code and last lines are with it.</exception>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    /// <exception cref="NotSupportedException">The codec takes pictures only: see <see cref="TakesVideo"/>.</exception>
    public async ValueTask WriteAsync(VideoFrame frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!TakesVideo)
        {
            throw new NotSupportedException($"{_format.Codec} is made from pictures.");
        }

        if (frame.Size != _size)
        {
            throw new ArgumentException($"The clip has frames of {_size}, not {frame.Size}.", nameof(frame));
        }

        var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new Pending(frame.Planes, sent));
        if (!await sent.Task.WaitAsync(cancellationToken))
        {
            throw await FailureAsync();
        }
    }

    /// <summary>Waits until everything is encoded and puts the clip in its place.</summary>
    /// <exception cref="MediaException">ffmpeg failed: its exit code and last lines are with it. Nothing was
    /// replaced.</exception>
    /// <exception cref="InvalidOperationException">No frame was written.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (Frames == 0 || _finished)
        {
            throw new InvalidOperationException(
                _finished ? "The clip is already complete." : "A clip needs at least one frame.");
        }

        _full.CompleteAdding();
        if (!await _pump.WaitAsync(cancellationToken) || await _process.WaitAsync(cancellationToken) != 0
            || FileTrouble.SaysDiskFull(_process.LastLines))
        {
            throw await FailureAsync();
        }

        try
        {
            _part.Commit();
            _finished = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_path, e);
        }
    }

    /// <summary>Stops ffmpeg, well within a second, and removes what is unfinished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        _full.CompleteAdding();
        await _pump;
        await _process.DisposeAsync();
        _part.Dispose();
    }

    private static void Check(PixelSize size, FrameRate rate, ClipFormat format)
    {
        if (size.Width < 2 || size.Height < 2 || size.Width > 16_384 || size.Height > 16_384
            || ((size.Width | size.Height) & 1) != 0)
        {
            throw new ArgumentException($"A clip needs even sides of 2 to 16384 pixels, not {size}.", nameof(size));
        }

        if (rate.Numerator is < 1 or > 1_000_000 || rate.Denominator is < 1 or > 1_000_000)
        {
            throw new ArgumentException($"A clip needs a rate above 0, not {rate}.", nameof(rate));
        }

        if (format.Threads is < 1 or > 16 || format.KeyframeEvery is < 1 || format.Quality is < 0 or > 63
            || format.FirstFrameQuantiser is < 1 or > 51
            || format.Keyframes.Any(n => n < 0) || format.Preset is "" || format.Preset?.StartsWith('-') == true)
        {
            throw new ArgumentException($"The clip format has a value out of range: {format}.", nameof(format));
        }
    }

    private static void Touch(string part, string path)
    {
        try
        {
            File.Create(part).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    private static MediaException Unwritable(string path, Exception e) => FileTrouble.IsDiskFull(e)
        ? new(MediaError.DiskFull, $"{path}: the disk is full; make room and run again.", e)
        : new(
            MediaError.Unwritable,
            $"{path}: the clip cannot be written ({FileTrouble.Reason(e, path)}); choose another place.", e);

    private void Send(Pending pending)
    {
        if (_full.IsAddingCompleted)
        {
            throw new InvalidOperationException("The clip is already complete.");
        }

        _full.Add(pending);
        Frames++;
    }

    // Gives false when ffmpeg no longer reads: it has ended, or is about to.
    private bool Pump()
    {
        var isWhole = true;
        foreach (var (bytes, sent) in _full.GetConsumingEnumerable())
        {
            isWhole = isWhole && Write(bytes);
            if (sent is not null)
            {
                sent.SetResult(isWhole);
            }
            else if (isWhole)
            {
                _free.Writer.TryWrite(bytes);
            }
        }

        return isWhole && Close();

        bool Write(byte[] bytes)
        {
            try
            {
                _process.Input.Write(bytes);
                return true;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                _free.Writer.TryComplete();
                return false;
            }
        }

        bool Close()
        {
            try
            {
                _process.Input.Close();
                return true;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    private async Task<MediaException> FailureAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        int? exitCode = null;
        try
        {
            exitCode = await _process.WaitAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // It closed its input without ending; it is killed when the writer is disposed.
        }

        var lines = _process.LastLines;
        var (code, message) = true switch
        {
            _ when FileTrouble.SaysDiskFull(lines) =>
                (MediaError.DiskFull, $"{_path}: the disk is full; make room and run again."),
            _ when lines.Contains("Unknown encoder", StringComparison.Ordinal) => (
                MediaError.EncoderMissing,
                $"{_ffmpeg.Path} cannot encode {_format.Codec} (it lacks {_format.Encoder}): install a full one with "
                + "`apt-get install -y ffmpeg`, or choose another --codec."),
            _ => (
                MediaError.FfmpegFailed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_path}: ffmpeg ended with exit code {exitCode} after {Frames} frames. ")
                + $"Its last lines:\n{(lines.Length > 0 ? lines : "(none)")}"),
        };
        return new(code, message) { ExitCode = exitCode, LastLines = lines };
    }

    // Bytes of a frame for ffmpeg, and who waits for them to be gone; nobody where they are the writer's own.
    private readonly record struct Pending(byte[] Bytes, TaskCompletionSource<bool>? Sent);
}
