namespace Throughline.Server.Guard;

/// <summary>Picks the form of an error by the path that was asked.</summary>
internal sealed class ErrorForms(IEnumerable<IErrorForm> forms)
{
    private readonly IErrorForm[] _forms = [.. forms, new PlainErrorForm()];

    /// <summary>
    /// Writes an error in the form of the API that answers the request's path. Does nothing when the answer has begun.
    /// </summary>
    public Task WriteAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        // What an endpoint had set for its own answer; the request's id and the guarding headers stay.
        context.Response.Headers.ContentLength = null;
        return _forms.First(form => form.Covers(context.Request.Path)).WriteAsync(context, status, message);
    }
}
