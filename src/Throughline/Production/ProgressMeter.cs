namespace Throughline.Production;

/// <summary>
/// Counts frames while a film is made. Whoever makes frames reports here; whoever shows progress asks for
/// <see cref="Now"/> as often as it likes. Any thread.
/// </summary>
public sealed class ProgressMeter
{
    // Before this much is known, a rate is a guess.
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly List<Counter> _shots = [];

    /// <summary>Starts the clock.</summary>
    public ProgressMeter(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _began = _clock.GetTimestamp();
    }

    /// <summary>How far everything is.</summary>
    public FilmProgress Now()
    {
        lock (_gate)
        {
            long moment = _clock.GetTimestamp();
            TimeSpan elapsed = _clock.GetElapsedTime(_began, moment);
            Counter[] toMake = [.. _shots.Where(shot => shot.State != ShotState.Kept)];
            long done = toMake.Sum(shot => (long)shot.Done);
            long frames = toMake.Sum(shot => (long)shot.Frames);
            long left = toMake.Where(shot => shot.State != ShotState.Failed).Sum(shot => (long)shot.Frames - shot.Done);

            // Preparing a shot takes time without giving frames; an average over the whole run has it in.
            long? first = toMake.Where(shot => shot.Began is not null).Min(shot => shot.Began);
            double? rate = first is { } start ? Rate(done, _clock.GetElapsedTime(start, moment)) : null;
            return new FilmProgress
            {
                Shots = [.. _shots.Select(shot => Of(shot, moment))],
                FramesDone = done,
                Frames = frames,
                Elapsed = elapsed,
                FramesPerSecond = rate,
                TimeLeft = left == 0 ? TimeSpan.Zero : TimeFor(left, rate),
            };
        }
    }

    /// <summary>Adds a shot that waits.</summary>
    public void Add(string id, int frames)
    {
        lock (_gate)
        {
            _shots.Add(new Counter(id, frames));
        }
    }

    /// <summary>Says what is happening to a shot.</summary>
    public void Set(string id, ShotState state)
    {
        lock (_gate)
        {
            Counter shot = _shots.Find(shot => shot.Id == id)!;
            shot.State = state;
            if (state == ShotState.Preparing)
            {
                shot.Began = _clock.GetTimestamp();
            }
        }
    }

    /// <summary>Counts one more frame of a shot.</summary>
    public void AddFrame(string id)
    {
        lock (_gate)
        {
            Counter shot = _shots.Find(shot => shot.Id == id)!;
            shot.Done++;
            shot.State = ShotState.Shooting;
            shot.FirstFrame ??= _clock.GetTimestamp();
        }
    }

    private static double? Rate(long frames, TimeSpan elapsed) =>
        frames > 0 && elapsed >= _settling ? frames / elapsed.TotalSeconds : null;

    private static TimeSpan? TimeFor(long frames, double? rate) =>
        rate is { } perSecond ? TimeSpan.FromSeconds(Math.Min(frames / perSecond, 1e9)) : null;

    private ShotProgress Of(Counter shot, long moment)
    {
        // The first frame starts the clock, so it is not among the frames that the clock has seen.
        double? rate = shot is { State: ShotState.Shooting, FirstFrame: { } first }
            ? Rate(shot.Done - 1, _clock.GetElapsedTime(first, moment))
            : null;
        return new ShotProgress
        {
            Id = shot.Id,
            State = shot.State,
            FramesDone = shot.Done,
            Frames = shot.Frames,
            FramesPerSecond = rate,
            TimeLeft = TimeFor(shot.Frames - shot.Done, rate),
        };
    }

    private sealed class Counter(string id, int frames)
    {
        public string Id => id;

        public int Frames => frames;

        public int Done { get; set; }

        public ShotState State { get; set; }

        public long? Began { get; set; }

        public long? FirstFrame { get; set; }
    }
}
