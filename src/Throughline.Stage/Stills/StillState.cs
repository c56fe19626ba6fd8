using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a still's take leaves beside its last frame: the lens, the motion and, where it is known, how near each pixel
/// of the last frame is, what lies round it, and its life. On disk: the length of a JSON header, the header, one 16-bit
/// nearness a pixel, what lies round the frame, the life.
/// </summary>
internal sealed record StillState
{
    private const int Schema = 2;
    private const int LongestHeader = 1 << 20;

    /// <summary>Nearness 65535 stands for: the camera may have come nearer than the scene's first 2 m.</summary>
    private const float Span = 8;

    /// <summary>Focal length at the last frame, mm on a 36 mm wide frame.</summary>
    public required float FocalLength { get; init; }

    /// <summary>The motion at the last frame.</summary>
    public required CarriedMotion Motion { get; init; }

    /// <summary>
    /// Nearness of the last frame, or of all that <see cref="Around"/> shows, which may exceed 1; null when the take
    /// needed none.
    /// </summary>
    public DepthPicture? Depth { get; init; }

    /// <summary>
    /// What lies round the last frame, without depth; what it shows in the frame's own place does not count. Null when
    /// no more than the frame is known.
    /// </summary>
    public Surroundings? Around { get; init; }

    /// <summary>What moves by itself; null for nothing.</summary>
    public LifeState? Life { get; init; }

    /// <summary>The bytes of the state.</summary>
    public byte[] ToBytes()
    {
        var life = Life?.ToBytes() ?? [];
        var around = Around is null ? [] : StateColours.Pack(Around.Picture);
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new StillStateHeader(
                Schema, FocalLength, Motion.Speeds.ToDictionary(), Motion.Clock, Depth?.Width ?? 0, Depth?.Height ?? 0,
                life.Length)
            {
                Around = Around is null
                    ? null
                    : [Around.X, Around.Y, Around.Picture.Width, Around.Picture.Height, around.Length],
            },
            StillStateJson.Default.StillStateHeader);
        var bytes = new byte[4 + header.Length + ((Depth?.Nearness.Length ?? 0) * 2) + around.Length + life.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 4);
        for (var i = 0; i < (Depth?.Nearness.Length ?? 0); i++)
        {
            var value = (ushort)MathF.Round(Math.Clamp(Depth!.Nearness[i] / Span, 0, 1) * ushort.MaxValue);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4 + header.Length + (2 * i)), value);
        }

        around.CopyTo(bytes, bytes.Length - life.Length - around.Length);
        life.CopyTo(bytes, bytes.Length - life.Length);
        return bytes;
    }

    /// <summary>Reads a state, or null when the bytes are not one of this version.</summary>
    public static StillState? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4
            || BinaryPrimitives.ReadInt32LittleEndian(bytes) is var length
                && (length is < 2 or > LongestHeader || length > bytes.Length - 4))
        {
            return null;
        }

        StillStateHeader? header;
        try
        {
            header = JsonSerializer.Deserialize(bytes.Slice(4, length), StillStateJson.Default.StillStateHeader);
        }
        catch (JsonException)
        {
            return null;
        }

        if (header is not { Schema: Schema } || header.Width < 0 || header.Height < 0 || header.Life < 0 || !header.IsAroundSound
            || ((long)header.Width * header.Height * 2) + header.AroundBytes + header.Life != bytes.Length - 4 - length)
        {
            return null;
        }

        Surroundings? around = null;
        if (header.Around is { } at)
        {
            if (StateColours.Unpack(bytes.Slice(bytes.Length - header.Life - header.AroundBytes, header.AroundBytes), at[2], at[3]) is not { } picture)
            {
                return null;
            }

            around = new Surroundings(picture, null, at[0], at[1]);
        }

        var values = new float[header.Width * header.Height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(4 + length + (2 * i))..])
                * (Span / ushort.MaxValue);
        }

        return new StillState
        {
            FocalLength = header.FocalLength,
            Motion = new CarriedMotion { Speeds = header.Speeds, Clock = header.Clock },
            Depth = values.Length == 0 ? null : new DepthPicture(header.Width, header.Height, values),
            Around = around,
            Life = header.Life == 0 ? null : LifeState.Read(bytes[^header.Life..].ToArray()),
        };
    }
}

/// <summary>The JSON header of <see cref="StillState"/>.</summary>
internal sealed record StillStateHeader(
    int Schema, float FocalLength, Dictionary<CameraMoveKind, double> Speeds, double Clock, int Width, int Height,
    int Life = 0)
{
    private const int LargestSide = 16384;

    /// <summary>Where the frame lies in what is round it, the size of that, and its bytes; null for none.</summary>
    public int[]? Around { get; init; }

    /// <summary>Bytes of what is round the frame.</summary>
    [JsonIgnore]
    public int AroundBytes => Around is null ? 0 : Around[4];

    /// <summary>Whether what is said of it can be.</summary>
    [JsonIgnore]
    public bool IsAroundSound => Around is null
        || (Around is [>= 0, >= 0, >= 1 and <= LargestSide, >= 1 and <= LargestSide, >= 0]
            && (Width == 0 || (Width == Around[2] && Height == Around[3])));
}

/// <summary>Serialization without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(StillStateHeader))]
internal sealed partial class StillStateJson : JsonSerializerContext;
