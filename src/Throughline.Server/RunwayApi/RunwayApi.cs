using Throughline.Server.Guard;

namespace Throughline.Server.RunwayApi;

/// <summary>Runway's API: what <c>@runwayml/sdk</c> sends is answered from this machine's engines.</summary>
internal static class RunwayApi
{
    /// <summary>Adds what its endpoints need.</summary>
    public static void AddRunwayApi(this IServiceCollection services) => services.AddSingleton<IErrorForm, RunwayErrors>();

    /// <summary>Maps its endpoints.</summary>
    public static void MapRunwayApi(this IEndpointRouteBuilder routes)
    {
    }
}
