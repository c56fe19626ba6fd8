using Throughline.Media.Files;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>Turns what went wrong outside into what the user can do about it.</summary>
internal static class CutTrouble
{
    /// <summary>A result could not be written.</summary>
    public static CutException Writing(string path, Exception e) => FileTrouble.IsDiskFull(e)
        ? new CutException(
            CutError.DiskFull, $"{path}: the disk is full; make room and cut again. Earlier results are kept.", e)
        : new CutException(
            CutError.NotWritable, $"{path}: cannot be written ({e.Message}); choose another folder with --out.", e);

    /// <summary>Something failed in the middle of a cut.</summary>
    /// <param name="e">What.</param>
    /// <param name="output">The output folder.</param>
    public static CutException Of(Exception e, string output) => e switch
    {
        MediaException { Code: MediaError.DiskFull } or PictureException { Code: PictureError.DiskFull } =>
            new CutException(
                CutError.DiskFull, $"{output}: the disk is full; make room and cut again. Earlier results are kept.",
                e),
        MediaException { Code: MediaError.Missing } => new CutException(CutError.ClipMissing, e.Message, e),
        MediaException { Code: MediaError.NotAClip } => new CutException(CutError.ClipUnusable, e.Message, e),
        MediaException { Code: MediaError.Unwritable } => new CutException(CutError.NotWritable, e.Message, e),
        MediaException => new CutException(CutError.EncoderFailed, $"A joint could not be encoded. {e.Message}", e),
        Mp4Exception => new CutException(CutError.ClipUnusable, $"{e.Message} Shoot the take again.", e),
        PictureException => new CutException(CutError.ClipUnusable, e.Message, e),
        _ => Writing(output, e),
    };

    /// <summary>Whether <see cref="Of"/> knows what to say.</summary>
    public static bool IsKnown(Exception e) =>
        e is MediaException or Mp4Exception or PictureException or IOException or UnauthorizedAccessException;
}
