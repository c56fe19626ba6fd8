using System.Globalization;
using Throughline.Production;

namespace Throughline.Cli.Progress;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    /// <summary>A length of time as people say it: <c>8 s</c>, <c>3 min 20 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Span(TimeSpan time)
    {
        long seconds = (long)Math.Ceiling(time.TotalSeconds);
        return seconds switch
        {
            < 100 => Text($"{seconds} s"),
            < 3600 => Text($"{seconds / 60} min {seconds % 60:00} s"),
            _ => Text($"{seconds / 3600} h {seconds / 60 % 60:00} min"),
        };
    }

    /// <summary>Rate and time left, as far as they are known: <c>, 48 fps, 12 s left</c>.</summary>
    public static string Pace(double? framesPerSecond, TimeSpan? left)
    {
        string rate = framesPerSecond is { } perSecond ? Text($", {perSecond:0.#} fps") : "";
        return rate + (left is { } time && time > TimeSpan.Zero ? $", {Span(time)} left" : "");
    }

    /// <summary>One line on a shot.</summary>
    public static string Line(ShotProgress shot) => shot.State switch
    {
        ShotState.Kept => $"{shot.Id}: unchanged, its take is kept",
        ShotState.Preparing => $"{shot.Id}: begun",
        ShotState.Done => Text($"{shot.Id}: done, {shot.Frames} frames"),
        ShotState.Failed => $"{shot.Id}: failed",
        _ => Text($"{shot.Id}: frame {shot.FramesDone} of {shot.Frames}") + Pace(shot.FramesPerSecond, shot.TimeLeft),
    };

    /// <summary>One line on the whole.</summary>
    public static string Line(FilmProgress film) =>
        Text($"film: frame {film.FramesDone} of {film.Frames}") + Pace(film.FramesPerSecond, film.TimeLeft);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
