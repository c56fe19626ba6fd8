namespace Throughline.Stage.Stills;

/// <summary>
/// One size of the picture during completion. All planes share one layout: rows of <see cref="Stride"/> pixels, with
/// <see cref="Pad"/> unused pixels on every side, so that a patch round any pixel of the picture can be read.
/// </summary>
internal sealed class FillLevel
{
    /// <summary>Unused pixels on every side.</summary>
    public const int Pad = 8;

    /// <summary>Outside the picture, or nearer than the surface to be filled: neither compared nor copied.</summary>
    public const byte Void = 0;

    /// <summary>To be filled.</summary>
    public const byte Hole = 1;

    /// <summary>Given.</summary>
    public const byte Known = 2;

    /// <summary>Creates an empty level; its planes are zero.</summary>
    public FillLevel(int number, int width, int height)
    {
        Number = number;
        Width = width;
        Height = height;
        Stride = width + (2 * Pad);
        var count = Stride * (height + (2 * Pad));
        Pixels = new byte[count * 4];
        Kind = new byte[count];
        Far = new byte[count];
    }

    /// <summary>0 is the picture's own size; each further level is half as large.</summary>
    public int Number { get; }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>R, G, B and the strength of the texture, four bytes a pixel.</summary>
    public byte[] Pixels { get; }

    /// <summary><see cref="Void"/>, <see cref="Hole"/> or <see cref="Known"/>.</summary>
    public byte[] Kind { get; }

    /// <summary>
    /// How far each pixel that may be copied is, 1 (near) to 255 (far); 0 where nothing may be copied.
    /// </summary>
    public byte[] Far { get; }

    /// <summary>How far a source must at least be, for each target, or null when any source will do.</summary>
    public byte[]? Need { get; set; }

    /// <summary>The place of a pixel in the planes.</summary>
    public int At(int x, int y) => ((y + Pad) * Stride) + x + Pad;

    /// <summary>The same picture at half the size; a pixel of which any part is a hole is a hole.</summary>
    public FillLevel Halve(FillWork work)
    {
        var half = new FillLevel(Number + 1, (Width + 1) / 2, (Height + 1) / 2);
        var need = Need is null ? null : new byte[half.Kind.Length];
        work.For((half.Height + 15) / 16, block =>
        {
            for (var y = block * 16; y < Math.Min(half.Height, (block + 1) * 16); y++)
            {
                HalveRow(half, need, y);
            }
        });
        half.Need = need;
        return half;
    }

    private void HalveRow(FillLevel half, byte[]? need, int y)
    {
        var lower = Math.Min(Height - 1, (2 * y) + 1);
        Span<int> children = stackalloc int[4];
        for (var x = 0; x < half.Width; x++)
        {
            var right = Math.Min(Width - 1, (2 * x) + 1);
            children[0] = At(2 * x, 2 * y);
            children[1] = At(right, 2 * y);
            children[2] = At(2 * x, lower);
            children[3] = At(right, lower);
            int r = 0, g = 0, b = 0, t = 0, known = 0;
            byte far = 255, needed = 0;
            var hole = false;
            foreach (var child in children)
            {
                far = Math.Min(far, Far[child]);
                needed = need is null ? needed : Math.Max(needed, Need![child]);
                hole |= Kind[child] == Hole;
                if (Kind[child] == Known)
                {
                    r += Pixels[child * 4];
                    g += Pixels[(child * 4) + 1];
                    b += Pixels[(child * 4) + 2];
                    t += Pixels[(child * 4) + 3];
                    known++;
                }
            }

            var to = half.At(x, y);
            half.Kind[to] = hole ? Hole : known > 0 ? Known : Void;
            half.Far[to] = hole ? (byte)0 : far;
            if (need is not null)
            {
                need[to] = needed;
            }

            if (known > 0)
            {
                half.Pixels[to * 4] = (byte)((r + (known / 2)) / known);
                half.Pixels[(to * 4) + 1] = (byte)((g + (known / 2)) / known);
                half.Pixels[(to * 4) + 2] = (byte)((b + (known / 2)) / known);
                half.Pixels[(to * 4) + 3] = (byte)((t + (known / 2)) / known);
            }
        }
    }
}
