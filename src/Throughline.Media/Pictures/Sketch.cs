using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Throughline.Media.Pictures;

/// <summary>
/// A surface for diagrams and labels: shapes, pictures and text, smoothed at the edges. Coordinates are pixels from the
/// top left corner. Text is set in Inter, which the program carries (Latin letters); other scripts take a typeface of
/// the system's, where there is one. One thread at a time.
/// </summary>
public sealed class Sketch : IDisposable
{
    private static readonly Lazy<SKTypeface> _plain = new(() => Load("Inter-Regular.woff"));
    private static readonly Lazy<SKTypeface> _strong = new(() => Load("Inter-SemiBold.woff"));
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    /// <summary>Starts with an even background.</summary>
    public Sketch(int width, int height, SketchColour background)
    {
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(Of(background));
    }

    /// <summary>How wide <paramref name="text"/> is in pixels.</summary>
    public static float WidthOf(string text, SketchText look)
    {
        var width = 0f;
        Runs(text, look, (run, font) => width += font.MeasureText(run));
        return width;
    }

    /// <summary>
    /// Breaks text at spaces so that no line is wider than <paramref name="width"/>; a longer word stays whole.
    /// </summary>
    public static IReadOnlyList<string> Lines(string text, SketchText look, float width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && WidthOf(lines[^1] + " " + word, look) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    /// <summary>The text, or as much of it as fits into <paramref name="width"/> before an ellipsis.</summary>
    public static string Shortened(string text, SketchText look, float width)
    {
        if (WidthOf(text, look) <= width)
        {
            return text;
        }

        var kept = text.Length;
        while (kept > 1 && WidthOf(text[..kept].TrimEnd() + "…", look) > width)
        {
            kept--;
        }

        return text[..kept].TrimEnd() + "…";
    }

    /// <summary>A filled rectangle, its corners rounded by <paramref name="radius"/>.</summary>
    public void Rectangle(float x, float y, float width, float height, SketchColour colour, float radius = 0)
    {
        using var paint = Fill(colour);
        _canvas.DrawRoundRect(x, y, width, height, radius, radius, paint);
    }

    /// <summary>A filled disc.</summary>
    public void Disc(Vector2 centre, float radius, SketchColour colour)
    {
        using var paint = Fill(colour);
        _canvas.DrawCircle(centre.X, centre.Y, radius, paint);
    }

    /// <summary>A filled polygon.</summary>
    public void Polygon(ReadOnlySpan<Vector2> corners, SketchColour colour)
    {
        using var path = PathOf(corners, true);
        using var paint = Fill(colour);
        _canvas.DrawPath(path, paint);
    }

    /// <summary>An open line through points, with round ends and corners.</summary>
    public void Line(ReadOnlySpan<Vector2> points, float thickness, SketchColour colour)
    {
        using var path = PathOf(points, false);
        using var paint = Fill(colour);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = thickness;
        paint.StrokeCap = SKStrokeCap.Round;
        paint.StrokeJoin = SKStrokeJoin.Round;
        _canvas.DrawPath(path, paint);
    }

    /// <summary>One line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Its left edge, or its right edge when <paramref name="fromRight"/>.</param>
    /// <param name="baseline">Where its letters stand.</param>
    /// <param name="look">How it looks.</param>
    /// <param name="fromRight">Whether it ends at <paramref name="x"/>.</param>
    public void Text(string text, float x, float baseline, SketchText look, bool fromRight = false)
    {
        using var paint = Fill(look.Colour);
        var at = fromRight ? x - WidthOf(text, look) : x;
        Runs(text, look, (run, font) =>
        {
            _canvas.DrawText(run, at, baseline, SKTextAlign.Left, font, paint);
            at += font.MeasureText(run);
        });
    }

    /// <summary>An opaque picture, in its own size, its corners rounded by <paramref name="radius"/>.</summary>
    public void Place(Picture picture, float x, float y, float radius = 0)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(info, picture.Pixels);
        using var clip = new SKRoundRect(new SKRect(x, y, x + picture.Width, y + picture.Height), radius);
        _canvas.Save();
        _canvas.ClipRoundRect(clip, SKClipOperation.Intersect, true);
        _canvas.DrawImage(image, x, y, SKSamplingOptions.Default);
        _canvas.Restore();
    }

    /// <summary>What was drawn so far, as a picture of its own.</summary>
    public Picture ToPicture()
    {
        _canvas.Flush();
        var picture = new Picture(_bitmap.Width, _bitmap.Height);
        Marshal.Copy(_bitmap.GetPixels(), picture.Pixels, 0, picture.Pixels.Length);
        return picture;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    // Stretches of text that one typeface can show.
    private static void Runs(string text, SketchText look, Action<string, SKFont> use)
    {
        var face = (look.Strong ? _strong : _plain).Value;
        using var font = new SKFont(face, look.Size)
        {
            Subpixel = true,
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
        };
        for (var at = 0; at < text.Length;)
        {
            var known = font.ContainsGlyph(char.ConvertToUtf32(text, at));
            var end = at;
            while (end < text.Length && font.ContainsGlyph(char.ConvertToUtf32(text, end)) == known)
            {
                end += char.IsHighSurrogate(text[end]) ? 2 : 1;
            }

            var run = text[at..end];
            if (!known && SKFontManager.Default.MatchCharacter(char.ConvertToUtf32(text, at)) is { } other)
            {
                using var otherFont = new SKFont(other, look.Size) { Subpixel = true, Edging = SKFontEdging.Antialias };
                use(run, otherFont);
                other.Dispose();
            }
            else
            {
                use(run, font);
            }

            at = end;
        }
    }

    private static SKPath PathOf(ReadOnlySpan<Vector2> points, bool closed)
    {
        using var path = new SKPathBuilder();
        path.MoveTo(points[0].X, points[0].Y);
        foreach (var point in points[1..])
        {
            path.LineTo(point.X, point.Y);
        }

        if (closed)
        {
            path.Close();
        }

        return path.Detach();
    }

    private static SKPaint Fill(SketchColour colour) => new() { Color = Of(colour), IsAntialias = true };

    private static SKColor Of(SketchColour colour) =>
        new SKColor(0xFF000000u | (uint)colour.Rgb).WithAlpha((byte)Math.Round(255 * colour.Opacity));

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(Sketch).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The typeface {name} is not in the program.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The typeface {name} cannot be read.");
    }
}
