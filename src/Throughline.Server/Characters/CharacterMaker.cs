using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Server.Assets;
using Throughline.Server.Footage;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;
using Throughline.Stage;
using Throughline.Stage.Worlds;

namespace Throughline.Server.Characters;

/// <summary>
/// Makes characters. Of a clip that Stage staged here, sent back or named, the very body that played in it is taken; of
/// any other clip what can be measured. The same key, name and clip give the character that is there already.
/// </summary>
internal sealed class CharacterMaker(
    CharacterStore store, LikenessReader reader, FootagePreparation footage, AssetStore assets, OwnClips clips,
    ResultFolder results, TimeProvider clock)
{
    /// <summary>The longest name, in characters, as OpenAI had it.</summary>
    public const int LongestName = 80;

    private const int LongestWords = 1000;
    private const int MostOfOneKey = 1000;

    private readonly StageEngine _stage = new();

    /// <summary>Makes a character of a clip that a client sent.</summary>
    /// <param name="caller">Whose it will be.</param>
    /// <param name="name">Its name.</param>
    /// <param name="words">What it is, in words; null for nothing said.</param>
    /// <param name="asset">The kept clip.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CharacterException">None can be made.</exception>
    public async Task<CharacterRecord> OfFileAsync(
        Caller caller, string name, string? words, string asset, long bytes, CancellationToken cancellationToken)
    {
        Check(name, words);
        if (await clips.FindAsync(caller.KeyId, asset, bytes, cancellationToken) is { } task && IsStaged(task))
        {
            return await OfVideoAsync(caller, name, words, task, cancellationToken);
        }

        return await KeepAsync(
            caller, name, $"{words}\n{asset}",
            () => MeasureAsync(name, words, assets.PathOf(asset), asset, cancellationToken), cancellationToken);
    }

    /// <summary>Makes a character of a video that was made here.</summary>
    /// <param name="caller">Whose it will be, and whose the video is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="words">What it is, in words; null for nothing said. They do not count where the very body is
    /// taken.</param>
    /// <param name="video">The video, which has succeeded.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CharacterException">None can be made.</exception>
    public async Task<CharacterRecord> OfVideoAsync(
        Caller caller, string name, string? words, TaskRecord video, CancellationToken cancellationToken)
    {
        Check(name, words);
        if (IsStaged(video) && MemberOf(video, name) is { } member)
        {
            return await KeepAsync(
                caller,
                name,
                video.Id.ToString(),
                () => Task.FromResult(
                    (member.Description!, member.Seed,
                        new CharacterSource
                        {
                            Task = video.Id,
                            Notes = words is null ? [] : ["description: not used, the very body of the video is taken"],
                        })),
                cancellationToken);
        }

        string path = results.PathOf(video.Files[0]);
        string hash = await clips.HashOfAsync(video, cancellationToken)
            ?? throw new CharacterException("The content of this video has expired.");
        return await KeepAsync(
            caller, name, $"{words}\n{hash}", () => MeasureAsync(name, words, path, hash, cancellationToken),
            cancellationToken);
    }

    private static void Check(string name, string? words)
    {
        if (name.Length > LongestName || words?.Length > LongestWords)
        {
            throw new CharacterException(
                $"A name has at most {LongestName} characters, a description {LongestWords}.", isOfClip: false);
        }

        if (!Stage.Direction.Director.CanName(name))
        {
            throw new CharacterException(
                "Prompts could not name it so: give it a name of English letters that is no common word such as 'the'.",
                isOfClip: false);
        }
    }

    // Of words alone, by Stage: then the words say what was staged.
    private static bool IsStaged(TaskRecord task) =>
        task is { State: TaskState.Succeeded, Files.Count: > 0, Order: { Kind: OrderKind.Clip, Engine: "stage" } order }
            && order.Shots[0] is { First: null, Prompt: not null };

    private CastMember? MemberOf(TaskRecord video, string name)
    {
        TaskOrder order = video.Order;
        OrderShot first = order.Shots[0];
        var film = TaskFilm.CastOf(order);
        if (film.FirstOrDefault(member => first.Prompt!.Contains(member.Name, StringComparison.OrdinalIgnoreCase)) is { } played)
        {
            return played with { Name = name };
        }

        try
        {
            var size = new PixelSize(order.Width, order.Height);
            var shot = new Shot { Id = "shot-1", Prompt = first.Prompt, Seconds = first.Seconds, Seed = first.Seed };
            var scene = _stage.Stage(
                new ShotOrder
                {
                    Shot = shot,
                    Size = size,
                    Rate = order.Rate,
                    Frames = order.Rate.FramesIn(first.Seconds),
                    Look = order.Look,
                    Cast = film,
                });
            return Recasting.MemberOf(scene, name, Stock.BuiltIn);
        }
        catch (EngineException)
        {
            return null; // Another version staged it, which knew words that this one does not.
        }
    }

    private async Task<(string Description, long Seed, CharacterSource Source)> MeasureAsync(
        string name, string? words, string path, string hash, CancellationToken cancellationToken)
    {
        try
        {
            ClipInfo info = await footage.LookAsync(path, cancellationToken);
            Likeness seen = await reader.ReadAsync(path, info, cancellationToken);
            if (seen.Parts.Count == 0)
            {
                throw new CharacterException(
                    "Nothing in this clip stands out as its subject: send one in which the character is clearly to be seen, before a plain ground.");
            }

            (string description, IReadOnlyList<string> notes) = CharacterWords.Of(name, words, seen);
            long seed = BinaryPrimitives.ReadUInt32BigEndian(Convert.FromHexString(hash));
            return (description, seed, new CharacterSource { Measured = seen.Parts, Notes = notes });
        }
        catch (InputException failure)
        {
            throw new CharacterException(failure.Message);
        }
        catch (MediaException failure) when (failure.Code is MediaError.NotAClip or MediaError.TimedOut)
        {
            throw new CharacterException(FootagePreparation.Unreadable);
        }
    }

    private async Task<CharacterRecord> KeepAsync(
        Caller caller, string name, string what,
        Func<Task<(string Description, long Seed, CharacterSource Source)>> make, CancellationToken cancellationToken)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.KeyId}\n{name}\n{what}")).AsSpan(0, 16));
        if (store.Find(id, caller.KeyId) is { } known)
        {
            return known;
        }

        if (store.Of(caller.KeyId).Count >= MostOfOneKey)
        {
            throw new RefusedException(
                RefusedReason.QueueFull, $"There are {MostOfOneKey} characters; delete some first.");
        }

        (string description, long seed, CharacterSource source) = await make();
        return await store.AddAsync(
            new CharacterRecord
            {
                Id = id,
                KeyId = caller.KeyId,
                Name = name,
                CreatedAt = clock.GetUtcNow(),
                Description = description,
                Seed = seed,
                Source = source,
            },
            cancellationToken);
    }
}
