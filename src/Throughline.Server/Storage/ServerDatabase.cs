using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.Server.Assets;
using Throughline.Server.Characters;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Storage;

/// <summary>
/// The server's database. Rows are written whole and read at the start; while the server runs, what it knows is in
/// memory and this is how it survives.
/// </summary>
internal sealed class ServerDatabase(DbContextOptions<ServerDatabase> options) : DbContext(options)
{
    /// <summary>The tasks.</summary>
    public DbSet<TaskRecord> Tasks => Set<TaskRecord>();

    /// <summary>The keys.</summary>
    public DbSet<KeyRecord> Keys => Set<KeyRecord>();

    /// <summary>The uploads.</summary>
    public DbSet<UploadRecord> Uploads => Set<UploadRecord>();

    /// <summary>The characters.</summary>
    public DbSet<CharacterRecord> Characters => Set<CharacterRecord>();

    /// <summary>The webhooks.</summary>
    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>What webhooks are told.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
        configurationBuilder.Properties<TaskState>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TaskRecord>(task =>
        {
            task.HasKey(one => one.Id);
            task.Property(one => one.Order).HasConversion(
                order => JsonSerializer.Serialize(order, TaskJson.Default.TaskOrder),
                text => JsonSerializer.Deserialize(text, TaskJson.Default.TaskOrder)!);
            task.Property(one => one.Files).HasConversion(
                files => JsonSerializer.Serialize(files, TaskJson.Default.IReadOnlyListTaskFile),
                text => JsonSerializer.Deserialize(text, TaskJson.Default.IReadOnlyListTaskFile)!);
            task.Property(one => one.Failure).HasConversion(
                failure => JsonSerializer.Serialize(failure!, TaskJson.Default.TaskFailure),
                text => JsonSerializer.Deserialize(text, TaskJson.Default.TaskFailure)!);
        });
        modelBuilder.Entity<KeyRecord>().HasKey(key => key.Id);
        modelBuilder.Entity<UploadRecord>().HasKey(upload => upload.Id);
        modelBuilder.Entity<CharacterRecord>(character =>
        {
            character.HasKey(one => one.Id);
            character.Property(one => one.Source).HasConversion(
                source => JsonSerializer.Serialize(source, CharacterJson.Default.CharacterSource),
                text => JsonSerializer.Deserialize(text, CharacterJson.Default.CharacterSource)!);
        });
        modelBuilder.Entity<Webhook>(webhook =>
        {
            webhook.HasKey(one => one.Id);
            webhook.Property(one => one.Secrets).HasConversion(
                secrets => JsonSerializer.Serialize(secrets, WebhookJson.Default.IReadOnlyListWebhookSecret),
                text => JsonSerializer.Deserialize(text, WebhookJson.Default.IReadOnlyListWebhookSecret)!);
        });
        modelBuilder.Entity<Delivery>(delivery =>
        {
            delivery.HasKey(one => new { one.TaskId, one.WebhookId });
            delivery.HasIndex(one => one.NextAt).HasFilter("\"NextAt\" IS NOT NULL");
        });
    }

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
