using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Storage;

namespace Throughline.Server.Keys;

/// <summary>
/// The keys. Another process may add and revoke them while the server runs: <see cref="ReadAsync"/> sees it.
/// </summary>
internal sealed class KeyStore(DatabaseFile file, ServerOptions options, TimeProvider clock)
{
    private readonly Caller _local = new("", "local", null, options.LocalConcurrency);
    private volatile Keys _keys = new([], new Dictionary<string, int>());

    /// <summary>Callers without a key.</summary>
    public Caller Local => _local;

    /// <summary>The keys that hold or held.</summary>
    public IReadOnlyList<KeyRecord> All => _keys.All;

    /// <summary>Reads the keys again.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        List<KeyRecord> all = await context.Keys.OrderBy(key => key.CreatedAt).ToListAsync(cancellationToken);
        _keys = new Keys(all, all.ToDictionary(key => key.Id, key => key.Concurrency, StringComparer.Ordinal));
    }

    /// <summary>
    /// The caller of a secret; null when no key that holds has it. Takes as long for a near miss as for any other.
    /// </summary>
    public Caller? Find(string secret)
    {
        if (_keys.All.Count == 0)
        {
            return null; // Nothing to compare with: libraries send a key whether one is needed or not.
        }

        byte[] hash = KeySecret.Hash(secret);
        KeyRecord? found = null;
        foreach (KeyRecord key in _keys.All)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash) && key.RevokedAt is null)
            {
                found = key;
            }
        }

        return found is null ? null : new Caller(found.Id, found.Name, found.MaxSecondsPerDay, found.Concurrency);
    }

    /// <summary>Whether a caller's key holds still; no key is as good as ever.</summary>
    public bool Holds(Caller caller) =>
        caller.KeyId.Length == 0 || _keys.All.Any(key => key.Id == caller.KeyId && key.RevokedAt is null);

    /// <summary>How many tasks of a key may run at once.</summary>
    public int ConcurrencyOf(string keyId) =>
        keyId.Length == 0 ? _local.Concurrency : _keys.Concurrency.GetValueOrDefault(keyId, 1);

    /// <summary>Makes a key.</summary>
    /// <returns>Its record, and its secret, which cannot be had again.</returns>
    /// <exception cref="InvalidOperationException">A key that holds has that name.</exception>
    public async Task<(KeyRecord Key, string Secret)> AddAsync(
        string name, int? maxSecondsPerDay, int concurrency, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (All.Any(key => key.Name == name && key.RevokedAt is null))
        {
            throw new InvalidOperationException($"There is a key '{name}' already.");
        }

        string secret = KeySecret.Create();
        var record = new KeyRecord
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            Name = name,
            Hash = KeySecret.Hash(secret),
            MaxSecondsPerDay = maxSecondsPerDay,
            Concurrency = concurrency,
            CreatedAt = clock.GetUtcNow(),
        };
        await using ServerDatabase context = file.Context();
        context.Keys.Add(record);
        await context.SaveChangesAsync(cancellationToken);
        await ReadAsync(cancellationToken);
        return (record, secret);
    }

    /// <summary>Revokes the key of that name; false when none that holds has it.</summary>
    public async Task<bool> RevokeAsync(string name, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (All.FirstOrDefault(key => key.Name == name && key.RevokedAt is null) is not { } key)
        {
            return false;
        }

        await using ServerDatabase context = file.Context();
        context.Keys.Update(key with { RevokedAt = clock.GetUtcNow() });
        await context.SaveChangesAsync(cancellationToken);
        await ReadAsync(cancellationToken);
        return true;
    }

    private sealed record Keys(IReadOnlyList<KeyRecord> All, IReadOnlyDictionary<string, int> Concurrency);
}
