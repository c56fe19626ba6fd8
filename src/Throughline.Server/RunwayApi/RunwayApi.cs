using Throughline.Server.Guard;

namespace Throughline.Server.RunwayApi;

/// <summary>Runway's API: what <c>@runwayml/sdk</c> sends is answered from this machine's engines.</summary>
internal static class RunwayApi
{
    /// <summary>The name under which its tasks are kept.</summary>
    public const string Name = "runway";

    private const string VersionHeader = "X-Runway-Version";
    private const string Version = "2024-11-06";

    /// <summary>Adds what its endpoints need.</summary>
    public static void AddRunwayApi(this IServiceCollection services)
    {
        services.AddSingleton<IErrorForm, RunwayErrors>();
        services.AddSingleton(_ => RunwayLimitsTable.Read());
        services.AddSingleton<RunwayOrder>();
    }

    /// <summary>Maps its endpoints.</summary>
    public static void MapRunwayApi(this IEndpointRouteBuilder routes)
    {
        foreach (string endpoint in new[] { "text_to_video", "image_to_video", "text_to_image", RunwayOrder.Footage })
        {
            routes.MapPost("/v1/" + endpoint, Checked(context => RunwayCreates.CreateAsync(context, endpoint)));
        }

        routes.MapPost("/v1/character_performance", Checked(RunwayCreates.RefusePerformanceAsync));
        routes.MapGet("/v1/tasks/{id}", Checked(RunwayTasks.GetAsync));
        routes.MapDelete("/v1/tasks/{id}", Checked(RunwayTasks.DeleteAsync));
        routes.MapPost("/v1/uploads", Checked(RunwayUploads.AnnounceAsync));
        routes.MapPost("/uploads/{id}", (RequestDelegate)RunwayUploads.ReceiveAsync);
        routes.MapGet("/v1/organization", Checked(RunwayOrganization.GetAsync));
        routes.MapPost("/v1/organization/usage", Checked(RunwayOrganization.GetUsageAsync));
    }

    // Runway refuses requests that do not say by which version of its API they mean to be understood.
    private static RequestDelegate Checked(RequestDelegate endpoint) => async context =>
    {
        string? version = context.Request.Headers[VersionHeader];
        if (version != Version)
        {
            throw new BadRequestException(version is null
                ? $"The header {VersionHeader} is missing; send '{VersionHeader}: {Version}'."
                : $"The API version '{(version.Length <= 20 ? version : version[..20])}' is not known; send '{VersionHeader}: {Version}'.");
        }

        try
        {
            await endpoint(context);
        }
        catch (RunwayIssuesException failure)
        {
            await RunwayErrors.WriteAsync(context, StatusCodes.Status400BadRequest, failure.Message, failure.Issues);
        }
    };
}
