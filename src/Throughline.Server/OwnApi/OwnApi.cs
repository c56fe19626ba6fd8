namespace Throughline.Server.OwnApi;

/// <summary>Our own API beside the vendors': all tasks of a caller, their events, and the caller's use.</summary>
internal static class OwnApi
{
    /// <summary>Adds what it needs.</summary>
    public static void AddOwnApi(this IServiceCollection services) => services.AddSingleton<TaskFeed>();

    /// <summary>Maps its addresses.</summary>
    public static void MapOwnApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tasks", (RequestDelegate)TaskCalls.ListAsync);
        routes.MapGet("/api/tasks/events", (RequestDelegate)TaskEvents.SendAllAsync);
        routes.MapGet("/api/tasks/{id}", (RequestDelegate)TaskCalls.GetAsync);
        routes.MapDelete("/api/tasks/{id}", (RequestDelegate)TaskCalls.DeleteAsync);
        routes.MapGet("/api/usage", (RequestDelegate)UsageCall.GetAsync);
        routes.MapGet("/api/stock", (RequestDelegate)StockCall.GetAsync);
    }
}
