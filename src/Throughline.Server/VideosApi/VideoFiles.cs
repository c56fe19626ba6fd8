using Throughline.Server.Assets;
using Throughline.Server.Guard;
using Throughline.Server.Keys;

namespace Throughline.Server.VideosApi;

/// <summary>
/// POST /v1/files: a picture to be named as <c>input_reference[file_id]</c> later, kept as long as Runway's uploads.
/// </summary>
internal static class VideoFiles
{
    /// <summary>Keeps the file.</summary>
    public static async Task UploadAsync(HttpContext context)
    {
        var uploads = context.RequestServices.GetRequiredService<UploadStore>();
        uploads.ThrowIfFull(Caller.Of(context).KeyId);
        VideoForm form = await VideoForm.ReadAsync(context);
        VideoFormFile file = form.File("file")
            ?? throw new VideosException("Missing required parameter: 'file'.", "file", "missing_required_parameter");
        string purpose = form.Text("purpose")
            ?? throw new VideosException(
                "Missing required parameter: 'purpose'.", "purpose", "missing_required_parameter");
        UploadRecord upload = await uploads.AddAsync(Caller.Of(context).KeyId, file.Name, context.RequestAborted);
        await uploads.CompleteAsync(upload, file.Asset, file.Bytes, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, (upload, file, purpose), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("id", VideoOrder.FilePrefix + state.upload.Id);
            json.WriteString("object", "file");
            json.WriteNumber("bytes", state.file.Bytes);
            json.WriteNumber("created_at", state.upload.CreatedAt.ToUnixTimeSeconds());
            json.WriteNumber("expires_at", state.upload.ExpiresAt.ToUnixTimeSeconds());
            json.WriteString("filename", state.file.Name);
            json.WriteString("purpose", state.purpose);
            json.WriteString("status", "processed");
            json.WriteEndObject();
        });
    }
}
