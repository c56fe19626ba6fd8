using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The way between two views of one scene. The camera's change is a path of its own, eased; what moved beside it goes
/// straight in the first picture's frame. Where both pictures show a thing they are mixed by time, elsewhere the one
/// that
/// shows it is taken; tones go over evenly. What differs though it is found changes quickly half way instead of mixing.
/// </summary>
internal sealed class SameSceneWay : IWay
{
    private const int Lanes = 8;

    // Lanes of a sample beside those of the scratch.
    private const int Visible0 = 3;
    private const int Visible1 = 4;
    private const int Differs = 5;

    // Displacements, squared pixels, from which two samples are of different surfaces.
    private const float Apart = 4;

    // Over this part of the way a picture that does not show a thing gives way to the one that does, at the ends only.
    private const float Ends = 0.08f;

    // Before this part of the way, and after as much from its end, what both pictures show comes from one of them
    // alone: two samples that lie a fraction of a pixel apart are softer than either.
    private const float Over = 0.2f;

    // The part of the way, to either side of half, in which what is not the same gives way to what it becomes: some
    // four frames of five seconds. Longer is a ghost.
    private const float Quick = 0.03f;

    // What one picture alone shows is shown whatever the time: its share is no smaller than this beside the other's,
    // which is none.
    private const float LeastShare = 0.01f;

    private static readonly Vector256<float> _ramp = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);

    private readonly PixelSize _size;
    private readonly ScreenPath _path;
    private readonly WayFraming _framing;
    private readonly AlignedVectors _samples;
    private readonly float[] _places;
    private readonly Tone _tone;
    private readonly float _scale;

    /// <summary>The way of a studied pair.</summary>
    public SameSceneWay(PairStudy study, Picture first, Picture last)
    {
        _size = first.Size;
        Reduction = study.Light.Reduction;
        _path = ScreenPath.To(study.Map, Math.Max(_size.Width, _size.Height)) ?? ScreenPath.To(Homography.Identity,
            _size.Width)!;
        _framing = WayFraming.Of(_path, _size);
        _scale = (float)study.Map.ScaleAt(_size.Width / 2.0, _size.Height / 2.0);
        _tone = ToneMatch.Of(study, first, last);
        (_samples, _places) = Collect(study);
    }

    /// <inheritdoc/>
    public int Reduction { get; }

    /// <inheritdoc/>
    public float Travel(double from, double to)
    {
        Homography before = View(Smooth.Ease(from, Begins)), after = View(Smooth.Ease(to, Begins));
        double most = 0;
        for (var corner = 0; corner < 4; corner++)
        {
            double x = (corner & 1) * (_size.Width - 1), y = (corner >> 1) * (_size.Height - 1);
            var (ax, ay) = before.Map(x, y);
            var (bx, by) = after.Map(x, y);
            most = Math.Max(most, Math.Sqrt(((ax - bx) * (ax - bx)) + ((ay - by) * (ay - by))));
        }

        return (float)most;
    }

    /// <inheritdoc/>
    public (float X, float Y) Start(float x, float y)
    {
        const double Little = 0.01;
        var (u, v) = View(Little).Map(x, y);
        return ((float)((u - x) / Little), (float)((v - y) / Little));
    }

    /// <inheritdoc/>
    public double Begins { get; set; }

    /// <inheritdoc/>
    public BetweenScratch Scratch() =>
        new(((_size.Width + Reduction - 1) / Reduction) + 2, ((_size.Height + Reduction - 1) / Reduction) + 2);

    /// <inheritdoc/>
    public BetweenLook Lay(double time, BetweenGrid grid, BetweenScratch scratch)
    {
        var s = (float)Smooth.Ease(time, Begins);
        var view = View(s);
        Scatter(s, view, scratch);
        scratch.Fill();
        scratch.Close();
        Place(s, view, grid, scratch);
        return new BetweenLook(
            _tone.Part(s), _tone.Inverted().Part(1 - s), MathF.Pow(_scale, -s), MathF.Pow(_scale, 1 - s));
    }

    /// <summary>Where the first picture's pixels are shown at a share of the way, 0 to 1.</summary>
    public Homography View(double share) => _framing.At(share) * _path.At(share);

    /// <summary>How many times larger the framing shows the view at a share of the way.</summary>
    public float Framed(double share) => (float)_framing.At(share).A;

    // Every pixel of the picture that shows more detail, and what only the other one shows; two numbers say where in
    // the
    // first picture's frame each begins.
    private (AlignedVectors Samples, float[] Places) Collect(PairStudy study)
    {
        var samples = new List<Vector256<float>>();
        var places = new List<float>();
        var inverse = study.Map.Inverted();
        Add(study.First, isFirst: true, onlyHidden: _scale > 1.02f);
        Add(study.Second, isFirst: false, onlyHidden: _scale <= 1.02f);
        var aligned = new AlignedVectors(samples.Count);
        CollectionsMarshal.AsSpan(samples).CopyTo(aligned.Span);
        return (aligned, [.. places]);

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

                    float px = Full(x), py = Full(y), u = side.Flow.X.Values[at] * Reduction,
                        v = side.Flow.Y.Values[at] * Reduction;
                    double beginX = px, beginY = py;
                    if (!isFirst)
                    {
                        var (ex, ey) = inverse.Map(px, py);
                        (beginX, beginY) = inverse.Map(px + u, py + v);
                        (u, v) = ((float)(ex - beginX), (float)(ey - beginY));
                    }

                    var moved = MathF.Sqrt((u * u) + (v * v));
                    var front = isShared ? 2 + MathF.Min(moved / _size.Width, 0.9f) : side.Covered.Values[at] > 0
                        ? 0.5f : 1;
                    float inFirst = isShared || isFirst ? 1 : 0, inLast = isShared || !isFirst ? 1 : 0;
                    var differs = isShared ? side.Differs.Values[at] : 0;
                    samples.Add(Vector256.Create(1, u, v, inFirst, inLast, differs, front, 0));
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
        var cells = scratch.Cells;
        var samples = _samples.Span;
        float a = (float)view.A, b = (float)view.B, c = (float)view.C, d = (float)view.D, e = (float)view.E,
            f = (float)view.F;
        float g = (float)view.G, h = (float)view.H, i = (float)view.I, cell = 1f / Reduction;
        for (var n = 0; n < samples.Length; n++)
        {
            ref readonly var sample = ref samples[n];
            var x = _places[2 * n] + (s * sample.GetElement(BetweenScratch.X));
            var y = _places[(2 * n) + 1] + (s * sample.GetElement(BetweenScratch.Y));
            var w = cell / ((g * x) + (h * y) + i);
            var middle = (cell / 2) + 0.5f;
            scratch.Add(
                cells, (((a * x) + (b * y) + c) * w) + middle, (((d * x) + (e * y) + f) * w) + middle, sample, Apart);
        }
    }

    // Lanes: eight cells of a row; a row hangs over into the grid's slack.
    private void Place(float s, Homography view, BetweenGrid grid, BetweenScratch scratch)
    {
        Projection back = new(view.Inverted()), end = new(_path.End);
        float over = Smooth.Step(Over, 1 - Over, s), quick = Smooth.Step(0.5f - Quick, 0.5f + Quick, s);
        float early = 1 - Smooth.Step(0, Ends, s), late = Smooth.Step(1 - Ends, 1, s);
        Vector256<float> one = Vector256<float>.One, least = Vector256.Create(LeastShare);
        Span<float> lanes = stackalloc float[5 * Lanes];
        var cells = scratch.Cells;
        for (var row = 0; row < grid.Rows; row++)
        {
            var y = Vector256.Create(grid.Pixel(row));
            for (var column = 0; column < grid.Columns; column += Lanes)
            {
                var (u, v, visible0, visible1, differs) = Eight(cells, row * grid.Columns, column,
                    grid.Columns, lanes);
                var (cx, cy) = back.Map(Vector256.Create(grid.Pixel(column)) + (_ramp * Reduction), y);
                Vector256<float> fx = cx - (s * u), fy = cy - (s * v);
                var (lx, ly) = end.Map(cx + ((1 - s) * u), cy + ((1 - s) * v));

                // What only the first picture shows may lie where only the last one shows something: that changes
                // quickly too.
                var apart = one - Step((visible0 + visible1 - Vector256.Create(1.1f)) * 2);
                var t = Vector256.Create(over) + (Vector256.Max(differs, apart) * (quick - over));
                t = Vector256.Min(Vector256.Max(t, least), one - least);
                var first = ((one - t) * Vector256.Max(visible0, Vector256.Create(early)) * Inside(fx,
                    fy)) + Vector256.Create(1e-6f);
                var last = (t * Vector256.Max(visible1, Vector256.Create(late)) * Inside(lx,
                    ly)) + Vector256.Create(1e-6f);
                var at = (row * grid.Stride) + column;
                Mirror(fx, _size.Width).StoreUnsafe(ref grid.FirstX[at]);
                Mirror(fy, _size.Height).StoreUnsafe(ref grid.FirstY[at]);
                Mirror(lx, _size.Width).StoreUnsafe(ref grid.LastX[at]);
                Mirror(ly, _size.Height).StoreUnsafe(ref grid.LastY[at]);
                (last / (first + last)).StoreUnsafe(ref grid.Share[at]);
            }
        }
    }

    // The values of eight cells, lane by lane; beyond the row's end its last cell repeats.
    private static EightCells Eight(Span<Vector256<float>> cells, int row, int column, int columns, Span<float> lanes)
    {
        for (var l = 0; l < Lanes; l++)
        {
            ref readonly var cell = ref cells[row + Math.Min(column + l, columns - 1)];
            lanes[l] = cell.GetElement(BetweenScratch.X);
            lanes[Lanes + l] = cell.GetElement(BetweenScratch.Y);
            lanes[(2 * Lanes) + l] = cell.GetElement(Visible0);
            lanes[(3 * Lanes) + l] = cell.GetElement(Visible1);
            lanes[(4 * Lanes) + l] = cell.GetElement(Differs);
        }

        return new EightCells(
            Vector256.Create<float>(lanes), Vector256.Create<float>(lanes[Lanes..]),
                Vector256.Create<float>(lanes[(2 * Lanes)..]),
            Vector256.Create<float>(lanes[(3 * Lanes)..]), Vector256.Create<float>(lanes[(4 * Lanes)..]));
    }

    // 0 outside the frame, rising to 1 well inside it.
    private Vector256<float> Inside(Vector256<float> x, Vector256<float> y)
    {
        var edge = Vector256.Min(
            Vector256.Min(x, Vector256.Create(_size.Width - 1f) - x),
                Vector256.Min(y, Vector256.Create(_size.Height - 1f) - y));
        var inside = (edge + Vector256.Create(1.5f)) * (1 / (0.04f * _size.Width));
        return Vector256.Min(Vector256.Max(inside, Vector256<float>.Zero), Vector256<float>.One);
    }

    private static Vector256<float> Step(Vector256<float> value)
    {
        var u = Vector256.Min(Vector256.Max(value, Vector256<float>.Zero), Vector256<float>.One);
        return u * u * (Vector256.Create(3f) - (u + u));
    }

    // What neither picture shows goes on as a reflection.
    private static Vector256<float> Mirror(Vector256<float> x, int size)
    {
        Vector256<float> low = Vector256.Create(-2f), high = Vector256.Create(size + 1f);
        var before = Vector256.Min(low + low - x, Vector256.Create(size - 1f));
        var after = Vector256.Max(high + high - x, Vector256<float>.Zero);
        return Vector256.ConditionalSelect(
            Vector256.LessThan(x, low), before, Vector256.ConditionalSelect(Vector256.GreaterThan(x, high), after, x));
    }

    private readonly record struct EightCells(
        Vector256<float> U, Vector256<float> V, Vector256<float> Visible0, Vector256<float> Visible1,
            Vector256<float> Differs);

    /// <summary>A projective map of eight points at once.</summary>
    private readonly struct Projection(Homography map)
    {
        private readonly float _a = (float)map.A;
        private readonly float _b = (float)map.B;
        private readonly float _c = (float)map.C;
        private readonly float _d = (float)map.D;
        private readonly float _e = (float)map.E;
        private readonly float _f = (float)map.F;
        private readonly float _g = (float)map.G;
        private readonly float _h = (float)map.H;
        private readonly float _i = (float)map.I;

        public (Vector256<float> X, Vector256<float> Y) Map(Vector256<float> x, Vector256<float> y)
        {
            var w = Vector256<float>.One / ((_g * x) + (_h * y) + Vector256.Create(_i));
            return (((_a * x) + (_b * y) + Vector256.Create(_c)) * w, ((_d * x) + (_e * y) + Vector256.Create(_f)) * w);
        }
    }
}
