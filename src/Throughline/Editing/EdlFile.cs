using System.Globalization;
using System.Text;
using Throughline.Films;

namespace Throughline.Editing;

/// <summary>
/// The film as a CMX 3600 edit decision list: one video track, non-drop timecode, cuts, dissolves and wipes; a fade
/// goes through the black reel. Each event's record time starts where the one before ends.
/// </summary>
public static class EdlFile
{
    private const int ReelLength = 8;
    private const string Black = "BL";

    /// <summary>Writes the list as ASCII with CR LF line ends.</summary>
    public static byte[] Write(Film film, CutTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(timeline);
        var writer = new Writer(timeline);
        return writer.All(film.Title);
    }

    /// <summary>A reel name of at most 8 characters for each shot, no two alike.</summary>
    internal static string[] Reels(IReadOnlyList<string> shots)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { Black, "AX" };
        var reels = new string[shots.Count];
        for (var i = 0; i < reels.Length; i++)
        {
            var plain = Plain(shots[i]);
            var reel = plain[..Math.Min(plain.Length, ReelLength)];
            for (var n = 2; !taken.Add(reel); n++)
            {
                var number = n.ToString(CultureInfo.InvariantCulture);
                reel = plain[..Math.Min(plain.Length, ReelLength - number.Length)] + number;
            }

            reels[i] = reel;
        }

        return reels;
    }

    private static string Plain(string id)
    {
        var letters = string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.Length > 0 ? letters : "SHOT";
    }

    private sealed class Writer(CutTimeline timeline)
    {
        private readonly StringBuilder _text = new();
        private readonly string[] _reels = Reels([.. timeline.Shots.Select(s => s.Clip.Shot.Id)]);
        private int _event;

        public byte[] All(string title)
        {
            Line($"TITLE: {Ascii(title)[..Math.Min(title.Length, 70)]}");
            Line("FCM: NON-DROP FRAME");
            for (var i = 0; i < timeline.Shots.Length; i++)
            {
                Shot(i);
            }

            return Encoding.ASCII.GetBytes(_text.ToString());
        }

        private void Shot(int i)
        {
            var shot = timeline.Shots[i];
            var next = i + 1 < timeline.Shots.Length ? timeline.Shots[i + 1].Joint : default;
            var end = shot.End - next.Outgoing;
            var joint = shot.Joint;
            if (joint.Kind is TransitionKind.Dissolve or TransitionKind.Wipe)
            {
                From(i - 1, shot.Start);
                Event(_reels[i], Effect(joint.Kind, joint.Overlap), shot.SourceFrame(shot.Start), shot.Start, end);
            }
            else if (joint.Kind == TransitionKind.Fade)
            {
                if (joint.Outgoing > 0)
                {
                    From(i - 1, shot.Start - joint.Outgoing);
                    Event(
                        Black, Effect(TransitionKind.Dissolve, joint.Outgoing), 0, shot.Start - joint.Outgoing,
                        shot.Start);
                }

                _event++;
                Row(Black, "C", joint.Outgoing, joint.Outgoing, shot.Start, shot.Start);
                Event(
                    _reels[i], Effect(TransitionKind.Dissolve, joint.Incoming), shot.SourceFrame(shot.Start),
                    shot.Start, end);
            }
            else
            {
                _event++;
                Event(_reels[i], "C", shot.SourceFrame(shot.Start), shot.Start, end);
            }

            Comments(i);
        }

        // The first line of a two-line event: the outgoing shot, held where the transition starts.
        private void From(int shot, int filmFrame)
        {
            _event++;
            var source = timeline.Shots[shot].SourceFrame(filmFrame);
            Row(_reels[shot], "C", source, source, filmFrame, filmFrame);
        }

        private void Event(string reel, string effect, int source, int start, int end) =>
            Row(reel, effect, source, source + end - start, start, end);

        private void Comments(int i)
        {
            var shot = timeline.Shots[i];
            var kind = shot.Joint.Kind;
            var name = Ascii(Path.GetFileName(shot.Clip.File));
            if (kind is TransitionKind.Dissolve or TransitionKind.Wipe)
            {
                Line($"* FROM CLIP NAME: {Ascii(Path.GetFileName(timeline.Shots[i - 1].Clip.File))}");
                Line($"* TO CLIP NAME: {name}");
            }
            else
            {
                Line($"* {(kind == TransitionKind.Fade ? "TO" : "FROM")} CLIP NAME: {name}");
            }

            Line($"* SHOT: {shot.Clip.Shot.Id}");
            Line($"* TAKE: {shot.Clip.Take}");
            if (kind == TransitionKind.Match)
            {
                Line($"* MATCH: starts in the colour of the shot before, settles over {shot.Joint.Frames} frames");
            }
        }

        private void Row(string reel, string effect, int sourceIn, int sourceOut, int recordIn, int recordOut)
        {
            var rate = timeline.Rate;
            var start = Timecode.FilmStart(rate);
            Line($"{_event:000}  {reel,-ReelLength} V     {effect,-8} {Timecode.Of(sourceIn, rate)} {Timecode.Of(sourceOut, rate)} "
                + $"{Timecode.Of(start + recordIn, rate)} {Timecode.Of(start + recordOut, rate)}");
        }

        private static string Effect(TransitionKind kind, int frames) =>
            string.Create(
                CultureInfo.InvariantCulture, $"{(kind == TransitionKind.Wipe ? "W001" : "D   ")} {frames:000}");

        private void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

        private void Line(string text) => _text.Append(text).Append("\r\n");

        private static string Ascii(string text) => string.Concat(text.Select(c => c is >= ' ' and < '\x7f' ? c : '_'));
    }
}
