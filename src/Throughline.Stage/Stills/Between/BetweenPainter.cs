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
                    var eight = mix.Eight(At(0, at), At(1, at), At(2, at), At(3, at), At(4, at));
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
        public Vector256<byte> Eight(
            Vector256<float> firstX, Vector256<float> firstY, Vector256<float> lastX, Vector256<float> lastY,
                Vector256<float> share)
        {
            if (Vector256.EqualsAll(share, Vector256<float>.Zero))
            {
                return Pack(_first, _first.Sample(firstX, firstY), _first, default, share);
            }

            return Vector256.EqualsAll(share, Vector256<float>.One)
                ? Pack(_last, _last.Sample(lastX, lastY), _last, default, Vector256<float>.Zero)
                : Pack(_first, _first.Sample(firstX, firstY), _last, _last.Sample(lastX, lastY), share);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> Pack(
            in Ink inkA, Vector256<byte> a, in Ink inkB, Vector256<byte> b, Vector256<float> share)
        {
            var (lowA, highA) = Vector256.Widen(a);
            var (lowB, highB) = Vector256.Widen(b);
            var low = Vector256.Narrow(
                Two(inkA, lowA.GetLower(), inkB, lowB.GetLower(), share, 0),
                Two(inkA, lowA.GetUpper(), inkB, lowB.GetUpper(), share, 2));
            var high = Vector256.Narrow(
                Two(inkA, highA.GetLower(), inkB, highB.GetLower(), share, 4),
                Two(inkA, highA.GetUpper(), inkB, highB.GetUpper(), share, 6));
            return Vector256.Narrow(low, high) | Vector256.Create(0xFF000000u).AsByte();
        }

        // Two pixels, eight channels.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<uint> Two(
            in Ink inkA, Vector128<ushort> a, in Ink inkB, Vector128<ushort> b, Vector256<float> share, int pixel)
        {
            var which = Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1) + Vector256.Create(pixel);
            var w = Vector256.ShuffleNative(share, which);
            var first = (Floats(a) * inkA.Gain) + inkA.Lift;
            var last = (Floats(b) * inkB.Gain) + inkB.Lift;
            var mixed = first + (w * (last - first)) + Vector256.Create(0.5f);
            return Vector256.ConvertToInt32Native(Vector256.Min(Vector256.Max(mixed, Vector256<float>.Zero),
                Vector256.Create(255.5f))).AsUInt32();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<float> Floats(Vector128<ushort> values)
        {
            var (low, high) = Vector128.Widen(values);
            return Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
        }
    }

    /// <summary>One picture in one frame: which levels to sample, and its tone.</summary>
    private readonly struct Ink
    {
        public readonly Vector256<float> Gain;
        public readonly Vector256<float> Lift;

        private readonly TextureChoice _levels;

        public Ink(Texture texture, float reduction, Tone tone)
        {
            // Up to a reduction by the root of two the doubled texture serves alone.
            _levels = new TextureChoice(texture, reduction, 0.5f);
            Gain = Vector256.Create(tone.GainR, tone.GainG, tone.GainB, 1, tone.GainR, tone.GainG, tone.GainB, 1);
            Lift = Vector256.Create(tone.LiftR, tone.LiftG, tone.LiftB, 0, tone.LiftR, tone.LiftG, tone.LiftB, 0);
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
