using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The way between two views of one scene. The camera's change is a path of its own, eased; what moved beside it goes
/// straight in the first picture's frame. Where both pictures show a thing they are mixed by time, elsewhere the one that
/// shows it is taken; tones go over evenly. What differs though it is found changes quickly half way instead of mixing.
/// </summary>
internal sealed class SameSceneWay : IWay
{
    // Lanes of a sample beside those of the scratch.
    private const int Visible0 = 3;
    private const int Visible1 = 4;
    private const int Differs = 5;

    // Displacements, squared pixels, from which two samples are of different surfaces.
    private const float Apart = 4;

    // Over this part of the way a picture that does not show a thing gives way to the one that does, at the ends only.
    private const float Ends = 0.08f;

    private readonly PixelSize _size;
    private readonly ScreenPath _path;
    private readonly Vector256<float>[] _samples;
    private readonly float[] _places;
    private readonly Tone _tone;
    private readonly float _scale;

    /// <summary>The way of a studied pair.</summary>
    public SameSceneWay(PairStudy study, Picture first, Picture last)
    {
        _size = first.Size;
        Reduction = study.Light.Reduction;
        _path = ScreenPath.To(study.Map, Math.Max(_size.Width, _size.Height)) ?? ScreenPath.To(Homography.Identity, _size.Width)!;
        _scale = (float)study.Map.ScaleAt(_size.Width / 2.0, _size.Height / 2.0);
        _tone = ToneMatch.Of(study, first, last);
        (_samples, _places) = Collect(study);
    }

    /// <inheritdoc/>
    public int Reduction { get; }

    /// <inheritdoc/>
    public BetweenScratch Scratch() =>
        new(((_size.Width + Reduction - 1) / Reduction) + 2, ((_size.Height + Reduction - 1) / Reduction) + 2);

    /// <inheritdoc/>
    public BetweenLook Lay(double time, BetweenGrid grid, BetweenScratch scratch)
    {
        var s = (float)Smooth.Ease(time);
        var view = _path.At(s);
        Scatter(s, view, scratch);
        scratch.Fill();
        Place(s, view, grid, scratch);
        return new BetweenLook(
            _tone.Part(s), _tone.Inverted().Part(1 - s), MathF.Pow(_scale, -s), MathF.Pow(_scale, 1 - s));
    }

    // Every pixel of the picture that shows more detail, and what only the other one shows; two numbers say where in the
    // first picture's frame each begins.
    private (Vector256<float>[] Samples, float[] Places) Collect(PairStudy study)
    {
        var samples = new List<Vector256<float>>();
        var places = new List<float>();
        var inverse = study.Map.Inverted();
        Add(study.First, isFirst: true, onlyHidden: _scale > 1.02f);
        Add(study.Second, isFirst: false, onlyHidden: _scale <= 1.02f);
        return ([.. samples], [.. places]);

        void Add(PairSide side, bool isFirst, bool onlyHidden)
        {
            for (var y = 0; y < side.Visible.Height; y++)
            {
                for (var x = 0; x < side.Visible.Width; x++)
                {
                    var at = side.Visible.At(x, y);
                    var isShared = side.Visible.Values[at] > 0;
                    if (onlyHidden && isShared)
                    {
                        continue;
                    }

                    float px = Full(x), py = Full(y), u = side.Flow.X.Values[at] * Reduction, v = side.Flow.Y.Values[at] * Reduction;
                    double beginX = px, beginY = py;
                    if (!isFirst)
                    {
                        var (ex, ey) = inverse.Map(px, py);
                        (beginX, beginY) = inverse.Map(px + u, py + v);
                        (u, v) = ((float)(ex - beginX), (float)(ey - beginY));
                    }

                    var moved = MathF.Sqrt((u * u) + (v * v));
                    var front = isShared ? 2 + MathF.Min(moved / _size.Width, 0.9f) : side.Covered.Values[at] > 0 ? 0.5f : 1;
                    samples.Add(Vector256.Create(
                        1, u, v, isShared || isFirst ? 1 : 0, isShared || !isFirst ? 1 : 0, isShared ? side.Differs.Values[at] : 0, front, 0));
                    places.Add((float)beginX);
                    places.Add((float)beginY);
                }
            }
        }
    }

    private float Full(int cell) => ((cell + 0.5f) * Reduction) - 0.5f;

    private void Scatter(float s, Homography view, BetweenScratch scratch)
    {
        scratch.Clear();
        float a = (float)view.A, b = (float)view.B, c = (float)view.C, d = (float)view.D, e = (float)view.E, f = (float)view.F;
        float g = (float)view.G, h = (float)view.H, i = (float)view.I, cell = 1f / Reduction;
        for (var n = 0; n < _samples.Length; n++)
        {
            var sample = _samples[n];
            var x = _places[2 * n] + (s * sample.GetElement(BetweenScratch.X));
            var y = _places[(2 * n) + 1] + (s * sample.GetElement(BetweenScratch.Y));
            var w = cell / ((g * x) + (h * y) + i);
            scratch.Add((((a * x) + (b * y) + c) * w) + (cell / 2) + 0.5f, (((d * x) + (e * y) + f) * w) + (cell / 2) + 0.5f, sample, Apart);
        }
    }

    private void Place(float s, Homography view, BetweenGrid grid, BetweenScratch scratch)
    {
        Homography back = view.Inverted(), end = _path.End;
        float a = (float)back.A, b = (float)back.B, c = (float)back.C, d = (float)back.D, e = (float)back.E, f = (float)back.F;
        float g = (float)back.G, h = (float)back.H, i = (float)back.I;
        float ea = (float)end.A, eb = (float)end.B, ec = (float)end.C, ed = (float)end.D, ee = (float)end.E, ef = (float)end.F;
        float eg = (float)end.G, eh = (float)end.H, ei = (float)end.I;
        float quick = Smooth.Step(0.44f, 0.56f, s), early = 1 - Smooth.Step(0, Ends, s), late = Smooth.Step(1 - Ends, 1, s);
        var feather = 0.04f * _size.Width;
        for (var row = 0; row < grid.Rows; row++)
        {
            var y = grid.Pixel(row);
            for (var column = 0; column < grid.Columns; column++)
            {
                var cell = scratch.Cells[(row * grid.Columns) + column];
                float u = cell.GetElement(BetweenScratch.X), v = cell.GetElement(BetweenScratch.Y);
                var x = grid.Pixel(column);
                var w = 1 / ((g * x) + (h * y) + i);
                float cx = ((a * x) + (b * y) + c) * w, cy = ((d * x) + (e * y) + f) * w;
                float fx = cx - (s * u), fy = cy - (s * v);
                float lx = cx + ((1 - s) * u), ly = cy + ((1 - s) * v);
                w = 1 / ((eg * lx) + (eh * ly) + ei);
                (lx, ly) = (((ea * lx) + (eb * ly) + ec) * w, ((ed * lx) + (ee * ly) + ef) * w);

                var t = s + (cell.GetElement(Differs) * (quick - s));
                float inFirst = Inside(fx, fy, feather), inLast = Inside(lx, ly, feather);
                var first = ((1 - t) * MathF.Max(cell.GetElement(Visible0), early) * inFirst) + 1e-6f;
                var last = (t * MathF.Max(cell.GetElement(Visible1), late) * inLast) + 1e-6f;
                var at = (row * grid.Stride) + column;
                grid.FirstX[at] = Mirror(fx, _size.Width);
                grid.FirstY[at] = Mirror(fy, _size.Height);
                grid.LastX[at] = Mirror(lx, _size.Width);
                grid.LastY[at] = Mirror(ly, _size.Height);
                grid.Share[at] = last / (first + last);
            }
        }
    }

    // 0 outside the frame, rising to 1 well inside it.
    private float Inside(float x, float y, float feather)
    {
        var edge = MathF.Min(MathF.Min(x, _size.Width - 1 - x), MathF.Min(y, _size.Height - 1 - y));
        return MathF.Min(MathF.Max((edge + 1.5f) / feather, 0), 1);
    }

    // What neither picture shows goes on as a reflection.
    private static float Mirror(float x, int size)
    {
        const float Edge = 2;
        return x < -Edge ? MathF.Min(-x - (2 * Edge), size - 1) : x > size - 1 + Edge ? MathF.Max((2 * (size - 1 + Edge)) - x, 0) : x;
    }
}
