using System.Globalization;
using System.Text;

namespace Throughline.Stage.Direction;

/// <summary>A prompt into tokens.</summary>
internal static class Tokens
{
    private const int LongestWord = 40;

    // The letters from U+00C0 to U+017F without their accents; runtimes without ICU cannot take them apart.
    private static readonly string _bare = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
        + string.Concat("6a8c4d10e8g4h12i2j3k10l9n8o6r8s6t12u2w3y6z1s".Split([.. "acdeghijklnorstuwyz"], StringSplitOptions.RemoveEmptyEntries)
            .Zip(
                "acdeghijklnorstuwyzs",
                (count, letter) => new string(letter, int.Parse(count, CultureInfo.InvariantCulture))));

    /// <summary>The tokens of a text from left to right.</summary>
    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
        {
            var rune = Rune.TryGetRuneAt(text, i, out var whole) ? whole : Rune.ReplacementChar;
            var size = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (IsLatin(rune) || Rune.IsDigit(rune))
            {
                i = Word(text, i, tokens);
            }
            else if (rune.Value is '\'' or '’' && tokens.Count > 0 && tokens[^1].End == i
                && tokens[^1].Kind == TokenKind.Word)
            {
                i = Apostrophe(text, i, tokens);
            }
            else if (MarkOf(rune) is { } mark)
            {
                tokens.Add(new Token(i, size, "", mark));
                i += size;
            }
            else if (Rune.IsLetter(rune) || IsPicture(rune))
            {
                i = Foreign(text, i, tokens);
            }
            else
            {
                i += size;
            }
        }

        return tokens;
    }

    /// <summary>The words of a phrase of the tables joined by single spaces, as prompts are looked up.</summary>
    public static string Key(string phrase) => string.Join(
        ' ', Of(phrase.Replace('_', ' ')).Where(token => token.Word.Length > 0).Select(token => token.Word));

    private static int Word(string text, int start, List<Token> tokens)
    {
        var end = start;
        var digits = true;
        while (end < text.Length && Rune.TryGetRuneAt(text, end, out var rune)
            && (IsLatin(rune) || Rune.IsDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark
                || (rune.Value == '.' && digits && end > start && end + 1 < text.Length
                    && char.IsAsciiDigit(text[end + 1]))))
        {
            digits &= Rune.IsDigit(rune) || rune.Value == '.';
            end += rune.Utf16SequenceLength;
        }

        var word = Plain(text.AsSpan(start, Math.Min(end - start, LongestWord)));
        if (word.EndsWith('n') && end + 1 < text.Length && text[end] is '\'' or '’' && text[end + 1] is 't' or 'T')
        {
            // don't, isn't, can't: what is denied, and the denial.
            tokens.Add(new Token(start, end - 1 - start, word[..^1], TokenKind.Word));
            tokens.Add(new Token(end - 1, 3, "not", TokenKind.Word));
            return end + 2;
        }

        tokens.Add(new Token(start, end - start, word, digits ? TokenKind.Number : TokenKind.Word));
        return end;
    }

    // 's belongs to the word before it; a bare ' after an s too. Any other is a quotation mark.
    private static int Apostrophe(string text, int start, List<Token> tokens)
    {
        var end = start + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]) && end - start < 4)
        {
            end++;
        }

        var tail = text[(start + 1)..end].ToLowerInvariant();
        if (tail is "s" || (tail.Length == 0 && tokens[^1].Word.EndsWith('s') && end < text.Length && text[end] == ' '))
        {
            tokens.Add(new Token(start, end - start, "'s", TokenKind.Word));
            return end;
        }

        if (tail is "re" or "m" or "ve" or "ll" or "d")
        {
            tokens.Add(
                new Token(
                    start, end - start, tail switch { "re" or "m" => "are", "ve" => "have", _ => "will" },
                    TokenKind.Word));
            return end;
        }

        return start + 1;
    }

    private static int Foreign(string text, int start, List<Token> tokens)
    {
        var end = start;
        while (end < text.Length && end - start < LongestWord && Rune.TryGetRuneAt(text, end, out var rune)
            && !IsLatin(rune) && !Rune.IsDigit(rune) && MarkOf(rune) is null
            && (Rune.IsLetter(rune) || IsPicture(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format))
        {
            end += rune.Utf16SequenceLength;
        }

        end = Math.Max(end, start + 1);
        tokens.Add(new Token(start, end - start, "", TokenKind.Foreign));
        return end;
    }

    private static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            plain.Append(letter is >= 'À' and < (char)0x180 ? _bare[letter - 'À'] : char.ToLowerInvariant(letter));
        }

        return plain.ToString();
    }

    private static bool IsLatin(Rune rune) => rune.Value < 0x250 && Rune.IsLetter(rune);

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned;

    private static TokenKind? MarkOf(Rune rune) => rune.Value switch
    {
        '.' or '!' or '?' or '\n' or '。' or '！' or '？' or '…' => TokenKind.Stop,
        ',' or ';' or ':' or '(' or ')' or '['
            or ']' or '{' or '}' or '|' or '/' or '—' or '–' or '、' or '，' or '"' or '“' or '”' => TokenKind.Comma,
        _ => null,
    };
}
