using System.Security.Cryptography;
using System.Text.Json;
using Throughline.Media.Pictures;
using Throughline.Server.Aliases;
using Throughline.Server.Footage;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <content>Clips that are drawn anew.</content>
internal sealed partial class RunwayOrder
{
    private static readonly string[] _videoFields = ["videoUri", "promptVideo"]; // As the models differ.
    private static readonly string[] _unusedFields =
        ["keyframes", "targetAspectRatio", "resolution", "duration", "mode"];

    /// <summary>Reads a body of <see cref="Footage"/>.</summary>
    /// <param name="root">The body.</param>
    /// <param name="caller">Who sent it.</param>
    /// <returns>The model as named, and the order. Its length is the longest there may be until the clip was looked
    /// at.</returns>
    /// <exception cref="RunwayIssuesException">Something is wrong.</exception>
    public (string Model, TaskOrder Order) ReadFootage(JsonElement root, Caller caller)
    {
        var body = new RunwayBody(root);
        (string model, ModelAlias alias, RunwayLimits limits) = Model(Footage, body);
        ClipInput? clip = Clip(body, caller);
        string? prompt = body.Text("promptText", limits.PromptRequired, limits.PromptMax);
        string? look = LookOf(body, alias);
        if (look is null && !string.IsNullOrWhiteSpace(prompt) && (look = looks.In(prompt)) is null)
        {
            body.Issue(looks.Refusal, "promptText");
        }

        string? ratio = Ratio(body, limits);
        long seed = body.Whole("seed", 0, LargestSeed) ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        List<string> notes = [
            .. _unusedFields.Where(name => body.Field(name) is not null).Select(name => $"{name}: not used here")
        ];
        Extras(Footage, body, limits, notes, caller);
        body.ThrowIfWrong();
        PixelSize? size = ratio is null ? null : PictureSizes.Read(ratio);
        return (model, new TaskOrder
        {
            Kind = OrderKind.Restyle,
            Engine = alias.Engine,
            Look = look ?? FootageLooks.Usual,
            Width = size?.Width ?? 0,
            Height = size?.Height ?? 0,
            Footage = clip,
            Shots = [new OrderShot { Prompt = prompt, Seconds = FootagePreparation.MostSeconds, Seed = seed }],
            Notes = notes,
        });
    }

    private ClipInput? Clip(RunwayBody body, Caller caller)
    {
        string field = _videoFields.FirstOrDefault(name => body.Field(name) is not null) ?? _videoFields[0];
        if (body.Text(field, required: true) is not { } uri)
        {
            return null;
        }

        ClipInput? clip = uris.ReadClip(uri, caller, out string? problem);
        if (problem is not null)
        {
            body.Issue(problem, field);
        }

        return clip;
    }
}
