using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Problems;

namespace Throughline.Routing;

/// <summary>What one rule says about one engine for one shot.</summary>
/// <param name="Reason">What speaks for the engine; null when the engine is refused.</param>
/// <param name="Refusal">Why the engine cannot shoot it; null when it can.</param>
/// <param name="Key">The shot's key that the refusal is about.</param>
/// <param name="Fix">What the film could say instead.</param>
internal readonly record struct Verdict(string? Reason, string? Refusal, string Key, string? Fix)
{
    public static Verdict For(string reason) => new(reason, null, "", null);

    public static Verdict Against(string refusal, string key, string fix) => new(null, refusal, key, fix);
}

/// <summary>The rules by which an engine can or cannot shoot a shot. Engines differ by their cards only.</summary>
internal static class RoutingRule
{
    /// <summary>All rules; each says nothing (null) when it does not apply to the shot.</summary>
    public static IReadOnlyList<Func<Shot, EngineCard, Verdict?>> All { get; } = [
        FirstFrame, WordsAlone, LastFrame, MovesToLastFrame, Length
    ];

    private static Verdict? FirstFrame(Shot shot, EngineCard card)
    {
        if (shot.Image is null && shot.From is null)
        {
            return null;
        }

        var key = shot.Image is null ? "from" : "image";
        return card.ImageToVideo
            ? Verdict.For(shot.Image is null ? "can go on from a last frame" : "can start from a picture")
            : Verdict.Against(
                $"{card.Name} cannot start from a picture", key, "Give it a 'prompt' instead, or another 'engine'.");
    }

    private static Verdict? WordsAlone(Shot shot, EngineCard card)
    {
        if (shot.Image is not null || shot.From is not null || (shot.Prompt is null && shot.Scene is null))
        {
            return null;
        }

        return card.TextToVideo
            ? Verdict.For("can start from words")
            : Verdict.Against(
                $"{card.Name} cannot start from words alone", "prompt",
                "Give it an 'image:' or 'from:', or another 'engine'.");
    }

    private static Verdict? LastFrame(Shot shot, EngineCard card)
    {
        if (shot.Last is null)
        {
            return null;
        }

        return card.LastFrame
            ? Verdict.For("can end on a picture")
            : Verdict.Against($"{card.Name} cannot end on a given picture yet", "last", "Remove 'last'.");
    }

    private static Verdict? MovesToLastFrame(Shot shot, EngineCard card)
    {
        if (shot.Last is null || card.MovesToLastFrame
            || shot.Camera.FirstOrDefault(move => move.Kind != CameraMoveKind.Static) is not { } move)
        {
            return null;
        }

        return Verdict.Against(
            $"{(move.Six is null ? CameraMoves.Of(move.Kind).Name : "the camera move")} cannot hold together with "
            + $"'last': with {card.Name} the way from the first picture to the last is the camera's move",
            "camera", "Remove 'camera' or 'last', or make two shots of it.");
    }

    private static Verdict? Length(Shot shot, EngineCard card)
    {
        var (least, most) = (PlainNumber.Write(card.MinSeconds), PlainNumber.Write(card.MaxSeconds));
        return shot.Seconds >= card.MinSeconds && shot.Seconds <= card.MaxSeconds
            ? null
            : Verdict.Against(
                $"{card.Name} shoots {least} to {most} s, not {PlainNumber.Write(shot.Seconds)}",
                "seconds",
                "Split it into shots that continue each other with 'from:'.");
    }
}
