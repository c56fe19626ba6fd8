namespace Throughline.Server.Guard;

/// <summary>How one API writes errors.</summary>
internal interface IErrorForm
{
    /// <summary>Whether this API answers the path.</summary>
    bool Covers(PathString path);

    /// <summary>Writes an error as this API's clients expect it. The answer has not begun.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status, 400 to 599.</param>
    /// <param name="message">For the client.</param>
    Task WriteAsync(HttpContext context, int status, string message);
}
