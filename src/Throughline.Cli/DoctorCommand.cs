using System.CommandLine;
using System.Text.Json.Nodes;

namespace Throughline.Cli;

/// <summary><c>throughline doctor</c>: what is here, what is missing, and the command that fixes it.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var ffmpeg =
            new Option<string?>("--ffmpeg") { Description = "The ffmpeg program or its folder.", HelpName = "PATH" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command(
            "doctor", "Show what this machine has, what is missing, and the command that fixes it.") { ffmpeg, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(ffmpeg), parsed.GetValue(json), parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? ffmpeg, bool json, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        IReadOnlyList<Finding> findings = await Examination.RunAsync(ffmpeg, cancellationToken);
        bool ready = findings.All(finding => finding.Works || !finding.Needed);
        if (json)
        {
            await console.Output.WriteLineAsync(JsonText.Of(ToJson(findings, ready)));
            return ready ? ExitCode.Done : ExitCode.BadInput;
        }

        int width = findings.Max(finding => finding.Name.Length);
        foreach (Finding finding in findings)
        {
            string state = finding.Works ? "ok     " : finding.Needed ? "MISSING" : "missing";
            await console.Output.WriteLineAsync($"{state}  {finding.Name.PadRight(width)}  {finding.Value}");
            if (finding.Fix is not null)
            {
                await console.Output.WriteLineAsync($"         {new string(' ', width)}  fix: {finding.Fix}");
            }
        }

        await console.Output.WriteLineAsync(ready ? "Ready." : "Not ready: what is MISSING is needed.");
        return ready ? ExitCode.Done : ExitCode.BadInput;
    }

    private static JsonObject ToJson(IReadOnlyList<Finding> findings, bool ready) => new()
    {
        ["version"] = CommandLine.Version,
        ["ready"] = ready,
        ["findings"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["name"] = finding.Name,
            ["works"] = finding.Works,
            ["needed"] = finding.Needed,
            ["value"] = finding.Value,
            ["fix"] = finding.Fix,
        })]),
    };
}
