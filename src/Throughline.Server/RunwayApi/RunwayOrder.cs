using System.Security.Cryptography;
using System.Text.Json;
using Throughline.Camera;
using Throughline.Server.Aliases;
using Throughline.Server.Footage;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>Turns a body of Runway's API into an order, and finds everything that is wrong with it.</summary>
internal sealed partial class RunwayOrder(RunwayLimitsTable table, ModelTable models, InputUri uris, FootageLooks looks)
{
    /// <summary>The endpoint that is given a clip.</summary>
    public const string Footage = "video_to_video";

    private const string ProRes = "prores", ProResProfile = "422 HQ";
    private const long LargestSeed = uint.MaxValue;
    private static readonly string[] _thresholds = ["auto", "low"];
    private static readonly string[] _audioFields = ["referenceAudio", "referenceVideos"];
    private static readonly string[] _profiles = ["422", "4444", "422 Proxy", "422 LT", ProResProfile, "4444 XQ"];
    private static readonly string[] _ignored = ["background", "edit", "grounding", "promptExpansionMode", "quality"];

    /// <summary>Reads a body.</summary>
    /// <param name="endpoint"><c>text_to_video</c>, <c>image_to_video</c> or <c>text_to_image</c>.</param>
    /// <param name="root">The body.</param>
    /// <param name="caller">Who sent it.</param>
    /// <returns>The model as named, and the order.</returns>
    /// <exception cref="RunwayIssuesException">Something is wrong.</exception>
    public (string Model, TaskOrder Order) Read(string endpoint, JsonElement root, Caller caller)
    {
        var body = new RunwayBody(root);
        (string model, ModelAlias alias, RunwayLimits limits) = Model(endpoint, body);
        var notes = new List<string>();
        decimal seconds = endpoint == "text_to_image" ? 1 : Seconds(body, limits);
        string? prompt = body.Text("promptText", limits.PromptRequired, limits.PromptMax);
        (PictureInput? first,
            PictureInput? last) = endpoint == "image_to_video" ? Pictures(body, limits, caller, notes) : default;
        long seed = body.Whole("seed", 0, LargestSeed) ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        string? camera = Camera(body, seconds);
        if (camera is null && first is not null && prompt is not null
            && (camera = CameraWords.Find(prompt)) is not null)
        {
            notes.Add($"camera: read from the prompt as '{camera}'");
        }

        IReadOnlyList<string> sizes = RunwaySizes.Of(
            limits, Ratio(body, limits), body.OneOf(
                "resolution", [.. limits.Resolutions, .. limits.Resolutions.Select(one => one.ToUpperInvariant())]));
        int count = endpoint == "text_to_image" ? (int)(body.Whole("outputCount", 1, limits.MostPictures) ?? 1) : 1;
        string? look = LookOf(body, alias);
        string? format = endpoint == "text_to_image" ? body.OneOf("outputFormat", PictureEncoder.Names) : null;
        Extras(endpoint, body, limits, notes, caller);
        body.ThrowIfWrong();

        bool sized = sizes.Count == 1 || (first is null && last is null);
        Media.Pictures.PixelSize size = PictureSizes.Read(sizes[0]);
        return (model, new TaskOrder
        {
            Kind = endpoint == "text_to_image" ? OrderKind.Picture : OrderKind.Clip,
            Engine = alias.Engine,
            Look = look,
            IsProRes = body.Text("outputFormat") == ProRes,
            PictureFormat = format == PictureEncoder.Names[0] ? null : format,
            Width = sized ? size.Width : 0,
            Height = sized ? size.Height : 0,
            Sizes = sized ? null : sizes,
            Shots = [.. Enumerable.Range(0, count).Select(number => new OrderShot
            {
                Prompt = prompt,
                Camera = camera,
                Seconds = seconds,
                Seed = (seed + number) & LargestSeed,
                First = first,
                Last = last,
            })],
            Notes = notes,
        });
    }

    private (string Model, ModelAlias Alias, RunwayLimits Limits) Model(string endpoint, RunwayBody body)
    {
        string? model = body.Text("model", required: true);
        ModelAlias? alias = model is null ? null : models.Find(model);
        if (alias is not null && table.Find(endpoint, model!) is { } limits)
        {
            return (model!, alias, limits);
        }

        if (model is not null)
        {
            string[] known = [
                .. table.ModelsOf(endpoint), .. models.Names.Where(name => name.Contains('-', StringComparison.Ordinal))
            ];
            body.Issue(alias is null
                ? $"There is no model '{model}'. {Problems.NearestName.Fix(model, known) ?? "Known here: " + string.Join(", ", table.ModelsOf(endpoint)) + "."}"
                : $"The model '{model}' is not for {endpoint}.", "model");
        }

        throw body.Wrong();
    }

    private string? LookOf(RunwayBody body, ModelAlias alias)
    {
        if (body.Text("look", most: 64) is not { } look)
        {
            return alias.Look;
        }

        if (models.LookRefusal(alias, look) is { } refusal)
        {
            body.Issue(refusal, "look");
        }

        return look;
    }

    private static decimal Seconds(RunwayBody body, RunwayLimits limits)
    {
        if (body.Field("duration") is not { } value)
        {
            if (limits.SecondsRequired)
            {
                body.Issue("Required", "duration");
            }

            return limits.UsualSeconds;
        }

        if (limits.Auto && value.ValueKind == JsonValueKind.String && value.ValueEquals("auto"))
        {
            return limits.UsualSeconds;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal seconds)
            && limits.Allows(seconds))
        {
            return Math.Round(seconds, 3);
        }

        body.Issue(
            $"Expected a {(limits.Fractions ? "" : "whole ")}number of seconds, {limits.Seconds!.Replace(",", ", ", StringComparison.Ordinal)}{(limits.Auto ? ", or 'auto'" : "")}",
            "duration");
        return limits.UsualSeconds;
    }

    private static string? Ratio(RunwayBody body, RunwayLimits limits)
    {
        if (limits.Ratios.Count == 0)
        {
            return null;
        }

        string? ratio = body.Text("ratio", limits.RatioRequired);
        if (ratio is null || limits.Ratios.Contains(ratio, StringComparer.Ordinal)
            || (limits.AnyRatio && PictureSizes.TryRead(ratio, out _)))
        {
            return ratio;
        }

        if (limits.AnyRatio)
        {
            body.Issue(
                $"Expected a size such as '1280:720': even sides from 64, at most {PictureSizes.MostPixels / 1_000_000} million pixels",
                "ratio");
            return null;
        }

        return body.OneOf("ratio", limits.Ratios);
    }

    private static string? Camera(RunwayBody body, decimal seconds)
    {
        if (body.Field("camera") is not { } value)
        {
            return null;
        }

        string? camera = CameraInput.Read(value, seconds, out string? problem);
        if (problem is not null)
        {
            body.Issue(problem, "camera");
        }

        return camera;
    }

    // What is known and changes nothing here, checked all the same; and what would be missed is noted.
    private void Extras(string endpoint, RunwayBody body, RunwayLimits limits, List<string> notes, Caller caller)
    {
        if (body.Field("contentModeration") is { } moderation)
        {
            if (moderation.ValueKind != JsonValueKind.Object)
            {
                body.Issue("Expected an object", "contentModeration");
            }
            else if (moderation.TryGetProperty("publicFigureThreshold", out JsonElement threshold)
                && (threshold.ValueKind != JsonValueKind.String || !_thresholds.Any(one => threshold.ValueEquals(one))))
            {
                body.Issue("Invalid enum value. Expected 'auto' | 'low'", "contentModeration", "publicFigureThreshold");
            }
        }

        if (body.Flag("audio") == true)
        {
            notes.Add("audio: the clip is silent; the engine makes no sound");
        }

        if (body.Text("negativePrompt") is { Length: > 0 })
        {
            notes.Add("negativePrompt: the engine does not use it");
        }

        string? format = endpoint == "text_to_image" ? null : body.Text("outputFormat");
        string? profile = body.OneOf("proresProfile", _profiles);
        if (format == ProRes && endpoint != Footage)
        {
            if (profile != ProResProfile)
            {
                notes.Add($"proresProfile: made as {ProResProfile}, 10 bits");
            }
        }
        else if (format is not (null or "mp4"))
        {
            body.Issue($"This server makes mp4 {(endpoint == Footage ? "only" : "and prores")}", "outputFormat");
        }
        else if (profile is not null)
        {
            body.Issue($"Only valid when outputFormat is '{ProRes}'", "proresProfile");
        }

        foreach (string name in _audioFields.Append("references")
            .Where(name => body.Field(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0))
        {
            notes.Add($"{name}: the engine does not use them");
        }

        notes.AddRange(_ignored.Where(name => body.Field(name) is not null).Select(name => $"{name}: not used here"));
        if (endpoint == "text_to_image")
        {
            ReferenceImages(body, limits, notes, caller);
        }
    }

    private void ReferenceImages(RunwayBody body, RunwayLimits limits, List<string> notes, Caller caller)
    {
        if (body.Field("referenceImages") is not { } list)
        {
            if (limits.ReferencesRequired)
            {
                body.Issue("Required", "referenceImages");
            }

            return;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > 16
            || (limits.ReferencesRequired && list.GetArrayLength() == 0))
        {
            body.Issue("Expected an array of images", "referenceImages");
            return;
        }

        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            Picture(body, item, caller, "referenceImages", index++);
        }

        if (index > 0)
        {
            notes.Add("referenceImages: the engine does not use them");
        }
    }

    private (PictureInput? First, PictureInput? Last) Pictures(
        RunwayBody body, RunwayLimits limits, Caller caller, List<string> notes)
    {
        if (body.Field("promptImage") is not { } value)
        {
            body.Issue("Required", "promptImage");
            return default;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return (Uri(body, JsonStrings.Read(value), caller, "promptImage"), null);
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > 30)
        {
            body.Issue("Expected a string or an array of images", "promptImage");
            return default;
        }

        var placed = new Dictionary<string, PictureInput?>(StringComparer.Ordinal);
        int index = 0, references = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            PictureInput? picture = Picture(body, item, caller, "promptImage", index);
            string? position = item.ValueKind == JsonValueKind.Object && item.TryGetProperty(
                "position", out JsonElement at) && at.ValueKind == JsonValueKind.String ? JsonStrings.Read(at) : null;
            if (position is null && limits.References)
            {
                references++;
            }
            else if (position is null || !limits.Positions.Contains(position, StringComparer.Ordinal))
            {
                body.Issue(
                    $"Invalid enum value. Expected {string.Join(" | ", limits.Positions.Select(one => $"'{one}'"))}",
                    "promptImage", index, "position");
            }
            else if (!placed.TryAdd(position, picture))
            {
                body.Issue($"There is another image at '{position}'", "promptImage", index, "position");
            }

            index++;
        }

        if (references > 0 && placed.Count > 0)
        {
            body.Issue("Images with and without a position cannot be mixed", "promptImage");
        }
        else if (references > 0)
        {
            notes.Add(
                "promptImage: reference images are not used by the engine; the clip is made from the words alone");
        }
        else if (placed.ContainsKey("last") && !placed.ContainsKey("first"))
        {
            body.Issue("A last frame needs a first frame", "promptImage");
        }

        return (placed.GetValueOrDefault("first"), placed.GetValueOrDefault("last"));
    }

    private PictureInput? Picture(RunwayBody body, JsonElement item, Caller caller, string field, int index)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("uri", out JsonElement uri)
            && uri.ValueKind == JsonValueKind.String)
        {
            return Uri(body, JsonStrings.Read(uri), caller, field, index, "uri");
        }

        body.Issue("Expected an object with a uri", field, index);
        return null;
    }

    private PictureInput? Uri(RunwayBody body, string? uri, Caller caller, params object[] path)
    {
        string? problem = "Expected a string";
        PictureInput? picture = uri is null ? null : uris.Read(uri, caller, out problem);
        if (problem is not null)
        {
            body.Issue(problem, path);
        }

        return picture;
    }
}
