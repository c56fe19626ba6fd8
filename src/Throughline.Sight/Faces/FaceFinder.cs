using System.Numerics;
using Throughline.Media.Pictures;

namespace Throughline.Sight.Faces;

/// <summary>
/// Finds faces: the detector looks at the whole picture and at overlapping squares of it, so that faces down to about a
/// fifteenth of the picture's height are found. Source: BlazeFace, Bazarevsky et al. 2019, arXiv:1907.05047 (short
/// range).
/// </summary>
internal sealed class FaceFinder(Network network)
{
    private const int Grid = 128;
    private const int WorkSide = 640;
    private const float LeastScore = 0.5f;

    // A thing that looks like a face at one distance seldom does at three: an eye of a cat, a loudspeaker.
    private const float LeastAgain = 0.7f;
    private const float Same = 0.3f;
    private const int Most = 12;
    private static readonly float[] _distances = [1.5f, 2, 3];

    /// <summary>Faces, the surest first, in the picture's pixels.</summary>
    public IReadOnlyList<FoundFace> Find(Picture picture, CancellationToken cancellationToken)
    {
        var scale = MathF.Max(1, Math.Max(picture.Width, picture.Height) / (float)WorkSide);
        var small = scale == 1 ? picture : Resample.To(picture, new PixelSize(
            Math.Max(1, (int)MathF.Round(picture.Width / scale)),
            Math.Max(1, (int)MathF.Round(picture.Height / scale))));
        var found = new List<FoundFace>();
        foreach (var (middle, side) in Squares(small.Size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(Look(small, PictureSample.Square(middle, side, 0, Grid), cancellationToken));
        }

        var kept = new List<FoundFace>();
        foreach (var face in found.OrderByDescending(face => face.Score).ThenBy(face => face.Middle.X)
            .ThenBy(face => face.Middle.Y))
        {
            if (kept.Count < Most && kept.TrueForAll(other => other.Overlap(face) < Same)
                && Again(small, face, cancellationToken) >= LeastAgain)
            {
                kept.Add(face);
            }
        }

        float x = picture.Width / (float)small.Width, y = picture.Height / (float)small.Height;
        return [.. kept.Select(face => face with
        {
            Middle = Place(face.Middle),
            Size = face.Size * new Vector2(x, y),
            RightEye = Place(face.RightEye),
            LeftEye = Place(face.LeftEye),
        })];

        Vector2 Place(Vector2 at) => ((at + new Vector2(0.5f)) * new Vector2(x, y)) - new Vector2(0.5f);
    }

    // One square round everything, then squares of the shorter side, then of half of it, each half over the next.
    private static IEnumerable<(Vector2 Middle, float Side)> Squares(PixelSize size)
    {
        int longer = Math.Max(size.Width, size.Height), shorter = Math.Min(size.Width, size.Height);
        yield return (new Vector2(size.Width - 1, size.Height - 1) / 2, longer);
        foreach (var side in new[] { shorter, shorter / 2 })
        {
            if (side < Grid || (side == shorter && longer * 4 < shorter * 5))
            {
                continue;
            }

            int columns = Steps(size.Width, side), rows = Steps(size.Height, side);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    yield return (new Vector2(Middle(size.Width, side, column, columns), Middle(size.Height, side, row, rows)),
                        side);
                }
            }
        }

        static int Steps(int length, int side) =>
            length <= side ? 1 : (int)MathF.Ceiling((length - side) / (0.5f * side)) + 1;
        static float Middle(int length, int side, int step, int steps) =>
            steps == 1 ? (length - 1) / 2f : (side / 2f) - 0.5f + (step * (length - side) / (float)(steps - 1));
    }

    // The mean score of looking again from near and far; where a face is not seen again it is nought.
    private float Again(Picture picture, FoundFace face, CancellationToken cancellationToken)
    {
        var sum = 0f;
        foreach (var around in _distances)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sample = PictureSample.Square(
                face.Middle, around * MathF.Max(face.Size.X, face.Size.Y), face.Angle, Grid);
            sum += Look(picture, sample, cancellationToken)
                .Where(seen => seen.Overlap(face) > Same).Select(seen => seen.Score).DefaultIfEmpty(0).Max();
        }

        return sum / _distances.Length;
    }

    private IEnumerable<FoundFace> Look(Picture picture, PictureSample sample, CancellationToken cancellationToken)
    {
        var raw = network.Run(sample.Take(picture, Grid, Grid, -1, 1, black: true), cancellationToken).Values.First();
        var pixel = sample.Right.Length();
        for (var i = 0; i < raw.Length / 17; i++)
        {
            var score = 1 / (1 + MathF.Exp(-raw[i * 17]));
            if (score < LeastScore)
            {
                continue;
            }

            // 16x16 places with two anchors each, then 8x8 with six; a row is score, middle, size and six points.
            var (side, at) = i < 512 ? (16, i / 2) : (8, (i - 512) / 6);
            var anchor = new Vector2((at % side) + 0.5f, (at / side) + 0.5f) * (Grid / side);
            var own = i;
            Vector2 middle = Point(1), rightEye = Point(5), leftEye = Point(7);
            yield return new FoundFace(
                middle, new Vector2(raw[(i * 17) + 3], raw[(i * 17) + 4]) * pixel, rightEye, leftEye, score);

            Vector2 Point(int column)
            {
                var place = anchor + new Vector2(raw[(own * 17) + column], raw[(own * 17) + column + 1]);
                return sample.At(place.X, place.Y);
            }
        }
    }
}
