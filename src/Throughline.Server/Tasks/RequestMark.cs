using Throughline.Server.Guard;

namespace Throughline.Server.Tasks;

/// <summary>How a create can be known again when it is sent again.</summary>
/// <param name="Hash">SHA-256 of what it asks for, in lower-case hexadecimal, with the path.</param>
/// <param name="Name">Its <c>Idempotency-Key</c>; null for none.</param>
/// <param name="Resend">How often it was sent, and in what time.</param>
internal sealed record RequestMark(string Hash, string? Name, Resend Resend)
{
    /// <summary>How long a client's name of a request may be.</summary>
    public const int LongestName = 255;

    /// <summary>The mark of a request.</summary>
    /// <param name="request">Its headers and path count.</param>
    /// <param name="bodyHash">SHA-256 of what its body means: parts in order, without boundaries.</param>
    /// <param name="window">How long the client's library may go on sending.</param>
    /// <exception cref="BadRequestException">The client's name of the request is too long.</exception>
    public static RequestMark Of(HttpRequest request, ReadOnlySpan<byte> bodyHash, TimeSpan window)
    {
        string? name = request.Headers["Idempotency-Key"];
        if (name?.Length > LongestName)
        {
            throw new BadRequestException($"An Idempotency-Key has at most {LongestName} characters.");
        }

        _ = int.TryParse(
            request.Headers["X-Stainless-Retry-Count"], System.Globalization.NumberStyles.None, null, out int retry);
        return new RequestMark(
            $"{request.Path.Value} {Convert.ToHexStringLower(bodyHash)}",
            string.IsNullOrEmpty(name) ? null : name,
            new Resend(retry, window));
    }
}
