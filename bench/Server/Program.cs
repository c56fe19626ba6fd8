using Throughline.Server.Bench;

// The server's speed, client and server on this machine: dotnet run -c Release --project bench/Server [-- quick |
// pollers | creates | memory | soak MINUTES] Measures artifacts/server, which `./throughline serve` builds.
if (args is ["bare", var barePort])
{
    await Bare.RunAsync(int.Parse(barePort, null));
    return 0;
}

if (args is ["fill", var filled])
{
    await Contents.FillAsync(Path.GetFullPath(filled), 10_000);
    return 0;
}

// `dotnet run` begins in the project's folder; the build lies in artifacts/bin/PROJECT/release.
string program = Path.GetFullPath("../../../server/Throughline.Server", AppContext.BaseDirectory);
if (!File.Exists(program))
{
    await Console.Error.WriteLineAsync($"{program} is not there: run ./throughline keys list once, which builds it.");
    return 1;
}

string folder = Directory.CreateTempSubdirectory("throughline-bench-").FullName;
try
{
    if (args is ["soak", var minutes])
    {
        return await Soak.RunAsync(program, folder, TimeSpan.FromMinutes(double.Parse(minutes, null)));
    }

    if (args is ["pollers"])
    {
        await Measures.RenderAsync(program, folder);
        return 0;
    }

    if (args is ["creates"])
    {
        await Measures.CreateAsync(program, folder);
        return 0;
    }

    if (args is ["memory"])
    {
        await Measures.MemoryAsync(program, folder);
        return 0;
    }

    await Measures.RunAsync(program, folder, args is ["quick"] ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(8));
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
