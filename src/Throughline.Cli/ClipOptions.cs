using System.CommandLine;
using System.CommandLine.Parsing;
using Throughline.Media.Video;

namespace Throughline.Cli;

/// <summary>What the commands that make clips have in common: codec, ffmpeg, threads, progress.</summary>
internal sealed class ClipOptions
{
    private static readonly Dictionary<string, ClipCodec> _codecs = new(StringComparer.Ordinal)
    {
        ["h264"] = ClipCodec.H264,
        ["h265"] = ClipCodec.H265,
        ["av1"] = ClipCodec.Av1,
        ["prores"] = ClipCodec.ProRes422Hq,
    };

    private readonly Option<string> _codec = new("--codec")
    {
        Description = "h264 (plays everywhere), h265, av1, or prores (422 HQ, for editing).",
        DefaultValueFactory = _ => "h264",
    };

    private readonly Option<string?> _ffmpeg =
        new("--ffmpeg") { Description = "The ffmpeg program or its folder.", HelpName = "PATH" };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads to draw with; frames are the same whatever the number.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Tell progress as one JSON object a line." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _codec.AcceptOnlyFromAmong([.. _codecs.Keys]);
        _threads.Validators.Add(AcceptThreads);
        command.Add(_codec);
        command.Add(_ffmpeg);
        command.Add(_threads);
        command.Add(_json);
    }

    /// <summary>How clips are encoded.</summary>
    public ClipFormat Format(ParseResult parsed) => new() { Codec = _codecs[parsed.GetRequiredValue(_codec)] };

    /// <summary>The codec as the user named it.</summary>
    public string Codec(ParseResult parsed) => parsed.GetRequiredValue(_codec);

    /// <summary>The encoder.</summary>
    /// <exception cref="MediaException">There is none.</exception>
    public Ffmpeg Ffmpeg(ParseResult parsed) => Media.Video.Ffmpeg.Find(parsed.GetValue(_ffmpeg));

    /// <summary>Threads to draw with.</summary>
    public int Threads(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>Whether programs read along.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    private static void AcceptThreads(OptionResult option)
    {
        if (option.Tokens is [{ Value: var text }] && (!int.TryParse(text, out int threads) || threads is < 1 or > 256))
        {
            option.AddError($"--threads is a number from 1 to 256, not '{text}'.");
        }
    }
}
