using System.CommandLine;
using System.Globalization;
using Throughline.Server.Guard;
using Throughline.Server.Tasks;

namespace Throughline.Server.Commands;

/// <summary><c>throughline serve</c>: answers until it is stopped.</summary>
internal static class ServeCommand
{
    private const string UsualDepthModel = "models/depth.onnx"; // As the other commands have it.

    private static readonly Option<string> _data = DataFolder.Option();

    private static readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where to listen; off loopback every client needs a key.",
        HelpName = "URL",
        DefaultValueFactory = _ => [ServerOptions.UsualUrl],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> _public = new("--public-url")
    {
        Description = "The address clients reach the server by, for links to results.",
        HelpName = "URL",
    };
    private static readonly Option<string?> _models =
        new("--models") { Description = "A file of model aliases, laid over the built-in ones.", HelpName = "FILE" };
    private static readonly Option<string?> _depthModel = new("--depth-model")
    {
        Description =
            $"A depth model of yours, an .onnx file of the MiDaS or Depth-Anything families; else {UsualDepthModel} in this folder, if there is one.",
        HelpName = "FILE",
    };
    private static readonly Option<bool> _requireKey =
        new("--require-key") { Description = "Need a key on loopback too." };
    private static readonly Option<string[]> _allow = new("--allow-host")
    {
        Description = "A host that clients' URLs may name though its address is private.",
        HelpName = "HOST",
    };
    private static readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads to shoot with.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };
    private static readonly Option<int> _keepDays =
        new("--keep-days") { Description = "Days that finished tasks are kept.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> _keepGigabytes = new("--keep-gb")
    {
        Description = "GB that results may take; the oldest go first.",
        DefaultValueFactory = _ => 50,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Serve Runway's API and the OpenAI Videos API from this machine's engines.")
        {
            _urls, _data, _public, _models, _depthModel, _requireKey, _allow, _threads, _keepDays, _keepGigabytes,
        };
        foreach (Option<int> number in new[] { _threads, _keepDays, _keepGigabytes })
        {
            number.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }]
                    && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                        || value is < 1 or > 100_000))
                {
                    result.AddError($"{number.Name} is a whole number from 1, not '{text}'.");
                }
            });
        }

        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        MemoryThrift.Begin();
        var options = new ServerOptions
        {
            Data = DataFolder.Of(parsed, _data),
            Urls = [
                .. parsed.GetRequiredValue(_urls)
                    .SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries)).Select(Checked)
            ],
            PublicUrl = parsed.GetValue(_public) is { } url ? Checked(url).TrimEnd('/') : null,
            Models = parsed.GetValue(_models),
            DepthModel = parsed.GetValue(_depthModel) ?? (File.Exists(UsualDepthModel) ? UsualDepthModel : null),
            RequireKey = parsed.GetValue(_requireKey),
            AllowedHosts = parsed.GetValue(_allow) ?? [],
            Threads = parsed.GetValue(_threads),
            Retention = TimeSpan.FromDays(parsed.GetValue(_keepDays)),
            RetentionBytes = (long)parsed.GetValue(_keepGigabytes) << 30,
        };

        // What is shot keeps as many of the pool's threads busy for whole frames; requests are not to wait for one of
        // them.
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(workers + options.Threads + 2, completions);
        await using WebApplication app = await ServerApp.CreateAsync(options, cancellationToken: cancellationToken);
        await app.StartAsync(cancellationToken);
        bool open = !options.RequireKey && options.Urls.All(Gate.IsLoopback);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"listening on {string.Join(" and ", app.Urls)}, data in {options.Data}{(open ? ", no key needed on this machine" : ", a key is needed")}");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static string Checked(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && (uri.Scheme == "http" || uri.Scheme == "https")
            ? url
            : throw new InvalidDataException($"'{url}' is not an http or https URL.");
}
