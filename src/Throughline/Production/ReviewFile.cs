using System.Text.Json;
using Throughline.Media.Pictures;
using Throughline.Review;

namespace Throughline.Production;

/// <summary>
/// The review of a take, kept beside it: a PNG of its pictures, one below the other, that carries the figures as JSON.
/// </summary>
internal static class ReviewFile
{
    private const int CurrentSchema = 1;

    /// <summary>Writes a review.</summary>
    /// <exception cref="PictureException">The file cannot be written or the disk is full.</exception>
    public static void Write(string path, ClipReview review)
    {
        PixelSize size = review.Pictures[0].Size;
        var sheet = new Picture(size.Width, size.Height * review.Pictures.Count);
        foreach ((int index, Picture picture) in review.Pictures.Index())
        {
            picture.Pixels.CopyTo(sheet.Pixels, index * picture.Pixels.Length);
        }

        var figures = new Figures(CurrentSchema, review.Middle, review.FirstFrame);
        PictureFile.WritePng(
            sheet, path, cargo: JsonSerializer.SerializeToUtf8Bytes(figures, ReviewFileJson.Default.Figures));
    }

    /// <summary>Reads the review of a take; null when there is none, or none that this version understands.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frame">Size of the take's frames.</param>
    public static ClipReview? Read(string path, PixelSize frame)
    {
        const int Pictures = 3;
        PixelSize size = ClipReview.PictureSize(frame);
        try
        {
            if (!File.Exists(path)
                || JsonSerializer.Deserialize(PictureFile.ReadCargo(path), ReviewFileJson.Default.Figures)
                    is not { Schema: CurrentSchema } figures
                || PictureFile.Read(path) is not { } sheet
                || sheet.Size != new PixelSize(size.Width, size.Height * Pictures))
            {
                return null;
            }

            return new ClipReview
            {
                FirstFrame = figures.FirstFrame,
                Middle = figures.Middle,
                Pictures = [.. Enumerable.Range(0, Pictures).Select(index => Part(sheet, size, index))],
            };
        }
        catch (Exception failure) when (failure is JsonException or PictureException)
        {
            return null;
        }
    }

    private static Picture Part(Picture sheet, PixelSize size, int index)
    {
        var part = new Picture(size.Width, size.Height);
        Array.Copy(sheet.Pixels, index * part.Pixels.Length, part.Pixels, 0, part.Pixels.Length);
        return part;
    }

    /// <summary>What the picture carries.</summary>
    internal sealed record Figures(int Schema, int Middle, FirstFrameReview? FirstFrame);
}
