using System.CommandLine;
using System.Globalization;
using Throughline.Server.Keys;
using Throughline.Server.Storage;

namespace Throughline.Server.Commands;

/// <summary><c>throughline keys add</c>, <c>list</c> and <c>revoke</c>; works beside a server that runs.</summary>
internal static class KeysCommand
{
    private const int BadInput = 2;

    /// <summary>The command.</summary>
    public static Command Create() => new("keys", "The keys of the server's clients.") { Add(), List(), Revoke() };

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "What to call it." };
        var seconds = new Option<int?>("--max-seconds-per-day")
        {
            Description = "Seconds of clips in any 24 hours; no limit if not given.",
            HelpName = "N",
        };
        var concurrency = new Option<int>("--concurrency")
        {
            Description = "Tasks at once; more wait.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        seconds.Validators.Add(result => Positive(result.Tokens, result.AddError, "--max-seconds-per-day"));
        concurrency.Validators.Add(result => Positive(result.Tokens, result.AddError, "--concurrency"));
        Option<string> data = DataFolder.Option();
        var command = new Command("add", "Make a key; its secret is shown once.") { name, seconds, concurrency, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string called = parsed.GetRequiredValue(name);
            if (called.Length is 0 or > 64 || called.Any(char.IsControl))
            {
                throw new InvalidDataException("A key's name has 1 to 64 characters.");
            }

            KeyStore keys = await OpenAsync(parsed, data, cancellationToken);
            (_, string secret) = await keys.AddAsync(
                called, parsed.GetValue(seconds), parsed.GetValue(concurrency), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(secret);
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                "throughline: this is the only time the key is shown; keep it.");
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> data = DataFolder.Option();
        var command = new Command("list", "Show the keys.") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            KeyStore keys = await OpenAsync(parsed, data, cancellationToken);
            TextWriter output = parsed.InvocationConfiguration.Output;
            int width = keys.All.Select(key => key.Name.Length).DefaultIfEmpty(0).Max();
            foreach (KeyRecord key in keys.All)
            {
                string limit = key.MaxSecondsPerDay is { } most ? $"{most} s a day" : "no daily limit";
                string since = key.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                string end = key.RevokedAt is { } revoked
                    ? $", revoked {revoked.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
                    : "";
                await output.WriteLineAsync(
                    $"{key.Id}  {key.Name.PadRight(width)}  {limit}, {key.Concurrency} at once, since {since}{end}");
            }

            return 0;
        });
        return command;
    }

    private static Command Revoke()
    {
        var name = new Argument<string>("NAME") { Description = "Which." };
        Option<string> data = DataFolder.Option();
        var command =
            new Command("revoke", "Take a key back; a server that runs notices within seconds.") { name, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            KeyStore keys = await OpenAsync(parsed, data, cancellationToken);
            if (await keys.RevokeAsync(parsed.GetRequiredValue(name), cancellationToken))
            {
                return 0;
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"throughline: no key that holds is named '{parsed.GetRequiredValue(name)}'.");
            return BadInput;
        });
        return command;
    }

    private static async Task<KeyStore> OpenAsync(
        ParseResult parsed, Option<string> data, CancellationToken cancellationToken)
    {
        var options = new ServerOptions { Data = DataFolder.Of(parsed, data) };
        Directory.CreateDirectory(options.Data);
        var keys = new KeyStore(
            await DatabaseFile.OpenAsync(options.Data, cancellationToken), options, TimeProvider.System);
        await keys.ReadAsync(cancellationToken);
        return keys;
    }

    private static void Positive(
        IReadOnlyList<System.CommandLine.Parsing.Token> tokens, Action<string> addError, string option)
    {
        if (tokens is [{ Value: var text }]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1))
        {
            addError($"{option} is a whole number from 1, not '{text}'.");
        }
    }
}
