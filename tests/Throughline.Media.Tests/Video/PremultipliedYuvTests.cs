using System.Runtime.InteropServices;
using Throughline.Media.Tests.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Tests.Video;

public class PremultipliedYuvTests
{
    private const int Width = 46;

    [Fact]
    public void Opaque_pixels_are_those_of_a_frame_bit_for_bit()
    {
        var picture = Draw.Noise(Width, 2, 5);
        var frame = new VideoFrame(picture.Size);
        frame.Set(picture);
        var luma = new byte[Width * 2];
        PremultipliedYuv.Luma(picture.Pixels, luma, []);
        Assert.Equal(frame.Planes[..luma.Length], luma);

        var texels = new ushort[Width];
        var alphas = new byte[Width];
        PremultipliedYuv.Chroma(picture.Row(0), picture.Row(1), texels, alphas);
        for (var x = 0; x < Width; x += 2)
        {
            Assert.Equal(frame.Planes[luma.Length + (x / 2)], (byte)texels[x]);
            Assert.Equal(frame.Planes[luma.Length + (luma.Length / 4) + (x / 2)], (byte)(texels[x] >> 8));
            Assert.Equal(255, alphas[x]);
        }
    }

    // Laid over in Y'CbCr as in R'G'B', to within the rounding of both.
    [Fact]
    public void Laying_over_gives_what_laying_over_of_colours_gives()
    {
        const int Count = 400;
        var random = new Random(7);
        byte[] above = new byte[Count * 4], below = new byte[Count * 4], over = new byte[Count * 4];
        for (var i = 0; i < Count; i++)
        {
            int alpha = i < 8 ? 0 : random.Next(256);
            for (var c = 0; c < 3; c++)
            {
                above[(4 * i) + c] = (byte)random.Next(alpha + 1);
                below[(4 * i) + c] = (byte)random.Next(256);
                over[(4 * i) + c] = (byte)(above[(4 * i) + c] + (((255 - alpha) * below[(4 * i) + c]) + 127) / 255);
            }

            (above[(4 * i) + 3], below[(4 * i) + 3], over[(4 * i) + 3]) = ((byte)alpha, 255, 255);
        }

        byte[] lumaAbove = new byte[Count], alphas = new byte[Count], lumaBelow = new byte[Count],
            lumaOver = new byte[Count];
        PremultipliedYuv.Luma(above, lumaAbove, alphas);
        PremultipliedYuv.Luma(below, lumaBelow, []);
        PremultipliedYuv.Luma(over, lumaOver, []);
        ushort[] chromaAbove = new ushort[Count], chromaBelow = new ushort[Count], chromaOver = new ushort[Count];

        // Each pixel four times, so that the mean of four has one alpha.
        foreach (var (pixels, texels) in new[] { (above, chromaAbove), (below, chromaBelow), (over, chromaOver) })
        {
            for (var i = 0; i < Count; i++)
            {
                var four = new uint[2];
                Array.Fill(four, MemoryMarshal.Cast<byte, uint>(pixels)[i]);
                var one = new ushort[2];
                PremultipliedYuv.Chroma(MemoryMarshal.AsBytes<uint>(four), MemoryMarshal.AsBytes<uint>(four), one, []);
                texels[i] = one[0];
            }
        }

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(above[(4 * i) + 3], alphas[i]);
            var through = (255 - alphas[i]) / 255.0;
            Assert.InRange(lumaAbove[i] + (through * lumaBelow[i]) - lumaOver[i], -1.6, 1.6);
            for (var shift = 0; shift < 16; shift += 8)
            {
                int Of(ushort texel) => (texel >> shift) & 255;
                Assert.InRange(Of(chromaAbove[i]) + (through * Of(chromaBelow[i])) - Of(chromaOver[i]), -1.6, 1.6);
            }
        }
    }

    [Fact]
    public void Rows_of_any_length_are_the_same_as_pixel_by_pixel()
    {
        var picture = Draw.Noise(61, 2, 9, opaque: false);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = Math.Min(picture.Pixels[i], picture.Pixels[i | 3]);
        }

        byte[] luma = new byte[61], alpha = new byte[61];
        var texels = new ushort[61];
        var alphas = new byte[61];
        PremultipliedYuv.Luma(picture.Row(0), luma, alpha);
        PremultipliedYuv.Chroma(picture.Row(0), picture.Row(1), texels, alphas);
        for (var x = 0; x < 61; x++)
        {
            byte[] one = new byte[1], oneAlpha = new byte[1];
            PremultipliedYuv.Luma(picture.Row(0).Slice(4 * x, 4), one, oneAlpha);
            Assert.Equal((one[0], oneAlpha[0]), (luma[x], alpha[x]));
            var from = Math.Min(x, 59);
            var two = new ushort[2];
            var twoAlphas = new byte[2];
            PremultipliedYuv.Chroma(
                picture.Row(0).Slice(4 * from, 8), picture.Row(1).Slice(4 * from, 8), two, twoAlphas);
            Assert.Equal((two[x - from], twoAlphas[x - from]), (texels[x], alphas[x]));
        }
    }
}
