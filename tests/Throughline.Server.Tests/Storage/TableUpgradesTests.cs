using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Throughline.Server.Storage;

namespace Throughline.Server.Tests.Storage;

public sealed partial class TableUpgradesTests
{
    [Fact]
    public async Task Tables_of_version_1_become_those_of_a_fresh_file()
    {
        string folder = Directory.CreateTempSubdirectory("throughline-tables-").FullName;
        try
        {
            await DatabaseFile.OpenAsync(folder, TestContext.Current.CancellationToken);
            string fresh = Tables(folder);
            Run(
                folder,
                """DROP TABLE "Characters"; DROP TABLE "Webhooks"; DROP TABLE "Deliveries"; PRAGMA user_version = 1;""");
            Assert.NotEqual(fresh, Tables(folder));
            await DatabaseFile.OpenAsync(folder, TestContext.Current.CancellationToken);
            Assert.Equal(fresh, Tables(folder));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Tables(string folder)
    {
        using SqliteConnection connection = Open(folder);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            "SELECT group_concat(sql, char(10)) || (SELECT user_version FROM pragma_user_version) FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)";
        return Blanks().Replace((string)command.ExecuteScalar()!, " ");
    }

    private static void Run(string folder, string sql)
    {
        using SqliteConnection connection = Open(folder);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "server.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
