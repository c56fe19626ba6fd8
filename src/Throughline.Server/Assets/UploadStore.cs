using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;

namespace Throughline.Server.Assets;

/// <summary>Uploads that clients have announced, and what came of them. Any thread.</summary>
internal sealed class UploadStore(DatabaseFile file, ServerOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, UploadRecord> _uploads = new();

    /// <summary>Reads the uploads that the last server knew.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        foreach (UploadRecord upload in await context.Uploads.ToListAsync(cancellationToken))
        {
            _uploads[upload.Id] = upload;
        }
    }

    /// <summary>Announces an upload.</summary>
    /// <exception cref="RefusedException">The key's uploads are as many, or as large, as they may be.</exception>
    public async Task<UploadRecord> AddAsync(string keyId, string fileName, CancellationToken cancellationToken)
    {
        ThrowIfFull(keyId);
        DateTimeOffset now = clock.GetUtcNow();
        var upload = new UploadRecord
        {
            Id = new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)),
            KeyId = keyId,
            FileName = fileName,
            CreatedAt = now,
            ExpiresAt = now + options.UploadLife,
        };
        await using ServerDatabase context = file.Context();
        context.Uploads.Add(upload);
        await context.SaveChangesAsync(cancellationToken);
        _uploads[upload.Id] = upload;
        return upload;
    }

    /// <summary>Refuses another upload of a key that has its share.</summary>
    /// <exception cref="RefusedException">Its uploads are as many, or as large, as they may be.</exception>
    public void ThrowIfFull(string keyId)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var held = _uploads.Values.Where(upload => upload.KeyId == keyId && upload.ExpiresAt > now).ToList();
        if (held.Count >= options.MostUploadsPerKey
            || held.Sum(upload => upload.Bytes) >= options.MostUploadBytesPerKey)
        {
            throw new RefusedException(
                RefusedReason.UploadLimit,
                $"The uploads of the last {options.UploadLife.TotalHours:0} hours are as many, or as large, as a key may have: {options.MostUploadsPerKey}, and {options.MostUploadBytesPerKey >> 30} GB.");
        }
    }

    /// <summary>The upload of that id while it holds; null otherwise.</summary>
    public UploadRecord? Find(Guid id) =>
        _uploads.TryGetValue(id, out UploadRecord? upload) && upload.ExpiresAt > clock.GetUtcNow() ? upload : null;

    /// <summary>The kept file of an upload of that key; null when there is none.</summary>
    public string? AssetOf(string id, string keyId) =>
        Guid.TryParseExact(id, "D", out Guid parsed) && Find(parsed) is { } upload && upload.KeyId == keyId
            ? upload.Asset
            : null;

    /// <summary>Notes that the file has arrived.</summary>
    public async Task CompleteAsync(UploadRecord upload, string asset, long bytes, CancellationToken cancellationToken)
    {
        UploadRecord done = upload with { Asset = asset, Bytes = bytes };
        await using ServerDatabase context = file.Context();
        context.Uploads.Update(done);
        await context.SaveChangesAsync(cancellationToken);
        _uploads[upload.Id] = done;
    }

    /// <summary>Forgets uploads that have expired.</summary>
    public async Task ForgetExpiredAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var expired = _uploads.Values.Where(upload => upload.ExpiresAt <= now).Select(upload => upload.Id).ToList();
        if (expired.Count == 0)
        {
            return;
        }

        await using ServerDatabase context = file.Context();
        await context.Uploads.Where(upload => expired.Contains(upload.Id)).ExecuteDeleteAsync(cancellationToken);
        expired.ForEach(id => _uploads.TryRemove(id, out _));
    }

    /// <summary>The kept files that uploads hold on to.</summary>
    public IEnumerable<string> Assets => _uploads.Values.Select(upload => upload.Asset).OfType<string>();
}
