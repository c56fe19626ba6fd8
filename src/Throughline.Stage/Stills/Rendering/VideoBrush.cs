using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// One layer in frames of video: <see cref="Brush"/>, plane by plane. Cells are <see cref="PlaneKernel.Lanes"/> pixels
/// wide.
/// </summary>
internal readonly unsafe struct VideoBrush(VideoTexture texture)
{
    private const float Share = 1f / PlaneKernel.Lanes;

    private readonly PlaneLevel _luma = texture.Luma;
    private readonly PlaneLevel _alpha = texture.Alpha;
    private readonly PlaneLevel _chroma = texture.Chroma;
    private readonly PlaneLevel _chromaAlpha = texture.ChromaAlpha;

    /// <summary>Paints a line of cells of luma.</summary>
    /// <param name="x">Layer columns (plus <paramref name="left"/>) of the nodes above; one more than there are
    /// cells.</param>
    /// <param name="y">Layer rows (plus <paramref name="top"/>) of the nodes above.</param>
    /// <param name="stride">From a node to the node below it.</param>
    /// <param name="down">Where the line lies between the nodes above and below, 0 to 1.</param>
    /// <param name="left">Left of the layer.</param>
    /// <param name="top">Top of the layer.</param>
    /// <param name="cells">How many cells.</param>
    /// <param name="isFirst">Whether to replace what is there rather than paint over it: the layer is opaque
    /// here.</param>
    /// <param name="target">Luma, cell after cell.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Luma(
        float* x, float* y, int stride, float down, float left, float top, int cells, bool isFirst, byte* target)
    {
        if (!isFirst)
        {
            LumaOver(x, y, stride, down, left, top, cells, target);
            return;
        }

        var x0 = (Between(x, stride, down) - left) * 2;
        var y0 = (Between(y, stride, down) - top) * 2;
        for (var cell = 1; cell <= cells; cell++)
        {
            var x1 = (Between(x + cell, stride, down) - left) * 2;
            var y1 = (Between(y + cell, stride, down) - top) * 2;
            float dx = (x1 - x0) * Share, dy = (y1 - y0) * Share;
            PlaneKernel.Sample<SixteenLanes>(_luma, x0, y0, dx, dy).Store(target);
            target += PlaneKernel.Lanes;
            (x0, y0) = (x1, y1);
        }
    }

    // Apart, so that the way that most tiles go stays in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LumaOver(float* x, float* y, int stride, float down, float left, float top, int cells, byte* target)
    {
        var x0 = (Between(x, stride, down) - left) * 2;
        var y0 = (Between(y, stride, down) - top) * 2;
        for (var cell = 1; cell <= cells; cell++)
        {
            var x1 = (Between(x + cell, stride, down) - left) * 2;
            var y1 = (Between(y + cell, stride, down) - top) * 2;
            float dx = (x1 - x0) * Share, dy = (y1 - y0) * Share;
            var luma = PlaneKernel.Sample<SixteenLanes, SixteenLanes>(_luma, _alpha, x0, y0, dx, dy, out var alpha);
            Over(luma, alpha, Vector128.Load(target)).Store(target);
            target += PlaneKernel.Lanes;
            (x0, y0) = (x1, y1);
        }
    }

    /// <summary>
    /// Paints a line of cells of chroma, which stands for two lines of luma; <paramref name="down"/> lies between them.
    /// </summary>
    /// <param name="x">Layer columns (plus <paramref name="left"/>) of the nodes above; one more than there are
    /// cells.</param>
    /// <param name="y">Layer rows (plus <paramref name="top"/>) of the nodes above.</param>
    /// <param name="stride">From a node to the node below it.</param>
    /// <param name="down">Where the middle between the two lines lies between the nodes above and below, 0 to
    /// 1.</param>
    /// <param name="left">Left of the layer.</param>
    /// <param name="top">Top of the layer.</param>
    /// <param name="cells">How many cells.</param>
    /// <param name="isFirst">Whether to replace what is there rather than paint over it.</param>
    /// <param name="target">Cb eight times, then Cr eight times, cell after cell.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Chroma(
        float* x, float* y, int stride, float down, float left, float top, int cells, bool isFirst, byte* target)
    {
        if (!isFirst)
        {
            ChromaOver(x, y, stride, down, left, top, cells, target);
            return;
        }

        var x0 = Between(x, stride, down) - left - 0.5f;
        var y0 = Between(y, stride, down) - top - 0.5f;
        for (var cell = 1; cell <= cells; cell++)
        {
            var x1 = Between(x + cell, stride, down) - left - 0.5f;
            var y1 = Between(y + cell, stride, down) - top - 0.5f;
            float dx = (x1 - x0) * Share, dy = (y1 - y0) * Share;
            PlaneKernel.Sample<ChromaLanes>(_chroma, x0 + (dx / 2), y0 + (dy / 2), 2 * dx, 2 * dy).Store(target);
            target += PlaneKernel.Lanes;
            (x0, y0) = (x1, y1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ChromaOver(float* x, float* y, int stride, float down, float left, float top, int cells, byte* target)
    {
        var x0 = Between(x, stride, down) - left - 0.5f;
        var y0 = Between(y, stride, down) - top - 0.5f;
        for (var cell = 1; cell <= cells; cell++)
        {
            var x1 = Between(x + cell, stride, down) - left - 0.5f;
            var y1 = Between(y + cell, stride, down) - top - 0.5f;
            float dx = (x1 - x0) * Share, dy = (y1 - y0) * Share;
            var chroma = PlaneKernel.Sample<ChromaLanes, EightTwiceLanes>(
                _chroma, _chromaAlpha, x0 + (dx / 2), y0 + (dy / 2), 2 * dx, 2 * dy, out var alpha);
            Over(chroma, alpha, Vector128.Load(target)).Store(target);
            target += PlaneKernel.Lanes;
            (x0, y0) = (x1, y1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Between(float* node, int stride, float down) => node[0] + ((node[stride] - node[0]) * down);

    // Above over below, both premultiplied.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Over(Vector128<byte> above, Vector128<byte> alpha, Vector128<byte> below)
    {
        var (lowThrough, highThrough) = Vector128.Widen(~alpha);
        var (lowBelow, highBelow) = Vector128.Widen(below);
        return Vector128.AddSaturate(
            above, Vector128.Narrow(By255(lowThrough * lowBelow), By255(highThrough * highBelow)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> By255(Vector128<ushort> product)
    {
        var t = product + Vector128.Create((ushort)128);
        return (t + (t >> 8)) >> 8;
    }
}
