using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Storage;

namespace Throughline.Server.Webhooks;

/// <summary>
/// The webhooks. Another process may add and remove them while the server runs: <see cref="ReadAsync"/> sees it.
/// </summary>
internal sealed class WebhookStore(DatabaseFile file, TimeProvider clock)
{
    /// <summary>How long the old secret goes on beside a new one.</summary>
    public static readonly TimeSpan SecretOverlap = TimeSpan.FromHours(24);

    private volatile IReadOnlyList<Webhook> _all = [];

    /// <summary>All that were added, those that were removed or disabled too.</summary>
    public IReadOnlyList<Webhook> All => _all;

    /// <summary>Reads the webhooks again.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        _all = await context.Webhooks.OrderBy(one => one.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>The webhook of an id while it is told of anything; null otherwise.</summary>
    public Webhook? Find(string id) => _all.FirstOrDefault(one => one.Id == id && one.IsActive);

    /// <summary>Adds a webhook.</summary>
    /// <exception cref="InvalidOperationException">It is there already.</exception>
    public async Task<Webhook> AddAsync(string url, string? keyId, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (_all.Any(one => one.IsActive && one.Url == url && one.KeyId == keyId))
        {
            throw new InvalidOperationException($"There is a webhook to {url} already.");
        }

        var webhook = new Webhook
        {
            Id = "whk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            Url = url,
            KeyId = keyId,
            Secrets = [WebhookSecret.Create()],
            CreatedAt = clock.GetUtcNow(),
        };
        await using ServerDatabase context = file.Context();
        context.Webhooks.Add(webhook);
        await context.SaveChangesAsync(cancellationToken);
        await ReadAsync(cancellationToken);
        return webhook;
    }

    /// <summary>
    /// Gives a webhook a new secret; the one it had goes on for <see cref="SecretOverlap"/>, and older ones end.
    /// </summary>
    public async Task<WebhookSecret> RotateAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var secret = WebhookSecret.Create();
        WebhookSecret before = webhook.Secrets[0] with { Until = clock.GetUtcNow() + SecretOverlap };
        IReadOnlyList<WebhookSecret> secrets = [secret, before];
        await SetAsync(webhook.Id, set => set.SetProperty(one => one.Secrets, secrets), cancellationToken);
        return secret;
    }

    /// <summary>Removes a webhook.</summary>
    public Task RemoveAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return SetAsync(webhook.Id, set => set.SetProperty(one => one.RemovedAt, now), cancellationToken);
    }

    /// <summary>Tells a webhook nothing any more, because its receiver said that it is gone.</summary>
    public Task DisableAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return SetAsync(webhook.Id, set => set.SetProperty(one => one.DisabledAt, now), cancellationToken);
    }

    // A column at a time: the server and a command may change the same webhook at once.
    private async Task SetAsync(
        string id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Webhook>> set,
        CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        await context.Webhooks.Where(one => one.Id == id).ExecuteUpdateAsync(set, cancellationToken);
        await ReadAsync(cancellationToken);
    }
}
