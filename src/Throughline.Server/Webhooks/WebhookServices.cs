namespace Throughline.Server.Webhooks;

/// <summary>Registers what tells webhooks of tasks.</summary>
internal static class WebhookServices
{
    /// <summary>Adds the webhooks and their courier.</summary>
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookStore>();
        services.AddHostedService<Courier>();
    }
}
