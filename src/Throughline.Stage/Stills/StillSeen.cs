using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>What is seen in a still: how near everything is, what of it is the subject, and its faces.</summary>
internal sealed record StillSeen
{
    // An estimated depth is taken flatter than it says: half right, things lean less when the camera goes round them.
    private const float EstimateTrust = 0.7f;

    // People are the subject when they take up a share of the picture between these.
    private const float FewestPeople = 0.004f;
    private const float MostPeople = 0.93f;

    // The model that tells people takes other things for them too. Without a face it must agree this much with the
    // subject that was found by itself: what both have over what either has.
    private const float Agreed = 0.6f;

    // A subject of our own finding gets an edge of its own when it stands out this clearly.
    private const double ClearSubject = 0.5;

    /// <summary>The view with what is known of it. Its depth is null only when nobody asked.</summary>
    public required Surroundings View { get; init; }

    /// <summary>The faces in frame 0, in its pixels, largest first.</summary>
    public required IReadOnlyList<FaceMesh> Faces { get; init; }

    /// <summary>Looks at a view.</summary>
    /// <param name="view">Frame 0 and what is around it, with what the user or the shot before knows of it.</param>
    /// <param name="frame">Frame 0.</param>
    /// <param name="sight">What models see; null without.</param>
    /// <param name="needsDepth">Whether the camera travels: else nothing but faces is looked for.</param>
    /// <param name="threads">Threads to use; what is seen is the same whatever their number.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<StillSeen> OfAsync(
        Surroundings view, Picture frame, IPictureSight? sight, bool needsDepth, int threads,
        CancellationToken cancellationToken)
    {
        var faces = Task.Run(() => sight?.Faces(frame, cancellationToken) ?? [], cancellationToken);
        if (view.Depth is not null || !needsDepth)
        {
            return new StillSeen { View = view, Faces = await faces };
        }

        var people = view.Matte is null ? People(view.Picture, sight, cancellationToken) : null;
        var sure = view.Matte ?? (people is not null && ShowsFace(people, view, await faces) ? people : null);
        var (depth, found) = Depth(view.Picture, sure, sight, threads, cancellationToken);
        var subject = sure
            ?? (people is not null && found is not null && Overlap(people, found) >= Agreed ? people : found);
        var matte = view.Matte
            ?? (subject is null ? null : MatteRefine.To(view.Picture, subject, threads, cancellationToken));
        foreach (var face in await faces)
        {
            FaceDepth.Model(depth, face, view.X, view.Y);
        }

        // As files hold them: what is written and given back is what was seen, to the last bit.
        Round(depth.Nearness, ushort.MaxValue);
        if (view.Matte is null && matte is not null)
        {
            Round(matte.Coverage, byte.MaxValue);
        }

        return new StillSeen { View = view with { Depth = depth, Matte = matte }, Faces = await faces };
    }

    private static void Round(float[] values, float steps)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Round(Math.Clamp(values[i], 0, 1) * steps) / steps;
        }
    }

    // The user's model's depth, or the estimate with the subject it found.
    private static (DepthPicture Depth, MattePicture? Subject) Depth(
        Picture picture, MattePicture? known, IPictureSight? sight, int threads, CancellationToken cancellationToken)
    {
        if (sight?.Depth(picture, cancellationToken) is { } seen)
        {
            return (ModelDepth.To(picture, seen, threads, cancellationToken), null);
        }

        var study = DepthEstimate.Study(
            picture, new DepthOptions { Threads = threads, Subject = known }, cancellationToken);
        var flatter = new DepthPicture(
            picture.Width, picture.Height, Array.ConvertAll(study.Depth.Nearness, n => n * EstimateTrust));
        return (flatter, known is null && study.Report.SubjectTrust >= ClearSubject ? study.Subject : null);
    }

    private static MattePicture? People(Picture picture, IPictureSight? sight, CancellationToken cancellationToken)
    {
        var people = sight?.People(picture, cancellationToken);
        return people?.Coverage.Average() is >= FewestPeople and <= MostPeople ? people : null;
    }

    private static bool ShowsFace(MattePicture people, Surroundings view, IReadOnlyList<FaceMesh> faces) => faces.Any(face =>
    {
        var at = face.Place(FaceParts.NoseBridge);
        int x = (int)((at.X + view.X + 0.5f) * people.Width / view.Picture.Width),
            y = (int)((at.Y + view.Y + 0.5f) * people.Height / view.Picture.Height);
        return x >= 0
            && y >= 0 && x < people.Width && y < people.Height && people.Coverage[(y * people.Width) + x] > 0.5f;
    });

    private static float Overlap(MattePicture one, MattePicture other)
    {
        var same = MatteRefine.Resized(other.Coverage, other.Width, other.Height, one.Width, one.Height);
        float both = 0, either = 1e-6f;
        for (var i = 0; i < same.Length; i++)
        {
            both += MathF.Min(one.Coverage[i], same[i]);
            either += MathF.Max(one.Coverage[i], same[i]);
        }

        return both / either;
    }
}
