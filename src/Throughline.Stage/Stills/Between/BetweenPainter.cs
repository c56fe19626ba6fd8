using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Paints frames between two pictures from a grid: samples of either picture, in the frame's tone, mixed by the share.
/// Lanes: eight neighbouring pixels. One painter serves one thread; nothing is allocated for a frame.
/// </summary>
internal sealed unsafe class BetweenPainter
{
    private const int Lanes = 8;

    private readonly BetweenShot _shot;
    private readonly BetweenGrid _grid;
    private readonly BetweenScratch _scratch;
    private readonly Exposure _exposure = new();
    private readonly Streaks _streaks;
    private readonly float[][] _lines;
    private readonly int _start;
    private readonly Vector256<int> _cells;
    private readonly Vector256<float> _fractions;

    /// <summary>A painter.</summary>
    public BetweenPainter(BetweenShot shot)
    {
        _shot = shot;
        _grid = new BetweenGrid(shot.Size.Width, shot.Size.Height, shot.Way.Reduction);
        _scratch = shot.Way.Scratch();
        _streaks = new Streaks(shot.Size.Width);
        _lines = [.. Enumerable.Range(0, 5).Select(_ => new float[_grid.Stride])];

        // Pixel l of eight lies this many cells, and this fraction, after the cell that the eight begin in.
        Span<int> cells = stackalloc int[Lanes];
        Span<float> fractions = stackalloc float[Lanes];
        for (var l = 0; l < Lanes; l++)
        {
            var cell = ((l + 0.5f) / _grid.Reduction) + 0.5f;
            cells[l] = (int)cell;
            fractions[l] = cell - cells[l];
        }

        _start = cells[0];
        for (var l = 0; l < Lanes; l++)
        {
            cells[l] -= _start;
        }

        _cells = Vector256.Create<int>(cells);
        _fractions = Vector256.Create<float>(fractions);
    }

    /// <summary>Paints frame <paramref name="index"/>; the first and the last are the given pictures.</summary>
    public void Paint(int index, Picture frame)
    {
        if (index == 0 || index == _shot.Frames - 1)
        {
            (index == _shot.Frames - 1 ? _shot.Last : _shot.First).Pixels.CopyTo(frame.Pixels, 0);
            return;
        }

        var half = _shot.Shutter / 720;
        var instants = half <= 0 ? 1 : Exposure.Instants(_shot.Way.Travel(TimeOf(index - half), TimeOf(index + half)));
        if (instants == 1)
        {
            Draw(TimeOf(index), frame);
            return;
        }

        _exposure.Open(frame.Pixels.Length);
        for (var i = 0; i < instants; i++)
        {
            Draw(TimeOf(index + (half * ((2 * (i + 0.5) / instants) - 1))), frame);
            _exposure.Add(frame.Pixels);
        }

        _exposure.Develop(frame.Pixels);
    }

    // The share of the way's time at a frame, which may lie between frames.
    private double TimeOf(double frame) => Math.Clamp(frame / (_shot.Frames - 1), 1e-6, 1 - 1e-6);

    private void Draw(double time, Picture frame)
    {
        var look = _shot.Way.Lay(time, _grid, _scratch);
        var overhang = stackalloc byte[Lanes * 4];
        var mix = new Mixer(_shot, look);
        fixed (byte* pixels = frame.Pixels)
        {
            for (var y = 0; y < frame.Height; y++)
            {
                Between(y);
                var to = pixels + ((nint)y * frame.Width * 4);
                for (var x = 0; x < frame.Width; x += Lanes, to += Lanes * 4)
                {
                    var at = (x / _grid.Reduction) + _start;
                    var share = At(4, at);
                    var eight = Vector256.EqualsAll(share, Vector256<float>.Zero) ? mix.First(At(0, at), At(1, at))
                        : Vector256.EqualsAll(share, Vector256<float>.One) ? mix.Last(At(2, at), At(3, at))
                        : mix.Both(At(0, at), At(1, at), At(2, at), At(3, at), share);
                    if (x + Lanes <= frame.Width)
                    {
                        eight.Store(to);
                    }
                    else
                    {
                        eight.Store(overhang);
                        new ReadOnlySpan<byte>(overhang,
                            (frame.Width - x) * 4).CopyTo(new Span<byte>(to, (frame.Width - x) * 4));
                    }
                }
            }
        }

        _shot.Travellers?.Draw(time, look, frame);
        _streaks.Draw(frame, look.Streak);
    }

    // The grid's values on a row of pixels, still by cells across.
    private void Between(int y)
    {
        var cell = ((y + 0.5f) / _grid.Reduction) + 0.5f;
        var row = (int)cell;
        var down = Vector256.Create(cell - row);
        Line(_grid.FirstX, _lines[0]);
        Line(_grid.FirstY, _lines[1]);
        Line(_grid.LastX, _lines[2]);
        Line(_grid.LastY, _lines[3]);
        Line(_grid.Share, _lines[4]);

        void Line(float[] from, float[] to)
        {
            int above = row * _grid.Stride, below = above + _grid.Stride;
            for (var x = 0; x < _grid.Columns; x += Lanes)
            {
                var a = Vector256.LoadUnsafe(ref from[above + x]);
                (a + (down * (Vector256.LoadUnsafe(ref from[below + x]) - a))).StoreUnsafe(ref to[x]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> At(int line, int cell)
    {
        var values = _lines[line];
        var left = Vector256.ShuffleNative(Vector256.LoadUnsafe(ref values[cell]), _cells);
        var right = Vector256.ShuffleNative(Vector256.LoadUnsafe(ref values[cell + 1]), _cells);
        return left + (_fractions * (right - left));
    }

    /// <summary>The constants of a frame.</summary>
    private readonly struct Mixer
    {
        private readonly Ink _first;
        private readonly Ink _last;

        public Mixer(BetweenShot shot, BetweenLook look)
        {
            _first = new Ink(shot.FirstTexture, look.FirstReduction, look.FirstTone);
            _last = new Ink(shot.LastTexture, look.LastReduction, look.LastTone);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> First(Vector256<float> x, Vector256<float> y) => Alone(_first, x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> Last(Vector256<float> x, Vector256<float> y) => Alone(_last, x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> Both(
            Vector256<float> firstX, Vector256<float> firstY, Vector256<float> lastX, Vector256<float> lastY,
            Vector256<float> share)
        {
            var (lowA, highA) = _first.Toned(_first.Sample(firstX, firstY));
            var (lowB, highB) = _last.Toned(_last.Sample(lastX, lastY));

            // A pixel's share for each of its four channels, 15 bits.
            var w = Vector256.ConvertToInt32Native(share * 32767);
            w |= w << 16;
            var low = Vector256.ShuffleNative(w, Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3)).AsInt16();
            var high = Vector256.ShuffleNative(w, Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7)).AsInt16();
            return Pack(lowA + Fixed15.Times(lowB - lowA, low), highA + Fixed15.Times(highB - highA, high));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> Alone(in Ink ink, Vector256<float> x, Vector256<float> y)
        {
            var (low, high) = ink.Toned(ink.Sample(x, y));
            return Pack(low, high);
        }

        // Whole values again, opaque.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> Pack(Vector256<short> low, Vector256<short> high)
        {
            var half = Vector256.Create((short)(Ink.One / 2));
            var whole = Vector256.Narrow(((low + half) >>> Ink.Bits).AsUInt16(), ((high + half) >>> Ink.Bits)
                .AsUInt16());
            return whole | Vector256.Create(0xFF000000u).AsByte();
        }
    }

    /// <summary>One picture in one frame: which levels to sample, and its tone.</summary>
    private readonly struct Ink
    {
        // Toned values count 32ths.
        public const int Bits = 5;
        public const int One = 1 << Bits;

        private readonly Vector256<short> _gain;
        private readonly Vector256<short> _lift;
        private readonly TextureChoice _levels;

        public Ink(Texture texture, float reduction, Tone tone)
        {
            // Up to a reduction by the root of two the doubled texture serves alone.
            _levels = new TextureChoice(texture, reduction, 0.5f);
            _gain = Channels(tone.GainR, tone.GainG, tone.GainB, 1, 32768 / 4);
            _lift = Channels(tone.LiftR, tone.LiftG, tone.LiftB, 0, One);
        }

        // Sixteen channels, four pixels, in 32ths of a value and within 0 to 255.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector256<short> Low, Vector256<short> High) Toned(Vector256<byte> colour)
        {
            var (low, high) = Vector256.Widen(colour);
            return (Toned(low), Toned(high));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector256<short> Toned(Vector256<ushort> values)
        {
            var toned = Vector256.AddSaturate(Fixed15.Times((values << 7).AsInt16(), _gain), _lift);
            return Vector256.Min(Vector256.Max(toned, Vector256<short>.Zero), Vector256.Create((short)(255 * One)));
        }

        // A gain of 4 would be 1 here: none is as large.
        private static Vector256<short> Channels(float r, float g, float b, float a, float scale)
        {
            var (red, green, blue, alpha) = (Whole(r), Whole(g), Whole(b), Whole(a));
            var pixel = Vector64.Create(red, green, blue, alpha);
            var two = Vector128.Create(pixel, pixel);
            return Vector256.Create(two, two);

            short Whole(float value) => (short)Math.Clamp(MathF.Round(value * scale), short.MinValue, short.MaxValue);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> Sample(Vector256<float> x, Vector256<float> y)
        {
            var scale = Vector256.Create(_levels.ToFine);
            var colour = WarpKernel.At(_levels.Fine, x * scale, y * scale);
            return _levels.CoarseShare == 0
                ? colour
                : Brush.Mix(colour, WarpKernel.At(_levels.Coarse, x * (scale * 0.5f), y * (scale * 0.5f)),
                    _levels.CoarseShare);
        }
    }
}
