using Throughline.Media.Pictures;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Bench;

/// <summary>Data folders and bodies to measure with.</summary>
internal static class Contents
{
    /// <summary>A data folder with so many finished tasks.</summary>
    /// <returns>The tasks' ids.</returns>
    public static async Task<IReadOnlyList<Guid>> FillAsync(string data, int tasks)
    {
        Directory.CreateDirectory(data);
        DatabaseFile file = await DatabaseFile.OpenAsync(data, CancellationToken.None);
        await using ServerDatabase context = file.Context();
        var ids = new TaskIds();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        List<TaskRecord> records = [.. Enumerable.Range(0, tasks).Select(number => new TaskRecord
        {
            Id = ids.Next(now),
            Api = "runway",
            KeyId = "",
            Model = "gen4_turbo",
            Engine = "stage/2",
            State = TaskState.Succeeded,
            CreatedAt = now,
            StartedAt = now,
            EndedAt = now,
            Attempts = 1,
            Seconds = 10,
            Order = new TaskOrder
            {
                Engine = "stage",
                Width = 1280,
                Height = 720,
                Shots = [
                    new OrderShot
                    {
                        Prompt = $"a lighthouse at dusk, waves against the rocks, take {number}",
                        Camera = "push_in 0.6",
                        Seconds = 10,
                        Seed = number,
                    }
                ],
            },
            Files = [new TaskFile("clip.mp4", $".throughline/takes/{number:x64}/clip.mp4", "video/mp4", 4_000_000)],
            RequestHash = $"/v1/image_to_video {number:x64}",
        })];
        context.Tasks.AddRange(records);
        await context.SaveChangesAsync();
        return [.. records.Select(record => record.Id)];
    }

    /// <summary>The body of a create with a small picture in it.</summary>
    public static string Body(string size, int seconds, int seed)
    {
        return $$"""{"model":"stage","ratio":"{{size}}","duration":{{seconds}},"seed":{{seed}},"camera":"push_in 0.2","promptImage":"{{_picture}}"}""";
    }

    private static readonly string _picture = Picture();

    private static string Picture()
    {
        var picture = new Picture(160, 90);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = i % 4 == 3 ? (byte)255 : (byte)((i / 40 % 120) + (i / 9000 % 100));
        }

        string path = Path.GetTempFileName();
        PictureFile.WritePng(picture, path);
        string uri = "data:image/png;base64," + Convert.ToBase64String(File.ReadAllBytes(path));
        File.Delete(path);
        return uri;
    }
}
