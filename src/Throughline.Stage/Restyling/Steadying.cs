using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;
using Throughline.Stage.Stills;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Takes footage frame by frame and quiets what only seems to move: noise and the encoder's traces would make drawn
/// lines and steps of tone flicker. Where a frame differs from what is known by no more than noise does, averaged over
/// three by three pixels, it is mixed in slowly; where more, at once. A place that does not change comes out exactly as
/// it was. Lanes: sixteen pixels of a row. One caller at a time.
/// </summary>
internal sealed unsafe class Steadying : IDisposable
{
    // Encoded values: below the first a difference is noise, above the second something moved.
    private const float Quiet = 0.008f, Moved = 0.035f;
    private const float Slow = 0.2f;

    private readonly PixelSize _size;
    private readonly int _stride;
    private readonly AlignedBuffer<float> _r, _g, _b, _differences;
    private bool _begun;

    /// <summary>Knows nothing yet.</summary>
    public Steadying(PixelSize size)
    {
        _size = size;
        _stride = ((size.Width + 15) & ~15) + 32;
        _r = new(_stride * size.Height);
        _g = new(_stride * size.Height);
        _b = new(_stride * size.Height);
        _differences = new(_stride * size.Height);
    }

    /// <summary>Takes the next frame and gives what is known then.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="to">Filled.</param>
    /// <param name="threads">Threads to use; the same comes out whatever their number.</param>
    public void Take(Picture frame, FootageWords to, int threads)
    {
        if (_begun)
        {
            Rows.Split(_size.Height, threads, (from, end) =>
            {
                for (var y = from; y < end; y++)
                {
                    Compare(frame, y);
                }
            });
        }

        Rows.Split(_size.Height, threads, (from, end) =>
        {
            for (var y = from; y < end; y++)
            {
                Mix(frame, y, to);
            }
        });
        _begun = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _r.Dispose();
        _g.Dispose();
        _b.Dispose();
        _differences.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(ReadOnlySpan<uint> row, int x, uint* rest, out F r, out F g, out F b)
    {
        Vector512<uint> pixels;
        if (x + 16 <= row.Length)
        {
            pixels = Vector512.Create(row.Slice(x, 16));
        }
        else
        {
            row[x..].CopyTo(new Span<uint>(rest, 16));
            pixels = Vector512.Load(rest);
        }

        var per = Wide.Of(1 / 255f);
        var bytes = Vector512.Create(255);
        var words = pixels.AsInt32();
        r = Wide.ToFloat(words & bytes) * per;
        g = Wide.ToFloat((words >>> 8) & bytes) * per;
        b = Wide.ToFloat((words >>> 16) & bytes) * per;
    }

    // Sixteen columns of room before each row.
    private long Row(int y) => ((long)y * _stride) + 16;

    private void Compare(Picture frame, int y)
    {
        var rest = stackalloc uint[16];
        var pixels = MemoryMarshal.Cast<byte, uint>(frame.Row(y));
        var to = _differences.Start + Row(y);
        for (var x = 0; x < _size.Width; x += 16)
        {
            Load(pixels, x, rest, out var r, out var g, out var b);
            var before = FootageWords.Luma(
                Vector512.Load(_r.Start + Row(y) + x), Vector512.Load(_g.Start + Row(y) + x),
                Vector512.Load(_b.Start + Row(y) + x));
            (FootageWords.Luma(r, g, b) - before).Store(to + x);
        }

        to[-1] = to[0];
        to[_size.Width] = to[_size.Width - 1];
    }

    private void Mix(Picture frame, int y, FootageWords words)
    {
        var rest = stackalloc uint[16];
        var pixels = MemoryMarshal.Cast<byte, uint>(frame.Row(y));
        float* above = _differences.Start + Row(Math.Max(y - 1, 0)), here = _differences.Start + Row(y),
            below = _differences.Start + Row(Math.Min(y + 1, _size.Height - 1));
        float* knownR = _r.Start + Row(y), knownG = _g.Start + Row(y), knownB = _b.Start + Row(y);
        for (var x = 0; x < _size.Width; x += 16)
        {
            Load(pixels, x, rest, out var r, out var g, out var b);
            if (_begun)
            {
                var mean = Vector512.Abs(Three(above + x) + Three(here + x) + Three(below + x)) * Wide.Of(1 / 9f);

                // A colour can change without its lightness.
                F kr = Vector512.Load(knownR + x), kg = Vector512.Load(knownG + x), kb = Vector512.Load(knownB + x);
                var colour = Wide.Max(Vector512.Abs(r - kr), Vector512.Abs(b - kb)) * Wide.Of(0.4f);
                var share = Wide.Lerp(Wide.Of(Slow), F.One, Wide.Step(Quiet, Moved, Wide.Max(mean, colour)));
                r = Wide.Lerp(kr, r, share);
                g = Wide.Lerp(kg, g, share);
                b = Wide.Lerp(kb, b, share);
            }

            r.Store(knownR + x);
            g.Store(knownG + x);
            b.Store(knownB + x);
            FootageWords.Pack(r, g, b).Store(words.Row(y) + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Three(float* at) => Vector512.Load(at - 1) + Vector512.Load(at) + Vector512.Load(at + 1);
}
