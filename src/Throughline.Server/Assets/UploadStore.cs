using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Storage;

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
    public async Task<UploadRecord> AddAsync(string keyId, string fileName, CancellationToken cancellationToken)
    {
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
