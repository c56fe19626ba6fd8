namespace Throughline.Stage.Rendering;

/// <summary>
/// What each stage of a frame took of the processor, summed over frames; for benchmarks of one renderer alone.
/// </summary>
internal sealed class StageTimes
{
    private readonly List<(string Stage, double Milliseconds)> _stages = [];
    private TimeSpan _last;

    /// <summary>The stages in their order, with the sum of their milliseconds.</summary>
    public IReadOnlyList<(string Stage, double Milliseconds)> Stages => _stages;

    /// <summary>Frames measured.</summary>
    public int Frames { get; private set; }

    /// <summary>Begins a frame.</summary>
    public void Begin()
    {
        Frames++;
        _last = Environment.CpuUsage.TotalTime;
    }

    /// <summary>Ends a stage; one that comes several times a frame is summed.</summary>
    public void Mark(string stage)
    {
        var now = Environment.CpuUsage.TotalTime;
        var took = (now - _last).TotalMilliseconds;
        var at = _stages.FindIndex(entry => ReferenceEquals(entry.Stage, stage));
        if (at < 0)
        {
            _stages.Add((stage, took));
        }
        else
        {
            _stages[at] = (stage, _stages[at].Milliseconds + took);
        }

        _last = now;
    }

    /// <summary>Forgets what was measured.</summary>
    public void Clear()
    {
        _stages.Clear();
        Frames = 0;
    }
}
