using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Throughline.Server.OwnApi;

/// <summary>An answer of server-sent events with JSON. Source: WHATWG HTML, 9.2. One writer at a time.</summary>
internal sealed class EventStream : IDisposable
{
    private static readonly JsonWriterOptions _options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpResponse _response;
    private readonly ArrayBufferWriter<byte> _event = new(4096);
    private readonly Utf8JsonWriter _json;
    private long _count;

    private EventStream(HttpResponse response)
    {
        _response = response;
        _json = new Utf8JsonWriter(_event, _options);
    }

    /// <summary>Begins the answer.</summary>
    public static EventStream Begin(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // Proxies are not to collect events.
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return new EventStream(context.Response);
    }

    /// <summary>Writes an event. JSON holds no line breaks, so its data is one line.</summary>
    public void Write<TState>(string name, TState state, Action<Utf8JsonWriter, TState> write)
    {
        _event.ResetWrittenCount();
        _json.Reset(_event);
        write(_json, state);
        _json.Flush();
        Put(string.Create(CultureInfo.InvariantCulture, $"id: {++_count}\nevent: {name}\ndata: "));
        _response.BodyWriter.Write(_event.WrittenSpan);
        Put("\n\n");
    }

    /// <summary>Shows that the stream lives.</summary>
    public void WriteHeartbeat() => Put(": \n\n");

    /// <summary>Sends what was written; ends when the client has taken it in.</summary>
    /// <returns>False when the client is gone.</returns>
    public async Task<bool> SendAsync(CancellationToken cancellationToken) =>
        !(await _response.BodyWriter.FlushAsync(cancellationToken)).IsCompleted;

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Put(string text) => _response.BodyWriter.Write(Encoding.ASCII.GetBytes(text));
}
