using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>A frame on a reel, in at least one form.</summary>
/// <param name="Picture">As a picture; null where nobody asked for one.</param>
/// <param name="Video">As video holds it; null when it was drawn as a picture.</param>
internal readonly record struct ReelFrame(Picture? Picture, VideoFrame? Video);
