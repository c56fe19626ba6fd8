using System.Text;
using System.Text.Unicode;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>Bytes of a film file to text: UTF-8 without control characters, or a problem.</summary>
internal static class FilmText
{
    /// <summary>The text without its byte order mark; null when it is not text, which is reported.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, int largest, ProblemList problems)
    {
        if (bytes.Length > largest)
        {
            problems.Error(
                TextPlace.WholeFile, $"the file is larger than {largest / 1024} kB",
                "A film file holds text only; pictures are files beside it.");
            return null;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || (bytes.Length >= 2 && (bytes[0] == 0) != (bytes[1] == 0)))
        {
            problems.Error(new TextPlace(1, 1), "the file is UTF-16 or UTF-32", "Save it as UTF-8.");
            return null;
        }

        var good = GoodLength(bytes);
        if (good < bytes.Length)
        {
            var what = bytes[good] < 0x80
                ? $"a control character (U+{bytes[good]:X4})"
                : $"byte {bytes[good]:X2} is not UTF-8";
            problems.Error(PlaceOf(bytes[..good]), what, bytes[good] < 0x80 ? "Remove it." : "Save the file as UTF-8.");
            return null;
        }

        return Encoding.UTF8.GetString(bytes);
    }

    // Bytes up to the first that is neither UTF-8 nor allowed.
    private static int GoodLength(ReadOnlySpan<byte> bytes)
    {
        var control = 0;
        while (control < bytes.Length
            && (bytes[control] is >= 0x20 and not 0x7F || bytes[control] is (byte)'\t' or (byte)'\n' or (byte)'\r'))
        {
            control++;
        }

        if (Utf8.IsValid(bytes[..control]))
        {
            return control;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }

    private static TextPlace PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return new TextPlace(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1);
    }
}
