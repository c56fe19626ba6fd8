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
    private const double FewestPeople = 0.004;
    private const double MostPeople = 0.93;

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
        Surroundings view, Picture frame, IPictureSight? sight, bool needsDepth, int threads, CancellationToken cancellationToken)
    {
        var faces = Task.Run(() => sight?.Faces(frame, cancellationToken) ?? [], cancellationToken);
        if (view.Depth is not null || !needsDepth)
        {
            return new StillSeen { View = view, Faces = await faces };
        }

        var people = view.Matte ?? People(view.Picture, sight, cancellationToken);
        var refining = people is null || view.Matte is not null
            ? Task.FromResult(view.Matte) : Task.Run<MattePicture?>(() => MatteRefine.To(view.Picture, people, threads, cancellationToken), cancellationToken);
        var (depth, subject) = Depth(view.Picture, people, sight, threads, cancellationToken);
        var matte = await refining ?? (subject is null ? null : MatteRefine.To(view.Picture, subject, threads, cancellationToken));
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
        Picture picture, MattePicture? people, IPictureSight? sight, int threads, CancellationToken cancellationToken)
    {
        if (sight?.Depth(picture, cancellationToken) is { } seen)
        {
            return (ModelDepth.To(picture, seen, threads, cancellationToken), null);
        }

        var study = DepthEstimate.Study(picture, new DepthOptions { Threads = threads, Subject = people }, cancellationToken);
        var flatter = new DepthPicture(picture.Width, picture.Height, Array.ConvertAll(study.Depth.Nearness, n => n * EstimateTrust));
        return (flatter, people is null && study.Report.SubjectTrust >= ClearSubject ? study.Subject : null);
    }

    private static MattePicture? People(Picture picture, IPictureSight? sight, CancellationToken cancellationToken)
    {
        var people = sight?.People(picture, cancellationToken);
        return people?.Coverage.Average() is >= (float)FewestPeople and <= (float)MostPeople ? people : null;
    }
}
