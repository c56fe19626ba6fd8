namespace Throughline.Server.Bench;

/// <summary>The yardstick: one endpoint that answers a ready text as long as a task's, and nothing around it.</summary>
internal static class Bare
{
    public static async Task RunAsync(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        string text = "{\"id\":\"" + new string('0', 300) + "\"}";
        app.MapGet("/v1/tasks/{id}", (RequestDelegate)(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(text, context.RequestAborted);
        }));
        await app.RunAsync();
    }
}
