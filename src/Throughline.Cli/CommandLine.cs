using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Reflection;

namespace Throughline.Cli;

/// <summary>
/// The <c>throughline</c> command. Each subcommand is a static class with <c>Create()</c>; its action writes to the
/// <see cref="InvocationConfiguration"/>'s output and error, returns an <see cref="ExitCode"/>, and throws what it
/// cannot do: <see cref="Failures"/> turns that into a sentence and an exit code.
/// </summary>
internal static class CommandLine
{
    /// <summary>Shows what an unexpected error came from.</summary>
    public static Option<bool> Debug { get; } = new("--debug")
    {
        Description = "On an unexpected error, also print where in the program it came from.",
        Recursive = true,
    };

    /// <summary>The version, as <c>--version</c> prints it.</summary>
    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Parses and runs one command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is ["--version"])
        {
            // Programs ask this often, so it starts nothing.
            await output.WriteLineAsync(Version);
            return ExitCode.Done;
        }

        if (args is [ServerProgram.Serve or ServerProgram.Keys or ServerProgram.Webhooks, ..])
        {
            return await ServerProgram.BecomeAsync(args, error);
        }

        ParseResult parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return await RefuseAsync(parsed, error);
        }

        using var interruption = new Interruption(error);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Interruption listens itself.
            };
            return await parsed.InvokeAsync(configuration, interruption.Token);
        }
        catch (Exception failure)
        {
            bool interrupted = await interruption.IsRequestedOrImminentAsync();
            TextWriter? json = WantsJson(parsed) ? output : null;
            bool resumes = parsed.CommandResult.Command.Name == MakeCommand.Name;
            return Failures.Report(failure, interrupted, resumes, error, json, parsed.GetValue(Debug));
        }
    }

    /// <summary>The whole tree of commands.</summary>
    public static Command Root()
    {
        var root = Roots();
        foreach (Command command in StockCommands.Create())
        {
            root.Add(command);
        }

        return root;
    }

    private static Command Roots() => new("throughline", "Throughline turns a shot list into a film.")
    {
        new HelpOption { Recursive = true },
        new Option<bool>("--version") { Description = "Print the version." },
        Debug,
        MakeCommand.Create(),
        AnimateCommand.Create(),
        GenerateCommand.Create(),
        StillCommand.Create(),
        RestyleCommand.Create(),
        DepthCommand.Create(),
        CheckCommand.Create(),
        PlanCommand.Create(),
        SchemaCommand.Create(),
        DoctorCommand.Create(),
        new Command(ServerProgram.Serve, "Serve Runway's API and the OpenAI Videos API from this machine's engines."),
        new Command(ServerProgram.Keys, "The keys of the server's clients."),
        new Command(ServerProgram.Webhooks, "URLs that the server tells when tasks end."),
    };

    private static bool WantsJson(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Any(option => option.Name == "--json") && parsed.GetValue<bool>("--json");

    private static async Task<int> RefuseAsync(ParseResult parsed, TextWriter error)
    {
        foreach (ParseError problem in parsed.Errors)
        {
            await error.WriteLineAsync($"throughline: {problem.Message}");
        }

        string path = string.Join(' ', PathOf(parsed.CommandResult).Reverse());
        await error.WriteLineAsync($"'{path} --help' shows what is possible.");
        return ExitCode.BadInput;
    }

    private static IEnumerable<string> PathOf(CommandResult command)
    {
        for (SymbolResult? at = command; at is CommandResult result; at = at.Parent)
        {
            yield return result.Command.Name;
        }
    }
}
