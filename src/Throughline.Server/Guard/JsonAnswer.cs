using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Throughline.Server.Guard;

/// <summary>Writes JSON answers in one piece, with their length, out of a buffer that each thread keeps.</summary>
internal static class JsonAnswer
{
    private const int LargestKept = 64 << 10;

    // Answers are JSON by their type and never sniffed, so links may keep their '&'.
    private static readonly JsonWriterOptions _options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>
    /// Sends what <paramref name="write"/> writes, with the status and the headers that the response has by then.
    /// </summary>
    public static async Task WriteAsync<TState>(
        HttpContext context, TState state, Action<Utf8JsonWriter, TState> write,
        string contentType = "application/json")
    {
        HttpResponse response = context.Response;
        response.ContentType = contentType;
        Fill(response, state, write);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    // Not asynchronous, so that no other request of this thread comes between.
    private static void Fill<TState>(HttpResponse response, TState state, Action<Utf8JsonWriter, TState> write)
    {
        ArrayBufferWriter<byte> buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        Utf8JsonWriter json = _writer ??= new Utf8JsonWriter(buffer, _options);
        json.Reset(buffer);
        write(json, state);
        json.Flush();
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > LargestKept)
        {
            (_buffer, _writer) = (null, null);
        }
    }
}
