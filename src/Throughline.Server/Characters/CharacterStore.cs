using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Storage;

namespace Throughline.Server.Characters;

/// <summary>The characters that clients have made. Any thread.</summary>
internal sealed class CharacterStore(DatabaseFile file)
{
    private readonly ConcurrentDictionary<Guid, CharacterRecord> _characters = new();

    /// <summary>Reads the characters that the last server knew.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        foreach (CharacterRecord one in await context.Characters.ToListAsync(cancellationToken))
        {
            _characters[one.Id] = one;
        }
    }

    /// <summary>The character of that id and key; null when there is none.</summary>
    public CharacterRecord? Find(Guid id, string keyId) =>
        _characters.TryGetValue(id, out CharacterRecord? one) && one.KeyId == keyId ? one : null;

    /// <summary>The characters of a key, oldest first.</summary>
    public IReadOnlyList<CharacterRecord> Of(string keyId) =>
        [.. _characters.Values.Where(one => one.KeyId == keyId).OrderBy(one => one.CreatedAt).ThenBy(one => one.Id)];

    /// <summary>Keeps a character; on the disk when this ends.</summary>
    /// <returns>It, or the one that the same request, sent twice at once, has made meanwhile.</returns>
    public async Task<CharacterRecord> AddAsync(CharacterRecord character, CancellationToken cancellationToken)
    {
        CharacterRecord kept = _characters.GetOrAdd(character.Id, character);
        if (!ReferenceEquals(kept, character))
        {
            return kept;
        }

        try
        {
            await using ServerDatabase context = file.Context();
            context.Characters.Add(character);
            await context.SaveChangesAsync(cancellationToken);
            return character;
        }
        catch
        {
            _characters.TryRemove(character.Id, out _);
            throw;
        }
    }

    /// <summary>Removes a character. Videos that were asked for with it stay as they are.</summary>
    public async Task RemoveAsync(CharacterRecord character, CancellationToken cancellationToken)
    {
        await using ServerDatabase context = file.Context();
        await context.Characters.Where(one => one.Id == character.Id).ExecuteDeleteAsync(cancellationToken);
        _characters.TryRemove(character.Id, out _);
    }
}
