namespace Throughline.Stage.Rendering;

/// <summary>What each stage of a frame took of the processor, summed over frames; for benchmarks of one renderer alone.</summary>
internal sealed class StageTimes
{
    private readonly List<(string Stage, double Milliseconds)> _stages = [];
    private TimeSpan _last;
    private int _next;

    /// <summary>The stages in their order, with the sum of their milliseconds.</summary>
    public IReadOnlyList<(string Stage, double Milliseconds)> Stages => _stages;

    /// <summary>Frames measured.</summary>
    public int Frames { get; private set; }

    /// <summary>Begins a frame.</summary>
    public void Begin()
    {
        Frames++;
        _next = 0;
        _last = Environment.CpuUsage.TotalTime;
    }

    /// <summary>Ends a stage.</summary>
    public void Mark(string stage)
    {
        var now = Environment.CpuUsage.TotalTime;
        var took = (now - _last).TotalMilliseconds;
        if (_next == _stages.Count)
        {
            _stages.Add((stage, 0));
        }

        _stages[_next] = (stage, _stages[_next].Milliseconds + took);
        _next++;
        _last = now;
    }

    /// <summary>Forgets what was measured.</summary>
    public void Clear()
    {
        _stages.Clear();
        Frames = 0;
    }
}
