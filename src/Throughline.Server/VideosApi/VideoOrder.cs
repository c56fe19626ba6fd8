using System.Globalization;
using System.Security.Cryptography;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Server.Aliases;
using Throughline.Server.Assets;
using Throughline.Server.Characters;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>Reads what a request asks for into the server's own order.</summary>
internal sealed class VideoOrder(ModelTable models, InputUri uris, UploadStore uploads, CharacterStore characters)
{
    /// <summary>The longest video, in seconds.</summary>
    public const int MostSeconds = 600;

    /// <summary>The model when none is named.</summary>
    public const string UsualModel = "sora-2";

    /// <summary>What files' ids begin with.</summary>
    public const string FilePrefix = "file-";

    private const int MostCharacters = 8;
    private const int LongestPrompt = 32_000;
    private const int MostImageBytes = 20_971_520 / 4 * 3; // As many characters as an image_url may have.
    private static readonly string[] _known =
        [
            "model", "prompt", "seconds", "size", "seed", "look", "camera", "input_reference",
            "input_reference[image_url]", "input_reference[file_id]"
        ];

    /// <summary>Reads a create.</summary>
    /// <exception cref="VideosException">A field is wrong.</exception>
    public (string Model, TaskOrder Order, VideoDetails Details) Read(VideoForm form, Caller caller)
    {
        string model = form.Text("model") ?? UsualModel;
        ModelAlias alias = Alias(model);
        string prompt = Prompt(form);
        int seconds = Seconds(form, "4");
        PixelSize size = Size(form);
        PictureInput? first = Picture(form, caller);
        IReadOnlyList<OrderCast> cast = Cast(form, caller);
        string? own = Camera(form, seconds);
        bool reads = own is null && first is not null;
        string? read = reads ? CameraWords.Find(prompt) : null;
        return (model, new TaskOrder
        {
            Engine = alias.Engine,
            Look = LookOf(form, alias),
            Width = size.Width,
            Height = size.Height,
            Cast = first is null ? cast : [],
            Shots = [
                new OrderShot
                {
                    Prompt = prompt,
                    Camera = own ?? read,
                    Seconds = seconds,
                    Seed = Seed(form),
                    First = first,
                }
            ],
            Notes = [.. ReadNotes(read), .. CastNotes(cast, prompt, first is not null), .. Unused(form)],
        }, new VideoDetails { CamerasOfPrompt = reads ? [0] : [] });
    }

    /// <summary>The same video with other words: all else stays, the chance and the picture too.</summary>
    /// <param name="source">The video.</param>
    /// <param name="form">The request, with its prompt.</param>
    /// <exception cref="VideosException">The prompt is missing or too long.</exception>
    public static (TaskOrder Order, VideoDetails Details) Remix(TaskRecord source, VideoForm form)
    {
        string prompt = Prompt(form);
        IReadOnlyList<int> ofPrompt = VideoDetails.Of(source).CamerasOfPrompt;
        string? read = ofPrompt.Count > 0 ? CameraWords.Find(prompt) : null;
        return (source.Order with
        {
            Shots = [
                .. source.Order.Shots.Select(
                    (shot,
                        index) => shot with { Prompt = prompt, Camera = ofPrompt.Contains(index) ? read : shot.Camera })
            ],
            Notes = [.. ReadNotes(read), .. CastNotes(source.Order.Cast, prompt, false)],
        }, new VideoDetails { RemixedFrom = VideoId.Write(source.Id), CamerasOfPrompt = ofPrompt });
    }

    /// <summary>The same video, which then goes on from its last state for some seconds more.</summary>
    /// <param name="source">How the video was ordered; not drawn anew.</param>
    /// <param name="details">What is remembered of it.</param>
    /// <param name="form">The request, with its prompt and seconds.</param>
    /// <exception cref="VideosException">A field is missing or wrong, or the whole would be too long.</exception>
    public static (TaskOrder Order, VideoDetails Details) Extend(TaskOrder source, VideoDetails details, VideoForm form)
    {
        string prompt = Prompt(form);
        int seconds = Seconds(form, null);
        if (source.Seconds + seconds > MostSeconds)
        {
            throw Wrong($"The whole video would be longer than {MostSeconds} seconds.", "seconds");
        }

        string? camera = Camera(form, seconds);
        string? read = camera is null ? CameraWords.Find(prompt) : null;
        IReadOnlyList<int> ofPrompt = details.CamerasOfPrompt;
        return (source with
        {
            Shots = [
                .. source.Shots, new OrderShot
                {
                    Prompt = prompt,
                    Camera = camera ?? read,
                    Seconds = seconds,
                    Seed = source.Shots[^1].Seed,
                }
            ],
            Notes = [.. ReadNotes(read)],
        }, new VideoDetails { CamerasOfPrompt = camera is null ? [.. ofPrompt, source.Shots.Count] : ofPrompt });
    }

    /// <summary>What a model's name stands for.</summary>
    /// <exception cref="VideosException">It is not known.</exception>
    public ModelAlias Alias(string model) => models.Find(model) ?? throw Wrong(
        $"There is no model '{Short(model)}'. {Problems.NearestName.Fix(Short(model), models.Names)}".TrimEnd(),
        "model", "model_not_found");

    /// <summary>The look that a request asks for by its field, or that its model has; null for neither.</summary>
    /// <exception cref="VideosException">There is no such look.</exception>
    public string? LookOf(VideoForm form, ModelAlias alias) =>
        form.Text("look") is not { } look ? alias.Look
        : models.LookRefusal(alias, Short(look)) is { } refusal ? throw Wrong(refusal, "look")
        : Short(look);

    private static VideosException Wrong(string message, string param, string code = "invalid_value") =>
        new(message, param, code);

    private static string Short(string text) => text.Length <= 64 ? text : text[..64];

    private static IEnumerable<string> ReadNotes(string? camera) =>
        camera is null ? [] : [$"camera: read from the prompt as '{camera}'"];

    private static IEnumerable<string> CastNotes(IReadOnlyList<OrderCast> cast, string prompt, bool isOfPicture) =>
        isOfPicture
        ? cast.Select(member => $"characters: '{member.Name}' is not used, the given picture is shown as it is")
        : cast.Where(member => !prompt.Contains(member.Name, StringComparison.OrdinalIgnoreCase))
            .Select(member => $"characters: the prompt does not name '{member.Name}', so it does not play");

    private static IEnumerable<string> Unused(VideoForm form) => form.Names
        .Where(name => !_known.Contains(name, StringComparer.Ordinal)
            && !name.StartsWith("camera[", StringComparison.Ordinal)
                && !name.StartsWith(VideoForm.Characters + "[", StringComparison.Ordinal))
        .Select(name => $"{Short(name)}: not used here");

    /// <summary>The request's prompt.</summary>
    /// <exception cref="VideosException">It is missing or too long.</exception>
    public static string Prompt(VideoForm form)
    {
        string prompt = form.Text("prompt") is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Wrong(
            "Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter");
        return prompt.Length <= LongestPrompt ? prompt : throw Wrong(
            $"The prompt has more than {LongestPrompt} characters.", "prompt", "string_above_max_length");
    }

    private static int Seconds(VideoForm form, string? usual)
    {
        string text = form.Text("seconds")
            ?? usual ?? throw Wrong("Missing required parameter: 'seconds'.", "seconds", "missing_required_parameter");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            && seconds is >= 1 and <= MostSeconds
            ? seconds
            : throw Wrong(
                $"Invalid value: '{Short(text)}'. Supported values are: '4', '8', '12' and any other whole number from 1 to {MostSeconds}.",
                "seconds");
    }

    private static PixelSize Size(VideoForm form)
    {
        string text = form.Text("size") ?? "720x1280";
        return text.Contains('x', StringComparison.Ordinal) && PictureSizes.TryRead(text, out PixelSize size)
            ? size
            : throw Wrong(
                $"Invalid value: '{Short(text)}'. Supported values are: '720x1280', '1280x720', '1024x1792', '1792x1024' and any other with even sides from 64, at most {PictureSizes.MostPixels / 1_000_000} million pixels.",
                "size");
    }

    /// <summary>The request's seed, or chance's.</summary>
    /// <exception cref="VideosException">It is no seed.</exception>
    public static long Seed(VideoForm form) => form.Text("seed") is not { } text
        ? RandomNumberGenerator.GetInt32(int.MaxValue)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint seed)
            ? seed
            : throw Wrong(
                $"Invalid value: '{Short(text)}'. A seed is a whole number from 0 to {uint.MaxValue}.", "seed");

    // Moves as a text, or as the numbers of an object.
    private static string? Camera(VideoForm form, int seconds)
    {
        const string Within = "camera[";
        string[] numbers = [
            .. form.Names.Where(name => name.StartsWith(Within, StringComparison.Ordinal) && name.EndsWith(']'))
        ];
        string? text = form.Text("camera") ?? (numbers.Length == 0
            ? null
            : string.Join(' ', numbers.Select(name => $"{name[Within.Length..^1]}={form.Text(name)}")));
        if (text is null)
        {
            return null;
        }

        string? camera = CameraInput.Read(text, seconds, out string? problem);
        return problem is null ? camera : throw Wrong(problem, "camera");
    }

    // {id}, or the id alone.
    private List<OrderCast> Cast(VideoForm form, Caller caller)
    {
        const string List = VideoForm.Characters + "[";
        var cast = new List<OrderCast>();
        foreach (string name in form.Names.Where(name => name.StartsWith(List, StringComparison.Ordinal)))
        {
            int end = name.IndexOf(']', StringComparison.Ordinal);
            string? id = name[(end + 1)..] is "" or "[id]" ? form.Text(name) : null;
            if (!CharacterId.TryRead(id, out Guid known) || characters.Find(known, caller.KeyId) is not { } one)
            {
                throw Wrong($"There is no character '{Short(id ?? name)}'.", VideoForm.Characters);
            }

            if (cast.Exists(other => other.Name.Equals(one.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw Wrong($"Two of the characters are called '{one.Name}'.", VideoForm.Characters);
            }

            cast.Add(new OrderCast(one.Name, one.Description, one.Seed));
        }

        return cast.Count <= MostCharacters ? cast : throw Wrong(
            $"A video has at most {MostCharacters} characters.", VideoForm.Characters);
    }

    private PictureInput? Picture(VideoForm form, Caller caller)
    {
        string? problem = null;
        PictureInput? picture = null;
        if (form.File("input_reference") is { } file)
        {
            picture = uris.Checked(file.Asset, ref problem);
        }
        else if ((form.Text("input_reference[image_url]") ?? form.Text("input_reference")) is { } url)
        {
            picture = uris.Read(url, caller, out problem, MostImageBytes);
        }
        else if (form.Text("input_reference[file_id]") is { } id)
        {
            string? asset = id.StartsWith(FilePrefix, StringComparison.Ordinal) ? uploads.AssetOf(
                id[FilePrefix.Length..], caller.KeyId) : null;
            problem = asset is null ? "There is no such file, or it has expired." : null;
            picture = asset is null ? null : uris.Checked(asset, ref problem);
        }
        else if (form.Names.Contains("input_reference", StringComparer.Ordinal))
        {
            problem = "Expected a file, or an object with an image_url or a file_id.";
        }

        return problem is null ? picture : throw Wrong(problem, "input_reference");
    }
}
