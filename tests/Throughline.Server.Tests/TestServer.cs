using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Throughline.Engines;
using Throughline.Server.Tasks;

namespace Throughline.Server.Tests;

/// <summary>The server in memory, with an engine that draws at once, in a folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private TestServer(WebApplication app, string folder, FakeEngine engine, bool ownsFolder)
    {
        (_app, Folder, Engine, _ownsFolder) = (app, folder, engine, ownsFolder);
        Client = app.GetTestClient();
    }

    public string Folder { get; }

    public FakeEngine Engine { get; }

    /// <summary>Sends requests from this machine.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public TaskStore Tasks => Services.GetRequiredService<TaskStore>();

    public static async Task<TestServer> StartAsync(
        FakeEngine? engine = null, Func<ServerOptions, ServerOptions>? change = null, string? folder = null,
        TimeProvider? clock = null)
    {
        engine ??= new FakeEngine();
        string data = folder ?? Directory.CreateTempSubdirectory("throughline-server-").FullName;
        var options = new ServerOptions
        {
            Data = data,
            StopGrace = TimeSpan.FromMilliseconds(200),
            LocalConcurrency = 2,
            Threads = 2,
            LeastFreeBytes = 1,
        };
        WebApplication app = await ServerApp.CreateAsync(
            change?.Invoke(options) ?? options,
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IEngine>(engine);
                if (clock is not null)
                {
                    builder.Services.AddSingleton(clock);
                }
            },
            TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(app, data, engine, folder is null);
    }

    /// <summary>Waits until a task is where it should be; after a minute it never will be.</summary>
    public async Task<TaskRecord> UntilAsync(Guid id, Func<TaskRecord, bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (Tasks.Find(id) is { } task && condition(task))
            {
                return task;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Asks it to stop; ends when it has.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
