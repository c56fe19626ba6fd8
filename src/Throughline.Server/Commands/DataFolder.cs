using System.CommandLine;

namespace Throughline.Server.Commands;

/// <summary>The option that names the server's data folder.</summary>
internal static class DataFolder
{
    /// <summary>The option.</summary>
    public static Option<string> Option() => new("--data")
    {
        Description = "The folder for everything the server keeps; made if need be.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "throughline-data",
    };

    /// <summary>Its absolute path.</summary>
    public static string Of(ParseResult parsed, Option<string> option) =>
        Path.GetFullPath(parsed.GetRequiredValue(option));
}
