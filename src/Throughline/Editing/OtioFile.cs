using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Throughline.Camera;
using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>
/// The film as an OpenTimelineIO timeline, for editing programs: one video track of clips with their handles and the
/// transitions between them. A fade is two dissolves, to and from a gap as long as its outgoing half. Source: the
/// OpenTimelineIO serialized schema, Timeline.1, Clip.2.
/// </summary>
public static class OtioFile
{
    /// <summary>Version of what lies under <c>metadata.throughline</c>.</summary>
    public const int SchemaVersion = 1;

    private const string MediaKey = "DEFAULT_MEDIA";

    /// <summary>Writes the timeline as UTF-8 JSON.</summary>
    /// <param name="film">The film.</param>
    /// <param name="timeline">Its layout.</param>
    /// <param name="folder">Absolute path of the folder that the file will lie in: clips are named relative to
    /// it.</param>
    public static byte[] Write(Film film, CutTimeline timeline, string folder)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(timeline);
        var bytes = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            IndentSize = 4,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            new Writer(json, film, timeline, folder).Timeline();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private sealed class Writer(Utf8JsonWriter json, Film film, CutTimeline timeline, string folder)
    {
        private FrameRate Rate => timeline.Rate;

        public void Timeline()
        {
            json.WriteStartObject();
            Open("Timeline.1", film.Title, throughline: () =>
            {
                json.WriteNumber("schema", SchemaVersion);
                json.WriteString("title", film.Title);
                json.WriteString("rate", Rate.ToString());
                json.WriteString("size", film.Size.ToString());
                json.WriteNumber("frames", timeline.Frames);
            });
            Time("global_start_time", Timecode.FilmStart(Rate));
            json.WriteStartObject("tracks");
            OpenItem("Stack.1", "tracks", null);
            json.WriteStartArray("children");
            json.WriteStartObject();
            OpenItem("Track.1", "V1", null);
            json.WriteString("kind", "Video");
            json.WriteStartArray("children");
            for (var i = 0; i < timeline.Shots.Length; i++)
            {
                Joint(i);
                Clip(i);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Joint(int shot)
        {
            var joint = timeline.Shots[shot].Joint;
            switch (joint.Kind)
            {
                case TransitionKind.Dissolve:
                    Transition(joint, "SMPTE_Dissolve", joint.Overlap / 2, joint.Overlap - (joint.Overlap / 2));
                    break;
                case TransitionKind.Wipe:
                    Transition(joint, "Custom_Transition", joint.Overlap / 2, joint.Overlap - (joint.Overlap / 2));
                    break;
                case TransitionKind.Fade:
                    if (joint.Outgoing > 0)
                    {
                        Transition(joint, "SMPTE_Dissolve", 0, joint.Outgoing);
                        json.WriteStartObject();
                        OpenItem("Gap.1", "black", (0, joint.Outgoing));
                        json.WriteEndObject();
                    }

                    Transition(joint, "SMPTE_Dissolve", 0, joint.Incoming);
                    break;
            }
        }

        private void Transition(Joint joint, string type, int inOffset, int outOffset)
        {
            var kind = Name(joint.Kind);
            json.WriteStartObject();
            Open("Transition.1", kind, throughline: () =>
            {
                json.WriteNumber("schema", SchemaVersion);
                json.WriteString("kind", kind);
                json.WriteNumber("frames", joint.Frames);
            });
            Time("in_offset", inOffset);
            Time("out_offset", outOffset);
            json.WriteString("transition_type", type);
            json.WriteEndObject();
        }

        private void Clip(int index)
        {
            var shot = timeline.Shots[index];
            var clip = shot.Clip;
            json.WriteStartObject();
            OpenItem("Clip.2", clip.Shot.Id, Cut(index), () => Shot(clip), shot.Joint);
            json.WriteStartObject("media_references");
            json.WriteStartObject(MediaKey);
            Open("ExternalReference.1", Path.GetFileName(clip.File));
            Range("available_range", 0, clip.Frames);
            json.WriteNull("available_image_bounds");
            json.WriteString("target_url", clip.Url ?? RelativeUrl(clip.File));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("active_media_reference_key", MediaKey);
            json.WriteEndObject();
        }

        // What lies between the cut points: half of an overlap belongs to each side, a fade's outgoing half to the gap.
        private (int Start, int Frames) Cut(int index)
        {
            var shot = timeline.Shots[index];
            var first = shot.Start + (shot.Joint.Overlap / 2);
            var next = index + 1 < timeline.Shots.Length ? timeline.Shots[index + 1].Joint : default;
            var end = shot.End - (next.Outgoing - (next.Overlap / 2));
            return (shot.SourceFrame(first), end - first);
        }

        private void Shot(CutClip clip)
        {
            json.WriteNumber("schema", SchemaVersion);
            json.WriteString("shot", clip.Shot.Id);
            json.WriteString("take", clip.Take);
            json.WriteString("engine", clip.Engine);
            json.WriteNumber("seed", clip.Shot.Seed);
            json.WriteNumber("head", clip.Head);
            if (clip.Shot.From is { } from)
            {
                json.WriteString("from", from);
            }

            if (clip.Shot.Prompt is { } prompt)
            {
                json.WriteString("prompt", prompt);
            }

            json.WriteString("camera", CameraText.Write(clip.Shot.Camera));
        }

        private string RelativeUrl(string file)
        {
            var parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
            return string.Join('/', parts.Select(Uri.EscapeDataString));
        }

        private void Open(string schema, string name, Action? throughline = null)
        {
            json.WriteString("OTIO_SCHEMA", schema);
            json.WriteStartObject("metadata");
            if (throughline is not null)
            {
                json.WriteStartObject("throughline");
                throughline();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteString("name", name);
        }

        private void OpenItem(
            string schema, string name, (int Start, int Frames)? range, Action? throughline = null,
            Joint joint = default)
        {
            Open(schema, name, throughline);
            if (range is { } r)
            {
                Range("source_range", r.Start, r.Frames);
            }
            else
            {
                json.WriteNull("source_range");
            }

            json.WriteStartArray("effects");
            if (joint.Kind == TransitionKind.Match)
            {
                json.WriteStartObject();
                Open("Effect.1", "match", () =>
                {
                    json.WriteNumber("schema", SchemaVersion);
                    json.WriteNumber("frames", joint.Frames);
                });
                json.WriteString("effect_name", "ThroughlineColourMatch");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("markers");
            json.WriteEndArray();
            json.WriteBoolean("enabled", true);
        }

        private void Range(string name, int start, int frames)
        {
            json.WriteStartObject(name);
            json.WriteString("OTIO_SCHEMA", "TimeRange.1");
            Time("duration", frames);
            Time("start_time", start);
            json.WriteEndObject();
        }

        private void Time(string name, int frames)
        {
            json.WriteStartObject(name);
            json.WriteString("OTIO_SCHEMA", "RationalTime.1");
            json.WritePropertyName("rate");
            json.WriteRawValue(Decimal(Rate.PerSecond));
            json.WritePropertyName("value");
            json.WriteRawValue(Decimal(frames));
            json.WriteEndObject();
        }

        // OpenTimelineIO's times are floating point: a whole number keeps its decimal point.
        private static string Decimal(double value)
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
        }
    }

    private static string Name(TransitionKind kind) => kind.ToString().ToLowerInvariant();
}
