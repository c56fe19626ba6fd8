using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Throughline.Server.Storage;

/// <summary>
/// Opens the database of a data folder. SQLite keeps it in write-ahead mode with full synchronisation: what was
/// committed survives a killed process and a power cut.
/// </summary>
internal sealed class DatabaseFile
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int CurrentVersion = 3;

    private readonly PooledDbContextFactory<ServerDatabase> _contexts;

    private DatabaseFile(PooledDbContextFactory<ServerDatabase> contexts) => _contexts = contexts;

    /// <summary>A context; cheap, because they are used again. The caller disposes.</summary>
    public ServerDatabase Context() => _contexts.CreateDbContext();

    /// <summary>Opens the database of the folder, and makes it if there is none.</summary>
    /// <exception cref="IOException">The file cannot be used, or a later version wrote it.</exception>
    public static async Task<DatabaseFile> OpenAsync(string data, CancellationToken cancellationToken)
    {
        string path = Path.Combine(data, "server.db");
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 20 };
        DbContextOptions<ServerDatabase> options = new DbContextOptionsBuilder<ServerDatabase>()
            .UseSqlite(connection.ConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new FullSynchronisation())
            .Options;
        var file = new DatabaseFile(new PooledDbContextFactory<ServerDatabase>(options));
        try
        {
            await file.PrepareAsync(path, cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw new IOException($"{path}: the server's database cannot be used: {failure.Message}", failure);
        }

        return file;
    }

    private async Task PrepareAsync(string path, CancellationToken cancellationToken)
    {
        await using ServerDatabase context = Context();
        if (!File.Exists(path))
        {
            PrivateFile.Create(path, []); // Keys and prompts are for the owner alone.
        }

        await context.Database.OpenConnectionAsync(cancellationToken);
        await using System.Data.Common.DbCommand ask = context.Database.GetDbConnection().CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        long version = (long)(await ask.ExecuteScalarAsync(cancellationToken))!;
        if (version > CurrentVersion)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: a later version of Throughline wrote this (tables {version}, this program knows {CurrentVersion}); update, or choose another --data."));
        }

        if (version == 0)
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript(), cancellationToken);
            await context.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {CurrentVersion}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        else if (version < CurrentVersion)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            foreach (string script in TableUpgrades.From((int)version))
            {
                await context.Database.ExecuteSqlRawAsync(script, cancellationToken);
            }

            await context.Database.ExecuteSqlRawAsync($"PRAGMA user_version = {CurrentVersion}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private sealed class FullSynchronisation : Microsoft.EntityFrameworkCore.Diagnostics.DbConnectionInterceptor
    {
        public override void ConnectionOpened(
            System.Data.Common.DbConnection connection,
            Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection,
            Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(System.Data.Common.DbConnection connection)
        {
            using System.Data.Common.DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = FULL";
            command.ExecuteNonQuery();
        }
    }
}
