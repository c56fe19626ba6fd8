using Throughline.Media.Pictures;
using Throughline.Review;

namespace Throughline.Editing;

/// <summary>Measures and colours of the contact sheet, in pixels.</summary>
internal static class SheetStyle
{
    public const int Margin = 56;
    public const int Header = 132;
    public const int RowGap = 28;
    public const int Gap = 16;
    public const int Words = 236;
    public const int Thumbnail = ClipReview.PictureHeight;
    public const int Camera = 392;
    public const int Radius = 6;

    public static readonly SketchColour Ground = new(0x101215);
    public static readonly SketchColour Card = new(0x181B20);
    public static readonly SketchColour Grid = new(0x252A31);
    public static readonly SketchColour Rule = new(0x2A2F37);
    public static readonly SketchColour Bright = new(0xF2F0EB);
    public static readonly SketchColour Soft = new(0xB4B8BF);
    public static readonly SketchColour Quiet = new(0x7B828D);
    public static readonly SketchColour Accent = new(0xF0A848);
    public static readonly SketchColour Start = new(0x5C8FB8);

    public static readonly SketchText Title = new(34, Bright, true);
    public static readonly SketchText Name = new(21, Bright, true);
    public static readonly SketchText Body = new(14.5f, Soft);
    public static readonly SketchText Small = new(12.5f, Quiet);
    public static readonly SketchText Figure = new(12.5f, Soft);
    public static readonly SketchText Number = new(12.5f, Accent, true);
}
