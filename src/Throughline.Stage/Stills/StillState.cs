using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a still's take leaves beside its last frame: the lens, the motion and, where it is known, how near each pixel of the
/// last frame is, and its life. On disk: the length of a JSON header, the header, one 16-bit nearness a pixel, the life.
/// </summary>
internal sealed record StillState
{
    private const int Schema = 1;
    private const int LongestHeader = 1 << 20;

    /// <summary>Nearness 65535 stands for: the camera may have come nearer than the scene's first 2 m.</summary>
    private const float Span = 8;

    /// <summary>Focal length at the last frame, mm on a 36 mm wide frame.</summary>
    public required float FocalLength { get; init; }

    /// <summary>The motion at the last frame.</summary>
    public required CarriedMotion Motion { get; init; }

    /// <summary>Nearness of the last frame, which may exceed 1; null when the take needed none.</summary>
    public DepthPicture? Depth { get; init; }

    /// <summary>What moves by itself; null for nothing.</summary>
    public LifeState? Life { get; init; }

    /// <summary>The bytes of the state.</summary>
    public byte[] ToBytes()
    {
        var life = Life?.ToBytes() ?? [];
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new StillStateHeader(Schema, FocalLength, Motion.Speeds.ToDictionary(), Motion.Clock, Depth?.Width ?? 0, Depth?.Height ?? 0, life.Length),
            StillStateJson.Default.StillStateHeader);
        var bytes = new byte[4 + header.Length + ((Depth?.Nearness.Length ?? 0) * 2) + life.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 4);
        for (var i = 0; i < (Depth?.Nearness.Length ?? 0); i++)
        {
            var value = (ushort)MathF.Round(Math.Clamp(Depth!.Nearness[i] / Span, 0, 1) * ushort.MaxValue);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4 + header.Length + (2 * i)), value);
        }

        life.CopyTo(bytes, bytes.Length - life.Length);
        return bytes;
    }

    /// <summary>Reads a state, or null when the bytes are not one of this version.</summary>
    public static StillState? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadInt32LittleEndian(bytes) is var length && (length is < 2 or > LongestHeader || length > bytes.Length - 4))
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

        if (header is not { Schema: Schema } || header.Width < 0 || header.Height < 0 || header.Life < 0
            || ((long)header.Width * header.Height * 2) + header.Life != bytes.Length - 4 - length)
        {
            return null;
        }

        var values = new float[header.Width * header.Height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(4 + length + (2 * i))..]) * (Span / ushort.MaxValue);
        }

        return new StillState
        {
            FocalLength = header.FocalLength,
            Motion = new CarriedMotion { Speeds = header.Speeds, Clock = header.Clock },
            Depth = values.Length == 0 ? null : new DepthPicture(header.Width, header.Height, values),
            Life = header.Life == 0 ? null : LifeState.Read(bytes[^header.Life..].ToArray()),
        };
    }
}

/// <summary>The JSON header of <see cref="StillState"/>.</summary>
internal sealed record StillStateHeader(
    int Schema, float FocalLength, Dictionary<CameraMoveKind, double> Speeds, double Clock, int Width, int Height, int Life = 0);

/// <summary>Serialization without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(StillStateHeader))]
internal sealed partial class StillStateJson : JsonSerializerContext;
