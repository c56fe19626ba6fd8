using System.Diagnostics;

namespace Throughline.Server.Bench;

/// <summary>Ends a process, whatever happens before.</summary>
internal sealed class Ending(Process process) : IDisposable
{
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
    }
}
