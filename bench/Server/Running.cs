using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Throughline.Server.Bench;

/// <summary>The published server as a child process.</summary>
internal sealed class Running : IDisposable
{
    private readonly Process _process;

    private Running(Process process, int port)
    {
        (_process, Port) = (process, port);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Client.DefaultRequestHeaders.Add("X-Runway-Version", "2024-11-06");
    }

    public int Port { get; }

    public HttpClient Client { get; }

    /// <summary>Megabytes it holds now.</summary>
    public double Megabytes => Memory("VmRSS");

    /// <summary>The most megabytes it held so far.</summary>
    public double MostMegabytes => Memory("VmHWM");

    /// <summary>Processor time it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits for the first answer, asking every two milliseconds.</summary>
    public static async Task<(Running Server, TimeSpan Time)> StartAsync(
        string program, string data, int port, params string[] arguments)
    {
        long began = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(
            program, ["serve", "--data", data, "--urls", $"http://127.0.0.1:{port}", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        var server = new Running(Process.Start(start)!, port);
        while (true)
        {
            try
            {
                await server.Client.GetStringAsync(new Uri("/health", UriKind.Relative));
                return (server, Stopwatch.GetElapsedTime(began));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(2);
            }
        }
    }

    public Task<string> CreateAsync(string body) => PostAsync("/v1/image_to_video", body);

    /// <summary>A staged clip of 1280x720.</summary>
    public Task<string> CreateStagedAsync(int seconds, int seed) => PostAsync(
        "/v1/text_to_video",
        $$"""{"model":"stage","ratio":"1280:720","duration":{{seconds}},"seed":{{seed}},"promptText":"a woman and her dog walk along a beach at sunset, waves break, slow push in"}""");

    public async Task<string> StatusAsync(string id) =>
        JsonElement.Parse(await Client.GetStringAsync(new Uri($"/v1/tasks/{id}", UriKind.Relative)))
            .GetProperty("status").GetString()!;

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<string> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
    }

    private double Memory(string name) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024.0;
}
