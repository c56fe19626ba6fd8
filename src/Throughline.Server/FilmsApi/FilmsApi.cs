namespace Throughline.Server.FilmsApi;

/// <summary>Our own API for whole films: <c>/api/films</c>.</summary>
internal static class FilmsApi
{
    /// <summary>The API's name in task records.</summary>
    public const string Name = "films";

    /// <summary>Adds what films need.</summary>
    public static void AddFilmsApi(this IServiceCollection services)
    {
        services.AddSingleton<FilmFolders>();
        services.AddSingleton<FilmUpload>();
        services.AddSingleton<FilmExamination>();
        services.AddSingleton<FilmShooter>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapFilmsApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/films", (RequestDelegate)FilmCreates.CreateAsync);
        routes.MapGet("/api/films/{id}", (RequestDelegate)FilmCalls.GetAsync);
        routes.MapDelete("/api/films/{id}", (RequestDelegate)FilmCalls.DeleteAsync);
        routes.MapGet("/api/films/{id}/events", (RequestDelegate)FilmCalls.GetEventsAsync);
        routes.MapMethods("/api/films/{id}/{name}", ["GET", "HEAD"], (RequestDelegate)FilmCalls.GetFileAsync);
    }
}
