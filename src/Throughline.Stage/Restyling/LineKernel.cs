using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Drawn lines: a difference of Gaussians across edges, gathered along them, and what falls below zero is ink. Lanes:
/// sixteen pixels. Source: H. Kang, S. Lee, C. K. Chui, Coherent Line Drawing, 2007, doi:10.1145/1274871.1274878; in
/// two walks as
/// <see cref="Tangents"/>; the soft threshold as H. Winnemöller, J. E. Kyprianidis, S. C. Olsen, XDoG, 2012,
/// doi:10.1016/j.cag.2012.03.004.
/// </summary>
internal sealed unsafe class LineKernel : IDisposable
{
    private const float Wider = 1.6f; // The classical ratio: closest to a Laplacian.
    private const float Balance = 0.994f; // What of the wider Gaussian is taken away: flat places stay just above zero.
    private const float Threshold = 0.002f, Softness = 0.014f;

    private readonly PixelSize _size;
    private readonly float _sigma, _along;
    private readonly AlignedBuffer<float> _response;

    /// <summary>Room for a frame.</summary>
    /// <param name="size">Of the frame.</param>
    /// <param name="width">Width of lines in pixels.</param>
    public LineKernel(PixelSize size, float width)
    {
        _size = size;
        _sigma = MathF.Max(width * 0.6f, 0.6f);
        _along = 3.2f * MathF.Max(size.Height / 720f, 0.4f);
        _response = new(((size.Width + 15) & ~15) * size.Height);
    }

    private int Stride => (_size.Width + 15) & ~15;

    /// <summary>Finds the lines of a frame.</summary>
    /// <param name="tangents">Of the frame, with its lightness.</param>
    /// <param name="drawing">Its lines are filled, 0 to 1.</param>
    public void Find(Tangents tangents, Drawing drawing)
    {
        Across(tangents);
        Along(tangents, drawing);
    }

    /// <inheritdoc/>
    public void Dispose() => _response.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Across(Tangents tangents)
    {
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        F mostX = Wide.Of(_size.Width - 1), mostY = Wide.Of(_size.Height - 1);
        const float Log2E = 1.442695f;
        var narrow = Wide.Of(-Log2E / (2 * _sigma * _sigma));
        var wide = Wide.Of(-Log2E / (2 * _sigma * _sigma * Wider * Wider));
        var reach = (int)MathF.Ceiling(2.2f * _sigma * Wider);
        for (var y = 0; y < _size.Height; y++)
        {
            var at = (long)y * tangents.Stride;
            for (var x = 0; x < _size.Width; x += 16)
            {
                var walk = new Walk(
                    lanes + Wide.Of(x), Wide.Of(y), Vector512.Load(tangents.Y + at + x),
                    -Vector512.Load(tangents.X + at + x));
                var squared = walk.StepSquared;
                var own = Vector512.Load(tangents.Luma + at + x);
                F sumNarrow = own, sumWide = own, allNarrow = F.One, allWide = F.One;
                for (var i = 1; i <= reach; i++)
                {
                    var away = squared * Wide.Of(i * i);
                    F wn = Wide.Exp2(away * narrow), ww = Wide.Exp2(away * wide);
                    var pair = Value(walk, i, tangents, mostX, mostY) + Value(walk, -i, tangents, mostX, mostY);
                    sumNarrow = Wide.Fma(pair, wn, sumNarrow);
                    sumWide = Wide.Fma(pair, ww, sumWide);
                    allNarrow = Wide.Fma(wn, Wide.Of(2), allNarrow);
                    allWide = Wide.Fma(ww, Wide.Of(2), allWide);
                }

                ((sumNarrow / allNarrow) - (sumWide / allWide * Wide.Of(Balance))).Store(
                    _response.Start + ((long)y * Stride) + x);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static F Value(in Walk walk, float steps, Tangents tangents, F mostX, F mostY)
        {
            walk.At(steps, tangents.Stride, mostX, mostY, out var first, out var second, out var part);
            return Wide.Lerp(Wide.Gather(tangents.Luma, first), Wide.Gather(tangents.Luma, second), part);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Along(Tangents tangents, Drawing drawing)
    {
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        F mostX = Wide.Of(_size.Width - 1), mostY = Wide.Of(_size.Height - 1);
        var reach = (int)MathF.Ceiling(2 * _along);
        var weights = stackalloc float[reach + 1];
        var all = 1f;
        for (var i = 1; i <= reach; i++)
        {
            weights[i] = MathF.Exp(-i * i / (2 * _along * _along));
            all += 2 * weights[i];
        }

        for (var y = 0; y < _size.Height; y++)
        {
            var at = (long)y * tangents.Stride;
            var lines = drawing.Lines(y);
            for (var x = 0; x < _size.Width; x += 16)
            {
                var sum = Vector512.Load(_response.Start + ((long)y * Stride) + x);
                for (var sign = -1f; sign <= 1; sign += 2)
                {
                    // Down the stream of tangents, whose sign means nothing: never back.
                    F px = lanes + Wide.Of(x + 0.5f), py = Wide.Of(y + 0.5f);
                    F tx = Vector512.Load(tangents.X + at + x) * Wide.Of(sign),
                        ty = Vector512.Load(tangents.Y + at + x) * Wide.Of(sign);
                    for (var i = 1; i <= reach; i++)
                    {
                        px += tx;
                        py += ty;
                        F wholeX = Vector512.Floor(px), wholeY = Vector512.Floor(py);
                        sum = Wide.Fma(
                            Wide.Gather(_response.Start, Walk.Index(wholeX, wholeY, Stride, mostX, mostY)),
                            Wide.Of(weights[i]), sum);
                        var here = Walk.Index(wholeX, wholeY, tangents.Stride, mostX, mostY);
                        F nx = Wide.Gather(tangents.X, here), ny = Wide.Gather(tangents.Y, here);
                        var back = Vector512.LessThan(Wide.Fma(nx, tx, ny * ty), F.Zero);
                        tx = Vector512.ConditionalSelect(back, -nx, nx);
                        ty = Vector512.ConditionalSelect(back, -ny, ny);
                    }
                }

                Wide.Step(Threshold, Threshold + Softness, -sum * Wide.Of(1 / all)).Store(lines + x);
            }
        }
    }
}
