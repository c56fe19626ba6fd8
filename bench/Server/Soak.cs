using System.Collections.Concurrent;

namespace Throughline.Server.Bench;

/// <summary>
/// Half an hour of clients that create, poll, cancel and delete, while the server is killed every few minutes: nothing
/// that was answered may be lost, every task must end, and memory must not grow.
/// </summary>
internal static class Soak
{
    private const int Clients = 8;
    private static readonly TimeSpan _betweenKills = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(string program, string folder, TimeSpan time)
    {
        long end = Environment.TickCount64 + (long)time.TotalMilliseconds;
        var known = new ConcurrentDictionary<string, bool>(); // Whether it was cancelled.
        int kills = 0, lost = 0;
        double most = 0;
        (Running server, _) = await Running.StartAsync(program, folder, 7810);
        while (Environment.TickCount64 < end)
        {
            long stop = Math.Min(end, Environment.TickCount64 + (long)_betweenKills.TotalMilliseconds);
            Running now = server;
            Task[] clients = [
                .. Enumerable.Range(0, Clients).Select(
                    number => ClientAsync(now, known, new Random((kills * 100) + number), stop))
            ];
            await Task.WhenAll(clients);
            most = Math.Max(most, server.Megabytes);
            server.Kill();
            server.Dispose();
            kills++;
            (server, _) = await Running.StartAsync(program, folder, 7810);
            foreach (string id in known.Keys)
            {
                try
                {
                    await server.StatusAsync(id);
                }
                catch (HttpRequestException)
                {
                    lost++;
                }
            }

            Console.WriteLine($"{known.Count} tasks, {kills} kills, {lost} lost, {most:0} MB at most");
        }

        int failed = 0;
        foreach ((string id, bool cancelled) in known)
        {
            string status;
            while ((status = await server.StatusAsync(id)) is "PENDING" or "RUNNING" or "THROTTLED")
            {
                await Task.Delay(200);
            }

            failed += status == "SUCCEEDED" || (cancelled && status == "CANCELLED") ? 0 : 1;
        }

        server.Dispose();
        Console.WriteLine($"all ended: {failed} otherwise than they should");
        return lost + failed == 0 ? 0 : 1;
    }

    private static async Task ClientAsync(
        Running server, ConcurrentDictionary<string, bool> known, Random chance, long stop)
    {
        while (Environment.TickCount64 < stop)
        {
            string id = await server.CreateAsync(Contents.Body("160:90", chance.Next(1, 3), chance.Next()));
            known[id] = false;
            if (chance.Next(5) == 0)
            {
                known[id] = true;
                await server.Client.DeleteAsync(new Uri($"/v1/tasks/{id}", UriKind.Relative));

                // Deleted once more when it had ended before: such a task is gone on purpose.
                if (await StatusOrGoneAsync(server, id) == "gone")
                {
                    known.TryRemove(id, out _);
                }

                continue;
            }

            while (Environment.TickCount64 < stop
                && await server.StatusAsync(id) is "PENDING" or "RUNNING" or "THROTTLED")
            {
                await Task.Delay(500);
            }
        }
    }

    private static async Task<string> StatusOrGoneAsync(Running server, string id)
    {
        try
        {
            return await server.StatusAsync(id);
        }
        catch (HttpRequestException)
        {
            return "gone";
        }
    }
}
