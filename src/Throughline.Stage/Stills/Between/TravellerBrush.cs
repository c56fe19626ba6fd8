using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Draws the things that travel over frames between two pictures. Each goes straight before the ground, grows evenly,
/// and takes on its last look half way: what it has in both looks within a few frames, what it has in one alone
/// (another place of its legs) at once, for half a leg is none.
/// </summary>
/// <param name="travellers">The things.</param>
/// <param name="way">The way of the ground.</param>
internal sealed class TravellerBrush(Travellers travellers, SameSceneWay way)
{
    // The part of the way over which looks change, to either side of half way.
    private const float Half = 0.03f;

    private readonly Homography _back = way.View(1).Inverted();

    /// <summary>Draws them.</summary>
    /// <param name="time">The time, after 0 and before 1.</param>
    /// <param name="look">Tones of the frame.</param>
    /// <param name="frame">The frame, its ground drawn.</param>
    public void Draw(double time, BetweenLook look, Picture frame)
    {
        var s = (float)Smooth.Ease(time, way.Begins);
        var view = way.View(s);
        foreach (var traveller in travellers.All.Span)
        {
            var (first, last) = (traveller.First, traveller.Last);
            var (endX, endY) = _back.Map(last.X, last.Y);
            var (x, y) = view.Map(first.X + (s * (endX - first.X)), first.Y + (s * (endY - first.Y)));
            var size = MathF.Pow(last.Size / first.Size, s) * way.Framed(s);
            var place = new Place((float)x, (float)y, size, size * first.Size / last.Size);
            Draw(traveller, place, traveller.Look ?? Smooth.Step(0.5f - Half, 0.5f + Half, s), look, frame);
        }
    }

    private static void Draw(Traveller traveller, Place place, float share, BetweenLook look, Picture frame)
    {
        var (first, last) = (traveller.First, traveller.Last);
        var (left, top, right, bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        if (share < 1)
        {
            Enclose(first, place.FirstSize);
        }

        if (share > 0)
        {
            Enclose(last, place.LastSize);
        }

        int from = Math.Max((int)left - 1, 0), to = Math.Min((int)right + 2, frame.Width);
        float quick = share < 0.5f ? 0 : 1;
        Ink inkFirst = new(first, place.X, place.Y, place.FirstSize, look.FirstTone),
            inkLast = new(last, place.X, place.Y, place.LastSize, look.LastTone);
        for (var y = Math.Max((int)top - 1, 0); y < Math.Min((int)bottom + 2, frame.Height); y++)
        {
            var row = frame.Row(y);
            for (var x = from; x < to; x++)
            {
                var a = share < 1 ? inkFirst.At(x, y) : default;
                var b = share > 0 ? inkLast.At(x, y) : default;
                var both = MathF.Min(a.GetElement(3), b.GetElement(3)) / 255;
                var t = quick + (both * (share - quick));
                var mixed = a + ((b - a) * t);
                var rest = 1 - (mixed.GetElement(3) / 255);
                if (rest >= 1)
                {
                    continue;
                }

                var pixel = row.Slice(4 * x, 3);
                for (var c = 0; c < 3; c++)
                {
                    pixel[c] = (byte)(Math.Clamp(mixed.GetElement(c) + (rest * pixel[c]), 0, 255) + 0.5f);
                }
            }
        }

        void Enclose(Cutout cutout, float size)
        {
            float x = place.X + ((cutout.Left - cutout.X) * size), y = place.Y + ((cutout.Top - cutout.Y) * size);
            (left, top) = (MathF.Min(left, x), MathF.Min(top, y));
            (right, bottom) = (MathF.Max(right, x + (cutout.Picture.Width * size)),
                MathF.Max(bottom, y + (cutout.Picture.Height * size)));
        }
    }

    private readonly record struct Place(float X, float Y, float FirstSize, float LastSize);

    /// <summary>One look of a thing in one frame.</summary>
    private readonly struct Ink
    {
        private readonly Picture _picture;
        private readonly float _x;
        private readonly float _y;
        private readonly float _step;
        private readonly Vector128<float> _gain;
        private readonly Vector128<float> _lift;

        public Ink(Cutout cutout, float x, float y, float size, Tone tone)
        {
            _picture = cutout.Picture;
            _step = 1 / size;
            (_x, _y) = (cutout.X - cutout.Left - (x * _step), cutout.Y - cutout.Top - (y * _step));
            _gain = Vector128.Create(tone.GainR, tone.GainG, tone.GainB, 1);
            _lift = Vector128.Create(tone.LiftR, tone.LiftG, tone.LiftB, 0) / 255;
        }

        // Colours times alpha, and alpha, 0 to 255.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> At(int x, int y)
        {
            float u = _x + (x * _step), v = _y + (y * _step);
            int left = (int)MathF.Floor(u), top = (int)MathF.Floor(v);
            if (left < -1 || top < -1 || left >= _picture.Width || top >= _picture.Height)
            {
                return default;
            }

            float fx = u - left, fy = v - top;
            var above = Load(left, top) + (fx * (Load(left + 1, top) - Load(left, top)));
            var below = Load(left, top + 1) + (fx * (Load(left + 1, top + 1) - Load(left, top + 1)));
            var value = above + (fy * (below - above));
            return (value * _gain) + (_lift * value.GetElement(3));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector128<float> Load(int x, int y)
        {
            if (x < 0 || y < 0 || x >= _picture.Width || y >= _picture.Height)
            {
                return default;
            }

            var at = ((y * _picture.Width) + x) * 4;
            var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref _picture.Pixels[at])).AsByte();
            return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
        }
    }
}
