namespace Throughline.Media.Video;

/// <summary>The last characters a program wrote, in bounded memory however much it writes.</summary>
internal sealed class TextTail
{
    private const int Kept = 4096;
    private readonly Lock _lock = new();
    private readonly char[] _text = new char[2 * Kept];
    private int _length;

    /// <summary>Reads to the end of <paramref name="reader"/>.</summary>
    public async Task FillAsync(TextReader reader)
    {
        var chunk = new char[1024];
        try
        {
            for (int read; (read = await reader.ReadAsync(chunk)) > 0;)
            {
                Add(chunk.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The program was killed; what it said before is kept.
        }
    }

    /// <summary>What is kept, without a line that was cut at its beginning.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            var text = _text.AsSpan(0, _length);
            if (text.Length > Kept)
            {
                text = text[^Kept..];
                text = text[(text.IndexOf('\n') + 1)..];
            }

            return text.Trim().ToString();
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            if (_length + text.Length > _text.Length)
            {
                _text.AsSpan(_length - Kept, Kept).CopyTo(_text);
                _length = Kept;
            }

            text.CopyTo(_text.AsSpan(_length));
            _length += text.Length;
        }
    }
}
