using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Throughline.Cli.Writing;

/// <summary>
/// A server that speaks OpenAI's chat completions: one question, one whole answer. Written here because the client
/// libraries find their types by reflection, which native compilation removes. It follows no redirect, so that the key
/// goes nowhere else.
/// </summary>
internal sealed class ChatEndpoint : IChatClient
{
    private const int LargestAnswer = 1 << 20;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly string _model;

    /// <param name="address">The server's base, such as <c>http://localhost:11434/v1</c>, or its whole address.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="key">The key; null for a server that asks for none.</param>
    /// <param name="timeout">How long an answer may take.</param>
    public ChatEndpoint(Uri address, string model, string? key, TimeSpan timeout)
    {
        string path = address.AbsolutePath.TrimEnd('/');
        _address = new UriBuilder(address)
        {
            Path = path.EndsWith("/chat/completions", StringComparison.Ordinal) ? path : path + "/chat/completions",
        }.Uri;
        _model = model;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = timeout,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="WriterException">There is no answer, or none that can be read.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(
            Body(messages, options).ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using HttpResponseMessage response = await _http.PostAsync(_address, content, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new WriterException(WriterError.Refused, $"it answered {(int)response.StatusCode}");
            }

            byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            using JsonDocument document = JsonDocument.Parse(answer);
            string text = document.RootElement
                .GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()
                ?? throw new WriterException(WriterError.NoScene, "its answer is empty");
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, text));
        }
        catch (TaskCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WriterException(
                WriterError.TooSlow, $"it did not answer in {_http.Timeout.TotalSeconds:0} s", failure);
        }
        catch (HttpRequestException failure)
        {
            throw failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? new WriterException(
                    WriterError.TooLarge, $"its answer is larger than {LargestAnswer >> 10} kB", failure)
                : new WriterException(WriterError.Unreachable, "it cannot be reached", failure);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException
            or IndexOutOfRangeException)
        {
            throw new WriterException(WriterError.NoScene, "its answer is no chat completion", failure);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (ChatResponseUpdate update in (await GetResponseAsync(messages, options, cancellationToken))
            .ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // What is asked of the server; other options than a temperature, a seed and a schema are none of its business.
    private JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new JsonObject
        {
            ["model"] = _model,
            ["messages"] = new JsonArray(
                [
                    .. messages.Select(
                        message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })
                ]),
        };
        if (options?.Temperature is { } temperature)
        {
            body["temperature"] = temperature;
        }

        if (options?.Seed is { } seed)
        {
            body["seed"] = seed;
        }

        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format)
        {
            body["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] =
                    new JsonObject { ["name"] = format.SchemaName, ["schema"] = JsonNode.Parse(schema.GetRawText()) },
            };
        }

        return body;
    }
}
