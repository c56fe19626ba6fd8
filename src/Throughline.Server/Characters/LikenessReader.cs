using System.Numerics;
using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Server.Footage;
using Throughline.Sight;
using Throughline.Stage;

namespace Throughline.Server.Characters;

/// <summary>
/// Looks at the middle of a clip and measures its subject's colours. Where the models are there, the face says where
/// hair, skin and clothes are; without a face what stands upright is measured by heights, and everything else as a
/// whole.
/// </summary>
internal sealed class LikenessReader(PictureSight sight) : IDisposable
{
    private const int LongSide = 400;
    private const float Sure = 0.75f;        // Coverage of what certainly belongs to the subject.
    private const double LeastShare = 0.005; // Of the picture, for a subject.
    private const double MostShare = 0.85;   // More than this is the picture itself.
    private const byte Black = 20;           // Of a bar, with an encoder's noise.
    private const double Upright = 1.4;      // Height over width from which heights mean head, chest and legs.
    private const double SkinLikeness = 9;   // CIEDE2000 below which clothes count as bare skin, and hair as no hair.

    private static readonly double[] _moments = [0.35, 0.5, 0.65];

    private readonly StageEngine _eye = new(sight);
    private readonly ColourNames _names = new();
    private readonly SemaphoreSlim _looking = new(1);

    /// <summary>Looks at a clip.</summary>
    /// <param name="path">The clip.</param>
    /// <param name="info">What it is.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="MediaException">The clip is broken.</exception>
    public async Task<Likeness> ReadAsync(string path, ClipInfo info, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            var parts = new Dictionary<string, PartColours>(StringComparer.Ordinal);
            bool any = false;
            foreach (int number in _moments.Select(moment => (int)(moment * info.Frames)).Distinct())
            {
                Picture frame = await FrameAsync(path, info, number, cancellationToken);
                SeenPicture seen = await _eye.LookAsync(new Surroundings(frame, null, 0, 0), 1, cancellationToken);
                any |= seen.Faces.Count > 0;
                Measure(frame, seen, parts);
            }

            return new Likeness(any ? true : sight.SeesFaces ? false : null, Named(parts));
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

    private static async Task<Picture> FrameAsync(
        string path, ClipInfo info, int number, CancellationToken cancellationToken)
    {
        await using ClipReader reader = await ClipReader.OpenAsync(
            FootagePreparation.Ffmpeg, path, number, cancellationToken);
        var frame = new Picture(info.Size.Width, info.Size.Height);
        if (!await reader.ReadAsync(frame, cancellationToken))
        {
            throw new MediaException(MediaError.NotAClip, $"{path}: the clip ends before frame {number}.");
        }

        PixelRegion shown = WithoutBars(frame);
        double scale = Math.Min(1, (double)LongSide / Math.Max(shown.Width, shown.Height));
        return Resample.Part(
            frame, shown,
            new PixelSize(Math.Max(16, (int)(shown.Width * scale)), Math.Max(16, (int)(shown.Height * scale))));
    }

    // Black bars, as clips get that were fitted into another shape, are nobody's.
    private static PixelRegion WithoutBars(Picture frame)
    {
        int top = 0, bottom = frame.Height, left = 0, right = frame.Width;
        while (top < frame.Height / 3 && IsBlack(0, top, frame.Width, 1))
        {
            top++;
        }

        while (bottom > frame.Height * 2 / 3 && IsBlack(0, bottom - 1, frame.Width, 1))
        {
            bottom--;
        }

        while (left < frame.Width / 3 && IsBlack(left, top, 1, bottom - top))
        {
            left++;
        }

        while (right > frame.Width * 2 / 3 && IsBlack(right - 1, top, 1, bottom - top))
        {
            right--;
        }

        return new PixelRegion(left, top, right - left, bottom - top);

        bool IsBlack(int x, int y, int width, int height)
        {
            for (int i = 0; i < width * height; i++)
            {
                ReadOnlySpan<byte> pixel = frame.Row(y + (i / width)).Slice(4 * (x + (i % width)), 4);
                if (Math.Max(pixel[0], Math.Max(pixel[1], pixel[2])) > Black)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static void Measure(Picture frame, SeenPicture seen, Dictionary<string, PartColours> parts)
    {
        if (seen.Faces.Count > 0)
        {
            MeasurePerson(frame, seen.Matte, seen.Faces[0], parts);
        }
        else if (seen.Matte is { } matte)
        {
            MeasureShape(frame, matte, parts);
        }
    }

    // In face heights from the chin to the top of the forehead, downwards and sideways from the middle between the
    // eyes.
    private static void MeasurePerson(
        Picture frame, MattePicture? matte, FaceMesh face, Dictionary<string, PartColours> parts)
    {
        Vector2 eyes = face.EyesMiddle, down = face.Place(FaceParts.Chin) - face.Place(FaceParts.Forehead);
        var side = new Vector2(-down.Y, down.X);
        // Negative: above the eyes.
        float brow = Vector2.Dot(face.Place(FaceParts.Forehead) - eyes, down) / down.LengthSquared();
        Add("skin", -0.28f, 0.28f, 0.14f, 0.38f, null);
        Add("hair", -0.34f, 0.34f, brow - 0.26f, brow - 0.07f, matte);
        Add("upper", -1, 1, 1.3f, 2.6f, matte);
        Add("lower", -0.6f, 0.6f, 5.0f, 7.4f, matte);

        void Add(string part, float left, float right, float top, float bottom, MattePicture? within)
        {
            float step = Math.Max(1 / down.Length(), (right - left) / 40);
            for (float v = top; v <= bottom; v += step)
            {
                for (float u = left; u <= right; u += step)
                {
                    Vector2 at = eyes + (v * down) + (u * side);
                    Take(frame, (int)MathF.Round(at.X), (int)MathF.Round(at.Y), within, PartOf(parts, part));
                }
            }
        }
    }

    private static void MeasureShape(Picture frame, MattePicture matte, Dictionary<string, PartColours> parts)
    {
        int left = frame.Width, right = -1, top = frame.Height, bottom = -1, covered = 0;
        for (int y = 0; y < frame.Height; y++)
        {
            for (int x = 0; x < frame.Width; x++)
            {
                if (At(matte, x, y) >= Sure)
                {
                    (left, right, top, bottom, covered) =
                        (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y), covered + 1);
                }
            }
        }

        double share = (double)covered / frame.Size.Area;
        if (share is < LeastShare or > MostShare)
        {
            return;
        }

        double height = bottom - top + 1;
        bool stands = height / (right - left + 1) >= Upright;
        for (int y = top; y <= bottom; y++)
        {
            string? half = !stands ? null : ((y - top) / height) switch
            {
                > 0.22 and < 0.45 => "upper",
                > 0.56 and < 0.82 => "lower",
                _ => null,
            };
            for (int x = left; x <= right; x++)
            {
                Take(frame, x, y, matte, PartOf(parts, "whole"));
                if (half is not null)
                {
                    Take(frame, x, y, matte, PartOf(parts, half));
                }
            }
        }
    }

    private List<LikenessPart> Named(Dictionary<string, PartColours> parts)
    {
        (byte R, byte G, byte B)? skin = parts.GetValueOrDefault("skin")?.Main();
        Lab? bare = skin is { } known ? Colour.ToLab(known.R, known.G, known.B) : null;
        var found = new List<LikenessPart>();
        foreach ((string part, PartColours colours) in parts.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (part is "upper" or "lower" && bare is { } skinned)
            {
                colours.Without(skinned, SkinLikeness);
            }

            // A head that goes on in the skin's colour is bald, or its hair is not to be told from it: nothing is said
            // of it.
            if (colours.Main() is { } main
                && !(part == "hair" && bare is { } head
                    && Colour.ToLab(main.R, main.G, main.B).Difference2000(head) < SkinLikeness))
            {
                found.Add(_names.Named(part, main.R, main.G, main.B));
            }
        }

        return found;
    }

    private static PartColours PartOf(Dictionary<string, PartColours> parts, string part)
    {
        if (!parts.TryGetValue(part, out PartColours? colours))
        {
            parts.Add(part, colours = new PartColours());
        }

        return colours;
    }

    private static void Take(Picture frame, int x, int y, MattePicture? within, PartColours colours)
    {
        if (x >= 0 && y >= 0 && x < frame.Width && y < frame.Height && (within is null || At(within, x, y) >= Sure))
        {
            colours.Add(frame.Row(y).Slice(4 * x, 4));
        }
    }

    private static float At(MattePicture matte, int x, int y) => matte.Coverage[(y * matte.Width) + x];
}
