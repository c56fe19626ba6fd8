using System.Diagnostics;
using System.Net;
using Throughline.Server.Tests;
using Throughline.Server.Tests.Restart;
using Throughline.Tests;

namespace Throughline.Conformance;

/// <summary>
/// Runs a script of this folder under node with one vendor library, against the real server with the real engine. The
/// libraries lie in <c>tools/node</c>, where <c>./test</c> installs them from <c>package.json</c>.
/// </summary>
internal static class VendorLibraries
{
    private static readonly string _root = Path.Combine(RepositoryRoot.Folder, "tools", "node", "node_modules");

    /// <summary>Runs the script; its own account of what failed is the test's.</summary>
    /// <param name="script">Name of the script, such as <c>runway.mjs</c>.</param>
    /// <param name="library">Name of the library in <c>package.json</c>.</param>
    public static async Task RunAsync(string script, string library)
    {
        string folder = Path.Combine(_root, library);
        Assert.SkipUnless(
            Directory.Exists(folder), $"{library} is not installed; ./test installs it where npm can be had.");
        string data = Directory.CreateTempSubdirectory("throughline-conformance-").FullName;
        try
        {
            string picture = Path.Combine(data, "picture.png");
            await File.WriteAllBytesAsync(picture, Pictures.Png(), TestContext.Current.CancellationToken);
            using HttpListener site = Serve(picture, out string url);
            using RealServer server = await RealServer.StartAsync(
                Path.Combine(data, "server"), "--allow-host", "localhost");
            var start = new ProcessStartInfo(
                "node", [
                    "--test-reporter=spec",
                    Path.Combine(RepositoryRoot.Folder, "tests", "Throughline.Conformance", script)
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["LIBRARY"] = folder;
            start.Environment["BASE_URL"] = server.Client.BaseAddress!.ToString().TrimEnd('/');
            start.Environment["PROGRAM"] = RealServer.Program;
            start.Environment["DATA"] = Path.Combine(data, "server");
            start.Environment["SERVER"] = RealServer.Program;
            start.Environment["PICTURE"] = picture;
            start.Environment["PICTURE_URL"] = url;
            using Process node = Process.Start(start)!;
            Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(node.ExitCode == 0, output + await errors);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // One picture, whatever is asked.
    private static HttpListener Serve(string picture, out string url)
    {
        for (int port = 20_000 + (Environment.ProcessId % 10_000); ; port++)
        {
            var site = new HttpListener();
            site.Prefixes.Add($"http://localhost:{port}/");
            try
            {
                site.Start();
            }
            catch (HttpListenerException)
            {
                continue; // Somebody has this port.
            }

            url = $"http://localhost:{port}/picture.png";
            _ = AnswerAsync(site, File.ReadAllBytes(picture));
            return site;
        }
    }

    private static async Task AnswerAsync(HttpListener site, byte[] picture)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await site.GetContextAsync();
                context.Response.ContentType = "image/png";
                await context.Response.OutputStream.WriteAsync(picture);
                context.Response.Close();
            }
        }
        catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
