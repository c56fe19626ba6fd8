using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Media.Video;

namespace Throughline.Server.Tasks;

/// <summary>
/// What a task makes, in the server's own words: every API writes one of these. Kept as JSON in the database.
/// </summary>
internal sealed record TaskOrder
{
    /// <summary>The version of this record's form that this program writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the form.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>A clip, a still picture, a film.</summary>
    public OrderKind Kind { get; init; }

    /// <summary>Name of the engine that shoots it.</summary>
    public required string Engine { get; init; }

    /// <summary>The look; null for the engine's own.</summary>
    public string? Look { get; init; }

    /// <summary>Columns, even; 0 while the first picture has still to choose among <see cref="Sizes"/>.</summary>
    public int Width { get; init; }

    /// <summary>Rows, even; 0 like <see cref="Width"/>.</summary>
    public int Height { get; init; }

    /// <summary>
    /// The sizes (<c>1280x720</c>) that the first picture chooses the nearest shape from; null when the size was given.
    /// </summary>
    public IReadOnlyList<string>? Sizes { get; init; }

    /// <summary>Frames a second, above the line.</summary>
    public int RateNumerator { get; init; } = 24;

    /// <summary>Frames a second, below the line.</summary>
    public int RateDenominator { get; init; } = 1;

    /// <summary>The shots, at least one.</summary>
    public required IReadOnlyList<OrderShot> Shots { get; init; }

    /// <summary>Who plays where a prompt names them.</summary>
    public IReadOnlyList<OrderCast> Cast { get; init; } = [];

    /// <summary>What still pictures are encoded as, such as <c>jpeg</c>; null for PNG.</summary>
    public string? PictureFormat { get; init; }

    /// <summary>Whether the clip is encoded for editing, as ProRes 422 HQ; H.264 otherwise.</summary>
    public bool IsProRes { get; init; }

    /// <summary>
    /// The clip that is drawn anew, or that shots go on from; null for what is shot. The first shot stands for it.
    /// </summary>
    public ClipInput? Footage { get; init; }

    /// <summary>What was asked for and will not be seen, in words; told to the client.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Fields that this version does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Frames a second.</summary>
    [JsonIgnore]
    public FrameRate Rate => new(RateNumerator, RateDenominator);

    /// <summary>Length of all shots in seconds; a still picture is a shot of one second.</summary>
    [JsonIgnore]
    public decimal Seconds => Shots.Sum(shot => shot.Seconds);

    /// <summary>
    /// How many seconds a second of it counts for: one to 1920x1088, and beyond that as many as its frames are times
    /// larger, as they take so much longer.
    /// </summary>
    [JsonIgnore]
    public decimal Weight => Math.Max(1, Math.Round((decimal)MostArea / (1920 * 1088), 3));

    private long MostArea => Width > 0 ? (long)Width * Height
        : Sizes?.Max(size => PictureSizes.Read(size).Area) ?? 0;

    /// <summary>Whether pictures have still to be fetched or a size to be chosen.</summary>
    [JsonIgnore]
    public bool NeedsPreparation => Width == 0 || Footage is { Frames: 0 } || Inputs.Any(input => input.Asset is null);

    /// <summary>Names of all kept files that it is given.</summary>
    [JsonIgnore]
    public IEnumerable<string> Assets => Inputs.Select(input => input.Asset).Append(Footage?.Asset).OfType<string>();

    /// <summary>All pictures it is given.</summary>
    [JsonIgnore]
    public IEnumerable<PictureInput> Inputs =>
        Shots.SelectMany(shot => new[] { shot.First, shot.Last }).OfType<PictureInput>();
}
