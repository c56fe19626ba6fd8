using System.Text.Json;
using CsCheck;
using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Tests.Editing;

public sealed class OtioFileTests
{
    // The fields of each schema, as OpenTimelineIO 0.17 itself writes them.
    private static readonly Dictionary<string, string> _fields = new()
    {
        ["Timeline.1"] = "global_start_time metadata name tracks",
        ["Stack.1"] = "children effects enabled markers metadata name source_range",
        ["Track.1"] = "children effects enabled kind markers metadata name source_range",
        ["Clip.2"] = "active_media_reference_key effects enabled markers media_references metadata name source_range",
        ["Gap.1"] = "effects enabled markers metadata name source_range",
        ["Transition.1"] = "in_offset metadata name out_offset transition_type",
        ["ExternalReference.1"] = "available_image_bounds available_range metadata name target_url",
        ["Effect.1"] = "effect_name metadata name",
        ["RationalTime.1"] = "rate value",
        ["TimeRange.1"] = "duration start_time",
    };

    [Theory]
    [InlineData(24, 1)]
    [InlineData(30000, 1001)]
    public void The_track_adds_up_to_the_film_and_every_handle_exists(int numerator, int denominator) =>
        CutTimelineTests.Shots.Sample(
            shots =>
            {
                var rate = new FrameRate(numerator, denominator);
                var (film, timeline) = TestFilms.Make(rate, shots);
                using var json = JsonDocument.Parse(OtioFile.Write(film, timeline, "/film/out"));
                AssertSchema(json.RootElement);
                AssertTrack(Track(json).GetProperty("children").EnumerateArray().ToList(), timeline.Frames);
            },
            iter: 40);

    [Fact]
    public void A_clip_names_its_media_its_handles_and_what_made_it()
    {
        var (film, timeline) = TestFilms.Make(
            FrameRate.Film, new TestShot(48), new TestShot(60, TransitionKind.Dissolve, 13, IsChained: true));
        using var json = JsonDocument.Parse(OtioFile.Write(film, timeline, "/film/out"));
        var children = Track(json).GetProperty("children");
        var clip = children[2];
        var media = clip.GetProperty("media_references").GetProperty(
            clip.GetProperty("active_media_reference_key").GetString()!);
        Assert.Equal("../.throughline/takes/a%20b/1.mp4", media.GetProperty("target_url").GetString());
        Assert.Equal((0, 61), Range(media.GetProperty("available_range")));
        // One frame of head, then the half of the dissolve that lies before the cut point.
        Assert.Equal((1 + 6, 60 - 6), Range(clip.GetProperty("source_range")));
        Assert.Equal((0, 48 - 7), Range(children[0].GetProperty("source_range")));
        Assert.Equal((6, 7), (Time(children[1].GetProperty("in_offset")), Time(children[1].GetProperty("out_offset"))));
        var own = clip.GetProperty("metadata").GetProperty("throughline");
        string? Said(string key) => own.GetProperty(key).GetString();
        Assert.Equal(
            ("shot-1", "take1", "stage", "\"prompt\" 1", "static"),
            (Said("shot"), Said("take"), Said("engine"), Said("prompt"), Said("camera")));
        Assert.Equal(
            (1, OtioFile.SchemaVersion), (own.GetProperty("seed").GetInt64(), own.GetProperty("schema").GetInt32()));
    }

    [Fact]
    public void A_fade_goes_to_a_gap_and_from_it()
    {
        var (film, timeline) = TestFilms.Make(
            FrameRate.Film, new TestShot(48), new TestShot(60, TransitionKind.Fade, 13));
        using var json = JsonDocument.Parse(OtioFile.Write(film, timeline, "/film/out"));
        var children = Track(json).GetProperty("children").EnumerateArray().ToList();
        Assert.Equal(["Clip.2", "Transition.1", "Gap.1", "Transition.1", "Clip.2"], children.Select(Schema));
        Assert.Equal(
            [42, 6, 60],
            new[] { children[0], children[2], children[4] }.Select(c => Range(c.GetProperty("source_range")).Frames));
        Assert.Equal(
            [(0, 6), (0, 7)], new[] { children[1], children[3] }.Select(
                t => (Time(t.GetProperty("in_offset")), Time(t.GetProperty("out_offset")))));
    }

    [Fact]
    public void A_match_is_an_effect_of_the_incoming_clip_and_a_wipe_a_transition_of_its_own()
    {
        var (film, timeline) = TestFilms.Make(
            new FrameRate(24000, 1001), new TestShot(48), new TestShot(60, TransitionKind.Match, 13),
            new TestShot(60, TransitionKind.Wipe, 8));
        using var json = JsonDocument.Parse(OtioFile.Write(film, timeline, "/film/out"));
        var children = Track(json).GetProperty("children").EnumerateArray().ToList();
        Assert.Equal(
            "ThroughlineColourMatch", children[1].GetProperty("effects")[0].GetProperty("effect_name").GetString());
        Assert.Equal("Custom_Transition", children[2].GetProperty("transition_type").GetString());
        Assert.Equal(
            "wipe", children[2].GetProperty("metadata").GetProperty("throughline").GetProperty("kind").GetString());
        var start = json.RootElement.GetProperty("global_start_time");
        Assert.Equal(
            (24000.0 / 1001, 86400.0), (start.GetProperty("rate").GetDouble(), start.GetProperty("value").GetDouble()));
    }

    // Time that a track takes is that of its clips and gaps; a transition borrows from its neighbours' handles.
    private static void AssertTrack(List<JsonElement> children, int frames)
    {
        Assert.Equal(
            frames,
            children.Where(c => Schema(c) != "Transition.1").Sum(c => Range(c.GetProperty("source_range")).Frames));
        for (var i = 0; i < children.Count; i++)
        {
            if (Schema(children[i]) == "Clip.2")
            {
                var (start, length) = Range(children[i].GetProperty("source_range"));
                var media = Range(
                    children[i].GetProperty("media_references").GetProperty("DEFAULT_MEDIA").GetProperty(
                        "available_range"));
                var before = i > 0 && Schema(children[i - 1]) == "Transition.1" ? Time(
                    children[i - 1].GetProperty("in_offset")) : 0;
                var after = i + 1 < children.Count && Schema(children[i + 1]) == "Transition.1" ? Time(
                    children[i + 1].GetProperty("out_offset")) : 0;
                Assert.True(
                    length > 0 && start - before >= 0 && start + length + after <= media.Frames,
                    $"clip {i} lacks a handle");
            }

            if (Schema(children[i]) == "Transition.1")
            {
                Assert.True(
                    i + 1 < children.Count && Schema(children[i + 1]) != "Transition.1",
                    $"transition {i} leads nowhere");
            }
        }
    }

    private static void AssertSchema(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray())
            {
                AssertSchema(child);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("OTIO_SCHEMA", out var schema))
            {
                var names = element.EnumerateObject().Select(p => p.Name).Where(n => n != "OTIO_SCHEMA").Order(
                    StringComparer.Ordinal);
                Assert.Equal(_fields[schema.GetString()!], string.Join(' ', names));
            }

            foreach (var property in element.EnumerateObject())
            {
                AssertSchema(property.Value);
            }
        }
    }

    private static JsonElement Track(JsonDocument json) =>
        json.RootElement.GetProperty("tracks").GetProperty("children")[0];

    private static string Schema(JsonElement element) => element.GetProperty("OTIO_SCHEMA").GetString()!;

    private static (int Start, int Frames) Range(JsonElement range) =>
        (Time(range.GetProperty("start_time")), Time(range.GetProperty("duration")));

    private static int Time(JsonElement time) => (int)time.GetProperty("value").GetDouble();
}
