using Throughline.Server.Guard;

namespace Throughline.Server.VideosApi;

/// <summary>OpenAI's Videos API, as its last libraries speak it.</summary>
internal static class VideosApi
{
    /// <summary>The API's name in task records.</summary>
    public const string Name = "openai";

    /// <summary>
    /// Adds what the API needs. Comes before <c>AddRunwayApi</c>, whose error form covers all of /v1.
    /// </summary>
    public static void AddVideosApi(this IServiceCollection services)
    {
        services.AddSingleton<IErrorForm, VideosErrors>();
        services.AddSingleton<VideoOrder>();
        services.AddSingleton<VideoEdits>();
        services.AddSingleton<VideoExtensions>();
        services.AddSingleton<VideoPictures>();
    }

    /// <summary>Maps the API's addresses.</summary>
    public static void MapVideosApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/videos", Told(VideoCreates.CreateAsync));
        routes.MapGet("/v1/videos", Told(VideoCalls.ListAsync));
        routes.MapPost("/v1/videos/extensions", Told(VideoCreates.ExtendAsync));
        routes.MapPost("/v1/videos/edits", Told(VideoCreates.EditAsync));
        routes.MapPost("/v1/videos/characters", Told(VideoCharacters.CreateAsync));
        routes.MapGet("/v1/videos/characters", Told(VideoCharacters.ListAsync));
        routes.MapGet("/v1/videos/characters/{id}", Told(VideoCharacters.GetAsync));
        routes.MapDelete("/v1/videos/characters/{id}", Told(VideoCharacters.DeleteAsync));
        routes.MapGet("/v1/videos/{id}", Told(VideoCalls.GetAsync));
        routes.MapDelete("/v1/videos/{id}", Told(VideoCalls.DeleteAsync));
        routes.MapGet("/v1/videos/{id}/content", Told(VideoCalls.GetContentAsync));
        routes.MapPost("/v1/files", Told(VideoFiles.UploadAsync));
        routes.MapGet("/v1/models", Told(VideoModels.ListAsync));
        routes.MapGet("/v1/models/{id}", Told(VideoModels.GetAsync));
        routes.MapPost("/v1/videos/{id}/remix", Told(VideoCreates.RemixAsync));
    }

    private static RequestDelegate Told(RequestDelegate endpoint) => async context =>
    {
        try
        {
            await endpoint(context);
        }
        catch (VideosException failure)
        {
            await VideosErrors.WriteAsync(context, failure.Status, failure.Message, failure.Param, failure.Code);
        }
    };
}
