using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;

namespace Throughline.Server.Tasks;

/// <summary>A task as a film of its own, and its takes joined to one clip.</summary>
internal static class TaskFilm
{
    /// <summary>The film of an order.</summary>
    /// <param name="data">The server's folder.</param>
    /// <param name="order">The order.</param>
    /// <param name="shots">Its shots.</param>
    public static Film Of(string data, TaskOrder order, IReadOnlyList<Shot> shots) => new()
    {
        File = Path.Combine(data, "task.yaml"),
        Title = "task",
        Size = new PixelSize(order.Width, order.Height),
        Rate = order.Rate,
        Look = order.Look,
        Cast = CastOf(order),
        Shots = shots,
    };

    /// <summary>An order's cast as a film has it.</summary>
    public static IReadOnlyList<CastMember> CastOf(TaskOrder order) =>
        [
            .. order.Cast.Select(
                one => new CastMember { Name = one.Name, Description = one.Description, Seed = one.Seed })
        ];

    /// <summary>How a task's takes are made.</summary>
    public static ProducerOptions Producing(Film film, int threads) => new()
    {
        Threads = threads,
        Ffmpeg = Ffmpeg.Find(),
        IsReviewed = film.Shots.Count > 1,
    };

    /// <summary>Joins takes; gives the path of the clip.</summary>
    /// <param name="output">The folder for it and what describes it.</param>
    /// <param name="film">The film.</param>
    /// <param name="shot">The take of every shot.</param>
    /// <param name="producer">How they were made.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="CutException">They cannot be joined.</exception>
    public static async Task<string> CutAsync(
        string output, Film film, IReadOnlyList<Take> shot, ProducerOptions producer,
        CancellationToken cancellationToken)
    {
        CutResult result = await Cut.MakeAsync(
            new CutOrder
            {
                Film = film,
                Clips = [.. film.Shots.Zip(shot, (one, take) => ClipOf(film, one, take))],
                Output = output,
                Format = producer.Format,
                Ffmpeg = producer.Ffmpeg!,
            },
            null,
            cancellationToken);
        return result.Film;
    }

    private static CutClip ClipOf(Film film, Shot shot, Take take) => new()
    {
        Shot = shot,
        Take = take.Key.Hex,
        File = take.Clip,
        Frames = take.Info.Frames,
        Head = take.Info.Chained ? 1 : 0,
        Engine = take.Info.Engine,
        NotStaged = take.Info.NotStaged ?? [],
        FirstPicture = take.FirstFrame,
        LastPicture = take.LastFrame,
        Review = take.ReviewOf(film.Size),
        Camera = take.CameraOf(shot, film.Rate),
    };
}
