using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Server.Fetching;
using Throughline.Server.Keys;
using Throughline.Server.Storage;
using Throughline.Server.Webhooks;

namespace Throughline.Server.Commands;

/// <summary>
/// <c>throughline webhooks add</c>, <c>list</c>, <c>rotate</c> and <c>remove</c>; works beside a server that runs.
/// </summary>
internal static class WebhooksCommand
{
    private const int BadInput = 2;

    /// <summary>The command.</summary>
    public static Command Create() =>
        new("webhooks", "URLs that are told when tasks end.") { Add(), List(), Rotate(), Remove() };

    private static Command Add()
    {
        var url =
            new Argument<string>("URL") { Description = "Where events are posted: http or https, a public address." };
        var key = new Option<string?>("--key")
        {
            Description = "Only tasks of this key; of all callers if not given.",
            HelpName = "NAME",
        };
        Option<string> data = DataFolder.Option();
        var command = new Command(
            "add",
            "Tell a URL when tasks end; the secret its events are signed with is shown once.") { url, key, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string to = parsed.GetRequiredValue(url);
            if (SafeFetch.Refusal(to) is { } refusal)
            {
                throw new InvalidDataException($"'{to}': {refusal}");
            }

            DatabaseFile file = await OpenAsync(parsed, data, cancellationToken);
            string? keyId =
                parsed.GetValue(key) is { } name ? await KeyIdAsync(file, parsed, data, name, cancellationToken) : null;
            Webhook webhook = await new WebhookStore(file, TimeProvider.System).AddAsync(to, keyId, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(webhook.Secrets[0].Text);
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"throughline: {webhook.Id} is told from now on; this is the only time its secret is shown. A private address needs 'serve --allow-host {new Uri(to).Host}'.");
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        Option<string> data = DataFolder.Option();
        var command = new Command("list", "Show the webhooks, and what they were told in the last week.") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatabaseFile file = await OpenAsync(parsed, data, cancellationToken);
            var webhooks = new WebhookStore(file, TimeProvider.System);
            var keys = new KeyStore(
                file, new ServerOptions { Data = DataFolder.Of(parsed, data) }, TimeProvider.System);
            await webhooks.ReadAsync(cancellationToken);
            await keys.ReadAsync(cancellationToken);
            await using ServerDatabase context = file.Context();
            foreach (Webhook webhook in webhooks.All.Where(one => one.RemovedAt is null))
            {
                List<Delivery> told = await context.Deliveries.Where(one => one.WebhookId == webhook.Id).ToListAsync(
                    cancellationToken);
                string? owner = keys.All.FirstOrDefault(one => one.Id == webhook.KeyId)?.Name;
                await parsed.InvocationConfiguration.Output.WriteLineAsync(Line(webhook, owner, told));
            }

            return 0;
        });
        return command;
    }

    private static Command Rotate()
    {
        var which = Which();
        Option<string> data = DataFolder.Option();
        var command = new Command(
            "rotate",
            "Give a webhook a new secret, shown once; for 24 hours events are signed with the old one too.") { which, data };
        command.SetAction((parsed, cancellationToken) => ChangeAsync(parsed, which, data, async (webhooks, webhook) =>
            await parsed.InvocationConfiguration.Output
                .WriteLineAsync((await webhooks.RotateAsync(webhook, cancellationToken)).Text), cancellationToken));
        return command;
    }

    private static Command Remove()
    {
        var which = Which();
        Option<string> data = DataFolder.Option();
        var command = new Command("remove", "Tell a URL no more, not even what waits.") { which, data };
        command.SetAction((parsed, cancellationToken) => ChangeAsync(
            parsed, which, data, (webhooks, webhook) => webhooks.RemoveAsync(webhook, cancellationToken),
            cancellationToken));
        return command;
    }

    private static Argument<string> Which() => new("WEBHOOK") { Description = "Its id or its URL." };

    private static async Task<int> ChangeAsync(
        ParseResult parsed, Argument<string> which, Option<string> data, Func<WebhookStore, Webhook, Task> change,
        CancellationToken cancellationToken)
    {
        string wanted = parsed.GetRequiredValue(which);
        var webhooks = new WebhookStore(await OpenAsync(parsed, data, cancellationToken), TimeProvider.System);
        await webhooks.ReadAsync(cancellationToken);
        List<Webhook> found = [
            .. webhooks.All.Where(one => one.RemovedAt is null && (one.Id == wanted || one.Url == wanted))
        ];
        if (found is [var webhook])
        {
            await change(webhooks, webhook);
            return 0;
        }

        await parsed.InvocationConfiguration.Error.WriteLineAsync(found.Count == 0
            ? $"throughline: there is no webhook '{wanted}'."
            : $"throughline: several keys have a webhook to '{wanted}'; name it by its id.");
        return BadInput;
    }

    private static string Line(Webhook webhook, string? owner, List<Delivery> told)
    {
        string whose = webhook.KeyId is null ? "all tasks" : $"tasks of {owner}";
        string state = webhook.DisabledAt is null ? "" : ", gone: its receiver answered 410";
        Delivery? lost = told.Where(one => !one.IsTaken && one.Attempts > 0).MaxBy(one => one.CreatedAt);
        string trouble = lost is null ? "" : $", last trouble: {lost.LastAnswer}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{webhook.Id}  {webhook.Url}  {whose}: {told.Count(one => one.IsTaken)} taken, {told.Count(one => one.NextAt is not null)} waiting, {told.Count(one => one.EndedAt is not null && !one.IsTaken)} given up{state}{trouble}");
    }

    private static async Task<string> KeyIdAsync(
        DatabaseFile file, ParseResult parsed, Option<string> data, string name, CancellationToken cancellationToken)
    {
        var keys = new KeyStore(file, new ServerOptions { Data = DataFolder.Of(parsed, data) }, TimeProvider.System);
        await keys.ReadAsync(cancellationToken);
        return keys.All.FirstOrDefault(one => one.Name == name && one.RevokedAt is null)?.Id
            ?? throw new InvalidDataException($"no key that holds is named '{name}'.");
    }

    private static Task<DatabaseFile> OpenAsync(
        ParseResult parsed, Option<string> data, CancellationToken cancellationToken)
    {
        string folder = DataFolder.Of(parsed, data);
        Directory.CreateDirectory(folder);
        return DatabaseFile.OpenAsync(folder, cancellationToken);
    }
}
