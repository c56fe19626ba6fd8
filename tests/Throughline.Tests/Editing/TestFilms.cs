using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Tests.Editing;

/// <summary>Films without media, for what is only reckoned.</summary>
internal static class TestFilms
{
    public static (Film Film, CutTimeline Timeline) Make(FrameRate rate, params TestShot[] shots)
    {
        var clips = shots.Select((s, i) => new CutClip
        {
            Shot = new Shot
            {
                Id = $"shot-{i}",
                Seconds = 1,
                Prompt = $"\"prompt\" {i}",
                Seed = i,
                Transition = new(s.Kind, (decimal)s.TransitionFrames * rate.Denominator / rate.Numerator),
            },
            Take = $"take{i}",
            File = $"/film/.throughline/takes/a b/{i}.mp4",
            Frames = s.Frames + (s.IsChained ? 1 : 0),
            Head = s.IsChained ? 1 : 0,
            Engine = "stage",
        }).ToList();
        var film = new Film
        {
            File = "/film/film.yaml",
            Title = "Night & Day",
            Size = new PixelSize(1280, 720),
            Rate = rate,
            Shots = [.. clips.Select(c => c.Shot)],
        };
        return (film, CutTimeline.Lay(clips, rate));
    }
}
