using Microsoft.Extensions.DependencyInjection.Extensions;
using Throughline.Engines;
using Throughline.Production;
using Throughline.Server.Aliases;
using Throughline.Server.Assets;
using Throughline.Server.Characters;
using Throughline.Server.Fetching;
using Throughline.Server.Footage;
using Throughline.Server.FilmsApi;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Links;
using Throughline.Server.OwnApi;
using Throughline.Server.Page;
using Throughline.Server.Reference;
using Throughline.Server.RunwayApi;
using Throughline.Server.Storage;
using Throughline.Server.Tasks;
using Throughline.Server.VideosApi;
using Throughline.Server.Watch;
using Throughline.Server.Webhooks;
using Throughline.Sight;
using Throughline.Sight.Depth;
using Throughline.Stage;

namespace Throughline.Server;

/// <summary>Puts the server together.</summary>
internal static class ServerApp
{
    /// <summary>Largest body of a request that is not an upload.</summary>
    public const int MostBodyBytes = 32 << 20;

    /// <summary>Opens the data folder and builds the application; starting it is the caller's.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="configure">Changes what is built, before it is; engines added here replace the usual ones.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="IOException">The data folder cannot be used, or another server uses it.</exception>
    /// <exception cref="InvalidDataException">The file of model aliases is wrong.</exception>
    public static async Task<WebApplication> CreateAsync(
        ServerOptions options, Action<WebApplicationBuilder>? configure = null,
        CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(options.Data);
        TakeStore takes = await TakeStore.OpenAsync(
            options.Data, () => throw new IOException(
                $"{options.Data}: another server uses this folder. Stop it, or choose another --data."),
            cancellationToken);
        try
        {
            // The two slow halves of a start, side by side.
            Task<(DatabaseFile File, IReadOnlyList<TaskRecord> Tasks)> opening = Task.Run(
                () => OpenAsync(options.Data, cancellationToken), cancellationToken);
            WebApplicationBuilder builder = Builder(options);
            configure?.Invoke(builder);
            builder.Services.TryAddSingleton(
                _ => new PictureSight(
                    ModelFolder.Find(), options.DepthModel is null ? null : DepthModel.Open(options.DepthModel)));
            builder.Services.TryAddSingleton<IEngine>(
                services => new StageEngine(services.GetRequiredService<PictureSight>()));
            var opened = new Opened();
            Add(builder.Services, options, takes, opened);
            WebApplication app = builder.Build();
            (opened.File, IReadOnlyList<TaskRecord> tasks) = await opening;
            opened.Tasks = new TaskStore(opened.File, tasks, app.Services.GetRequiredService<ILogger<TaskStore>>());
            await app.Services.GetRequiredService<KeyStore>().ReadAsync(cancellationToken);
            await app.Services.GetRequiredService<UploadStore>().ReadAsync(cancellationToken);
            await app.Services.GetRequiredService<CharacterStore>().ReadAsync(cancellationToken);
            await app.Services.GetRequiredService<WebhookStore>().ReadAsync(cancellationToken);
            app.Services.GetRequiredService<ModelTable>();
            app.Services.GetRequiredService<ServerMetrics>();
            Map(app);
            return app;
        }
        catch
        {
            takes.Dispose();
            throw;
        }
    }

    private static async Task<(DatabaseFile File, IReadOnlyList<TaskRecord> Tasks)> OpenAsync(
        string data, CancellationToken cancellationToken)
    {
        DatabaseFile file = await DatabaseFile.OpenAsync(data, cancellationToken);
        return (file, await TaskStore.ReadAsync(file, cancellationToken));
    }

    private static WebApplicationBuilder Builder(ServerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = options.Data });
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = 10_000;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Throughline", LogLevel.Information);
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = options.StopGrace + TimeSpan.FromSeconds(10));
        return builder;
    }

    private static void Add(IServiceCollection services, ServerOptions options, TakeStore takes, Opened opened)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => opened);
        services.AddSingleton(_ => opened.File!);
        services.AddSingleton(_ => takes); // By a function, so that the container disposes of it.
        services.AddSingleton(provider => provider.GetRequiredService<Opened>().Tasks!);
        services.AddSingleton<EngineList>();
        services.AddSingleton<ModelTable>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<AssetStore>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<SafeFetch>();
        services.AddSingleton<SignedLinks>();
        services.AddSingleton<DiskSpace>();
        services.AddSingleton<DailyUse>();
        services.AddSingleton<InputUri>();
        services.AddSingleton<InputPreparation>();
        services.AddSingleton<ResultFolder>();
        services.AddSingleton<OwnClips>();
        services.AddSingleton<TaskShooter>();
        services.AddSingleton<TaskPool>();
        services.AddHostedService(provider => provider.GetRequiredService<TaskPool>());
        services.AddHostedService<KeyWatch>();
        services.AddSingleton<Upkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<Upkeep>());
        services.AddWatch();
        services.AddWebhooks();
        services.AddFootage();
        services.AddCharacters();
        services.AddSingleton<Intake>();
        services.AddSingleton<ErrorForms>();
        services.AddFilmsApi();
        services.AddOwnApi();
        services.AddVideosApi(); // Before Runway's, whose error form covers all of /v1.
        services.AddRunwayApi();
    }

    private static void Map(WebApplication app)
    {
        app.UseMiddleware<Gate>();
        app.UseRouting();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint();
        app.MapFiles();
        app.MapRunwayApi();
        app.MapVideosApi();
        app.MapFilmsApi();
        app.MapOwnApi();
        app.MapPage();
        app.MapReference();
    }

    // What is there only after the container is built; the container disposes of it.
    private sealed class Opened : IAsyncDisposable
    {
        public DatabaseFile? File { get; set; }

        public TaskStore? Tasks { get; set; }

        public ValueTask DisposeAsync() => Tasks?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
