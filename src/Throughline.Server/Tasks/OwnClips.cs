using System.Security.Cryptography;
using Throughline.Server.Assets;

namespace Throughline.Server.Tasks;

/// <summary>
/// Knows clips that were made here again when they are sent back, byte for byte as they were downloaded.
/// </summary>
internal sealed class OwnClips(TaskStore tasks, ResultFolder results, AssetStore assets)
{
    /// <summary>The task of a key that made a clip; null when none did.</summary>
    /// <param name="keyId">Whose.</param>
    /// <param name="asset">SHA-256 of the clip, which is its name as an asset.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<TaskRecord?> FindAsync(
        string keyId, string asset, long bytes, CancellationToken cancellationToken)
    {
        foreach (TaskRecord task in tasks.Of(keyId)
            .Where(
                task =>
                    task is { State: TaskState.Succeeded, Order.Kind: OrderKind.Clip or OrderKind.Restyle or OrderKind.Extension }
                        && task.Files[0].Bytes == bytes))
        {
            if (await HashOfAsync(task, cancellationToken) == asset)
            {
                return task;
            }
        }

        return null;
    }

    /// <summary>A task's clip as a kept file, to be given to another task; null when it is gone.</summary>
    public async Task<string?> KeepAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        string path = results.PathOf(task.Files[0]);
        return File.Exists(path) ? await assets.KeepFileAsync(path, cancellationToken) : null;
    }

    /// <summary>SHA-256 of a task's clip in lower-case hexadecimal; null when it is gone.</summary>
    public async Task<string?> HashOfAsync(TaskRecord task, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = File.OpenRead(results.PathOf(task.Files[0]));
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
