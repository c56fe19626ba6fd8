using Microsoft.Data.Sqlite;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Tests.Storage;

public sealed class RowWriterTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 30, 15, 250, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-rows-").FullName;

    [Fact]
    public async Task Rows_are_those_that_EF_Core_writes()
    {
        TaskRecord bare = Task("b") with { EndedAt = null, Failure = null, Details = null };
        object[] rows = [Task("a"), bare, Told(null), Told(_now)];
        DatabaseFile usual = await OpenAsync("usual");
        await using (ServerDatabase context = usual.Context())
        {
            context.AddRange(rows);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var writer = new RowWriter(await OpenAsync("own"));
        writer.Write(rows, []);
        Assert.Equal(4, Dump("own").Count);
        Assert.Equal(Dump("usual"), Dump("own"));
    }

    [Fact]
    public async Task A_row_that_is_there_is_changed_and_a_removed_one_goes()
    {
        DatabaseFile file = await OpenAsync("own");
        using var writer = new RowWriter(file);
        TaskRecord one = Task("one"), other = Task("other");
        writer.Write([one, other], []);
        writer.Write([one with { State = TaskState.Succeeded, Failure = null }], [other.Id]);
        TaskRecord left = Assert.Single(await TaskStore.ReadAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal((one.Id, TaskState.Succeeded, null), (left.Id, left.State, left.Failure));
        Assert.Equal((one.EndedAt, one.Seconds, "one"), (left.EndedAt, left.Seconds, left.Order.Shots[0].Prompt));
    }

    [Fact]
    public async Task What_cannot_be_written_leaves_nothing_and_the_next_write_succeeds()
    {
        DatabaseFile file = await OpenAsync("own");
        using var writer = new RowWriter(file);
        Assert.Throws<SqliteException>(() => writer.Write([Task("good"), Task("bad") with { Model = null! }], []));
        Assert.Empty(Dump("own"));
        writer.Write([Task("good")], []);
        Assert.Single(Dump("own"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static TaskRecord Task(string prompt) => new()
    {
        Id = Guid.NewGuid(),
        Api = "runway",
        KeyId = "k",
        Model = "stage",
        Engine = "stage/1",
        State = TaskState.Failed,
        CreatedAt = _now,
        EndedAt = _now.AddSeconds(1.5),
        Attempts = 2,
        Seconds = 39.71m,
        Order = new TaskOrder
        {
            Engine = "stage",
            Width = 64,
            Height = 64,
            Shots = [new OrderShot { Prompt = prompt, Seconds = 2.5m, Seed = 1 }],
        },
        Files = [new TaskFile("clip.mp4", "takes/a/clip.mp4", "video/mp4", 3)],
        Failure = new TaskFailure(TaskFailureCode.Engine, "It's \"broken\""),
        Details = "{}",
    };

    private static Delivery Told(DateTimeOffset? next) => new()
    {
        TaskId = Guid.NewGuid(),
        WebhookId = "w",
        Type = "video.completed",
        DataId = "video_1",
        CreatedAt = _now,
        NextAt = next,
        IsTaken = next is null,
    };

    private Task<DatabaseFile> OpenAsync(string name) => DatabaseFile.OpenAsync(
        Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, TestContext.Current.CancellationToken);

    // Every value of every row, with SQLite's own type of it.
    private List<string> Dump(string name)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_folder, name, "server.db")};Pooling=False");
        connection.Open();
        var rows = new List<string>();
        foreach (string table in new[] { "Tasks", "Deliveries" })
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT group_concat('typeof(\"' || name || '\") || quote(\"' || name || '\")', ' || ') FROM pragma_table_info('{table}')";
            string columns = (string)command.ExecuteScalar()!;
            command.CommandText = $"SELECT {columns} FROM \"{table}\" ORDER BY 1";
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(reader.GetString(0));
            }
        }

        return rows;
    }
}
