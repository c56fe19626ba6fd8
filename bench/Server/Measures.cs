using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Throughline.Server.Bench;

/// <summary>The measurements that docs/benchmarks.md reports.</summary>
internal static class Measures
{
    private const int Kept = 10_000, Pollers = 2_000, Watchers = 64, Connections = 16, Rounds = 7, CreateRounds = 3;

    public static async Task RunAsync(string program, string folder, TimeSpan time)
    {
        string full = Path.Combine(folder, "full");
        IReadOnlyList<Guid> ids = await Contents.FillAsync(full, Kept);
        await PollAsync(program, full, ids, time);
        await StartAsync(program, Path.Combine(folder, "empty"), full);
        await CreateAsync(program, Path.Combine(folder, "creates"));
        await RenderAsync(program, Path.Combine(folder, "render"));
        await StreamAsync(program, Path.Combine(folder, "streams"));
    }

    private static async Task StartAsync(string program, string empty, string full)
    {
        foreach ((string name, string data) in new[] { ("empty", empty), ($"{Kept} tasks", full) })
        {
            var times = new List<double>();
            for (int i = 0; i < 5; i++)
            {
                (Running server, TimeSpan time) = await Running.StartAsync(program, data, 7801);
                times.Add(time.TotalSeconds);
                server.Dispose();
            }

            times.Sort();
            Console.WriteLine(
                $"start to first answer, {name}: median {times[2]:0.000} s, slowest {times[4]:0.000} s (bar 1 s)");
        }
    }

    private static async Task PollAsync(string program, string data, IReadOnlyList<Guid> ids, TimeSpan time)
    {
        (Running server, _) = await Running.StartAsync(program, data, 7802);
        using (server)
        using (var bare = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["bare", "7803"]))!)
        using (new Ending(bare))
        {
            await Load.UntilOpenAsync(7803);
            byte[][] requests = [.. ids.Select(id => Load.Request("GET", $"/v1/tasks/{id}"))];
            var shares = new List<double>();
            for (int round = 0; round < 4; round++)
            {
                // In turn, so that both meet the same machine; the first round warms both up.
                bare.Refresh();
                TimeSpan bareCpu = bare.TotalProcessorTime, serverCpu = server.Cpu;
                LoadResult plain = await Load.RunAsync(7803, Connections, Next(requests), time);
                bare.Refresh();
                bareCpu = bare.TotalProcessorTime - bareCpu;
                LoadResult polls = await Load.RunAsync(7802, Connections, Next(requests), time);
                serverCpu = server.Cpu - serverCpu;
                if (round > 0)
                {
                    shares.Add(polls.PerSecond / plain.PerSecond);
                    Console.WriteLine($"polls of {Kept} tasks: {polls}; bare endpoint: {plain}; share {shares[^1]:0.00}; "
                        + $"processor time an answer {serverCpu.TotalMicroseconds / polls.Count:0} us against {bareCpu.TotalMicroseconds / plain.Count:0} us");
                }
            }

            shares.Sort();
            Console.WriteLine(
                $"polls against the bare endpoint: median share {shares[1]:0.00} (bar 0.5); memory {server.Megabytes:0} MB (bar 400)");
        }
    }

    private static Func<byte[]?> Next(byte[][] requests)
    {
        int at = 0;
        return () => requests[(uint)Interlocked.Increment(ref at) % requests.Length];
    }

    /// <summary>How fast tasks are accepted while one is shot: by 1,000 waiting ones, and beyond.</summary>
    public static async Task CreateAsync(string program, string data)
    {
        for (int round = 0; round < CreateRounds; round++)
        {
            string folder = Path.Combine(data, $"{round}");
            await Contents.FillAsync(folder, Kept);
            (Running server, _) = await Running.StartAsync(program, folder, 7804, "--threads", "1");
            using (server)
            {
                // One long task keeps the only worker, so that all others wait.
                await server.CreateAsync(Contents.Body("1280:720", 600, 0));
                await PrintAsync("the first 1000", Creates(1, 1000));
                await PrintAsync("with 1000 queued", Creates(1001, 900));
            }

            async Task PrintAsync(string name, Func<byte[]?> next)
            {
                TimeSpan cpu = server.Cpu;
                LoadResult result = await Load.RunAsync(7804, Connections, next, TimeSpan.FromMinutes(1));
                cpu = server.Cpu - cpu;
                Console.WriteLine(
                    $"creates while one task is shot, {name}: {result} (bar: p99 50 ms), processor time {cpu.TotalSeconds:0.0} s, the shot's included");
            }
        }
    }

    /// <summary>The most memory held beside 10,000 tasks, while shots of each kind are made, one at a time.</summary>
    public static async Task MemoryAsync(string program, string data)
    {
        await Contents.FillAsync(data, Kept);
        (Running server, _) = await Running.StartAsync(program, data, 7807);
        using (server)
        {
            Console.WriteLine($"memory with {Kept} tasks: {server.Megabytes:0} MB");
            foreach ((string name, Func<int, Task<string>> create) in new (string, Func<int, Task<string>>)[]
            {
                ("staged", seed => server.CreateStagedAsync(10, seed)),
                ("animated", seed => server.CreateAsync(Contents.Body("1280:720", 30, seed))),
            })
            {
                for (int seed = 1; seed <= 3; seed++)
                {
                    long began = Stopwatch.GetTimestamp();
                    TimeSpan cpu = server.Cpu;
                    await EndedAsync(server, await create(seed));
                    Console.WriteLine(
                        $"{name} clip {seed} in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s, the server's processor time {(server.Cpu - cpu).TotalSeconds:0.00} s: "
                            + $"at most {server.MostMegabytes:0} MB, then {server.Megabytes:0} MB (bar 400)");
                }
            }
        }
    }

    private static Func<byte[]?> Creates(int from, int count)
    {
        int at = -1;
        byte[][] requests = [
            .. Enumerable.Range(from, count).Select(
                seed => Load.Request("POST", "/v1/image_to_video", Contents.Body("64:64", 1, seed)))
        ];
        return () => Interlocked.Increment(ref at) is var next && next < count ? requests[next] : null;
    }

    /// <summary>
    /// What clients that wait cost a shot: pairs of shots, alone and beside them, and the median of the losses.
    /// </summary>
    public static async Task RenderAsync(string program, string data)
    {
        (Running server, _) = await Running.StartAsync(program, data, 7805);
        using (server)
        {
            await ShootAsync(server, 1);
            await IdlePollsAsync(server);
            var losses = new List<double>();
            for (int round = 0; round < Rounds; round++)
            {
                double alone = await ShootAsync(server, 10 + round);
                using var stop = new CancellationTokenSource();
                string polled = await server.CreateAsync(Contents.Body("64:64", 1, 100 + round));
                var polls = new StrongBox<int>();
                Task polling = PollersAsync(server, polled, polls, stop.Token);
                await Task.Delay(7000); // Until the first round of polls is over.
                double beside = await ShootAsync(server, 20 + round);
                await stop.CancelAsync();
                await polling;
                losses.Add(1 - (alone / beside));
                Console.WriteLine(
                    $"30 s of clip: alone {alone:0.00} s, beside {Pollers} pollers {beside:0.00} s ({polls.Value} polls), loss {losses[^1]:P1}");
            }

            losses.Sort();
            Console.WriteLine($"loss beside {Pollers} pollers: median {losses[Rounds / 2]:P1} (bar 10 %)");
        }
    }

    // What a poll takes of the processor when nothing is shot, on both sides: the clients are on this machine too.
    private static async Task IdlePollsAsync(Running server)
    {
        using var stop = new CancellationTokenSource();
        var count = new StrongBox<int>();
        Task polling = PollersAsync(server, await server.CreateAsync(Contents.Body("64:64", 1, 99)), count, stop.Token);
        await Task.Delay(7000); // Until all are connected.
        int before = count.Value;
        (TimeSpan serverCpu, TimeSpan ownCpu) = (server.Cpu, Environment.CpuUsage.TotalTime);
        long began = Stopwatch.GetTimestamp();
        await Task.Delay(15_000);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double polls = count.Value - before;
        (serverCpu, ownCpu) = (server.Cpu - serverCpu, Environment.CpuUsage.TotalTime - ownCpu);
        await stop.CancelAsync();
        await polling;
        Console.WriteLine($"{Pollers} pollers and nothing else: {polls / seconds:0} polls a second; a poll takes the server {serverCpu.TotalMicroseconds / polls:0} us "
            + $"and the client {ownCpu.TotalMicroseconds / polls:0} us");
    }

    // Pages that watch, as many as one key may have: each is told of the running task's progress twice a second.
    private static async Task StreamAsync(string program, string data)
    {
        (Running server, _) = await Running.StartAsync(program, data, 7806);
        using (server)
        {
            await ShootAsync(server, 1);
            var losses = new List<double>();
            for (int round = 0; round < 3; round++)
            {
                double alone = await ShootAsync(server, 10 + round);
                await using Streams streams = await Streams.OpenAsync(server.Port, Watchers);
                long before = streams.Bytes;
                double beside = await ShootAsync(server, 20 + round);
                losses.Add(1 - (alone / beside));
                Console.WriteLine(
                    $"30 s of clip: alone {alone:0.00} s, beside {streams.Open} event streams {beside:0.00} s ({(streams.Bytes - before) / beside / 1024:0} KB/s), loss {losses[^1]:P1}, memory {server.Megabytes:0} MB");
            }

            losses.Sort();
            Console.WriteLine($"loss beside {Watchers} event streams: median {losses[1]:P1}");
        }
    }

    private static async Task<double> ShootAsync(Running server, int seed)
    {
        long began = Stopwatch.GetTimestamp();
        await EndedAsync(server, await server.CreateAsync(Contents.Body("1280:720", 30, seed)));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task EndedAsync(Running server, string id)
    {
        while (await server.StatusAsync(id) is "PENDING" or "RUNNING" or "THROTTLED")
        {
            await Task.Delay(50);
        }
    }

    // Each waits as Runway's library does, 4.5 to 7.5 s, on a connection of its own.
    private static async Task PollersAsync(
        Running server, string id, StrongBox<int> polls, CancellationToken cancellationToken)
    {
        byte[] request = Load.Request("GET", $"/v1/tasks/{id}");
        await Task.WhenAll(Enumerable.Range(0, Pollers).Select(async number =>
        {
            var chance = new Random(number);
            using var socket = new System.Net.Sockets.Socket(
                System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp)
            {
                NoDelay = true,
            };
            var buffer = new byte[4096];
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(6 * chance.NextDouble()), cancellationToken);
                await socket.ConnectAsync("127.0.0.1", server.Port, cancellationToken);
                while (true)
                {
                    await socket.SendAsync(request, cancellationToken);
                    await socket.ReceiveAsync(buffer, cancellationToken);
                    Interlocked.Increment(ref polls.Value);
                    await Task.Delay(TimeSpan.FromSeconds(4.5 + (3 * chance.NextDouble())), cancellationToken);
                }
            }
            catch (OperationCanceledException)
            {
                // The measurement is over.
            }
        }));
    }
}
