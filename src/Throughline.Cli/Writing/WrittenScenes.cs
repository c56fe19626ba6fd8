using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Files;
using Throughline.Production;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Cli.Writing;

/// <summary>
/// The scenes that a language model wrote for a film's shots, kept in <c>.throughline/written</c> by all that decided
/// them: the model, what it was told and what it was asked. The same shot is asked for once.
/// </summary>
/// <param name="film">The film.</param>
/// <param name="model">Name of the model.</param>
/// <param name="stock">What scenes are built of; asked for only when there is something to write.</param>
internal sealed class WrittenScenes(Film film, string model, Func<Stock> stock)
{
    private const string FolderName = "written";

    private readonly Lazy<string> _schema = new(() => SceneSchema.Of(stock().Vocabulary).ToJsonString());

    /// <summary>Why a shot of words is left to the built-in director; null when it may be written.</summary>
    public static string? WhyNot(Shot shot, Film film) =>
        shot.From is not null ? "it goes on in the world of another shot, which a writer does not see"
        : film.Cast.FirstOrDefault(
            member => Names(
                shot.Prompt!,
                member.Name)) is { } named ? $"it shows {named.Name} of the cast, whose looks are not a writer's to choose"
        : null;

    /// <summary>
    /// The path of a shot's scene, written now if it was not before; null when it was not and there is nobody to ask.
    /// </summary>
    /// <param name="shot">The shot.</param>
    /// <param name="chat">Who writes; null to ask nobody.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="WriterException">None was written.</exception>
    public async Task<string?> FindAsync(Shot shot, IChatClient? chat, CancellationToken cancellationToken)
    {
        string path = Path.Combine(film.Folder, TakeStore.FolderName, FolderName, NameOf(shot) + ".yaml");
        if (File.Exists(path))
        {
            return path;
        }

        if (chat is null)
        {
            return null;
        }

        var order = new ShotOrder
        {
            Shot = shot,
            Size = film.Size,
            Rate = film.Rate,
            Frames = film.Rate.FramesIn(shot.Seconds),
            Look = film.Look,
        };
        string scene = await SceneWriter.WriteAsync(chat, order, stock(), cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var part = new PartFile(path);
        await File.WriteAllTextAsync(part.Path, scene, cancellationToken);
        part.Commit();
        return path;
    }

    private string NameOf(Shot shot)
    {
        string[] parts =
        [
            model, SceneWriter.Instructions, _schema.Value, shot.Prompt!, CameraText.Write(shot.Camera),
            film.Look ?? "",
            FormattableString.Invariant($"{shot.Seed} {shot.Seconds:0.####}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..32];
    }

    private static bool Names(string prompt, string name) =>
        Regex.IsMatch(
            prompt, $@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
