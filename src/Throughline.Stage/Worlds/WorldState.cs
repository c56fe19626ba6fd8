using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Camera;
using Throughline.Stage.Direction;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>A <see cref="WorldPast"/> as bytes: what a staged take hands over, and what a still carries.</summary>
internal static class WorldState
{
    private const int Schema = 1;
    private const int Largest = 1 << 20;

    /// <summary>The bytes of where a shot ended.</summary>
    public static byte[] Write(WorldPast past)
    {
        var pose = past.Camera.Pose;
        return JsonSerializer.SerializeToUtf8Bytes(
            new WorldStateData
            {
                World = Schema,
                Seconds = past.Seconds,
                Joints = [.. past.Joints],
                Position = [pose.Position.X, pose.Position.Y, pose.Position.Z],
                Rotation = [pose.Rotation.X, pose.Rotation.Y, pose.Rotation.Z, pose.Rotation.W],
                FocalLength = pose.FocalLength,
                FocusDistance = past.Camera.FocusDistance,
                Aperture = past.Camera.Aperture,
                Speeds = past.Motion.Speeds.ToDictionary(),
                Clock = past.Motion.Clock,
                Scene = SceneText.Write(past.Scene),
            },
            WorldStateJson.Default.WorldStateData);
    }

    /// <summary>Reads the bytes; null when they are none of this version. They may come from a stranger.</summary>
    public static WorldPast? Read(ReadOnlyMemory<byte> bytes, Vocabulary vocabulary)
    {
        if (bytes.Length is < 2 or > Largest || bytes.Span[0] != (byte)'{')
        {
            return null;
        }

        WorldStateData? data;
        try
        {
            data = JsonSerializer.Deserialize(bytes.Span, WorldStateJson.Default.WorldStateData);
        }
        catch (JsonException)
        {
            return null;
        }

        if (data is not { World: Schema, Position.Length: 3, Rotation.Length: 4 } || !IsSound(data))
        {
            return null;
        }

        var scene = SceneText.Read(data.Scene, "the picture's scene", vocabulary).Scene;
        if (scene is null)
        {
            return null;
        }

        var pose = new CameraPose(
            new Vector3(data.Position),
            Quaternion.Normalize(
                new Quaternion(data.Rotation[0], data.Rotation[1], data.Rotation[2], data.Rotation[3])),
            data.FocalLength);
        return new WorldPast
        {
            Scene = scene,
            Seconds = data.Seconds,
            Joints = data.Joints,
            Camera = new ViewCamera
            {
                Pose = pose,
                PoseBefore = pose,
                FocusDistance = data.FocusDistance,
                Aperture = data.Aperture,
            },
            Motion = new CarriedMotion { Speeds = data.Speeds, Clock = data.Clock },
        };
    }

    private static bool IsSound(WorldStateData data) =>
        data.Position.All(value => MathF.Abs(value) < 1e5f)
        && data.Rotation.All(float.IsFinite) && data.Rotation.Sum(value => value * value) > 0.5f
        && data.FocalLength is > 1 and < 2000
        && data.FocusDistance is > 0 and < 1e5f
        && data.Aperture is >= 0 and < 1000
        && data.Seconds is >= 0 and < 1e6
        && data.Joints.Length is > 0 and < 1000 && data.Joints.All(double.IsFinite)
        && double.IsFinite(data.Clock)
        && data.Speeds.Values.All(double.IsFinite);
}

/// <summary>What the bytes hold.</summary>
internal sealed class WorldStateData
{
    public int World { get; set; }

    public double Seconds { get; set; }

    public double[] Joints { get; set; } = [];

    public float[] Position { get; set; } = [];

    public float[] Rotation { get; set; } = [];

    public float FocalLength { get; set; }

    public float FocusDistance { get; set; }

    public float Aperture { get; set; }

    public Dictionary<CameraMoveKind, double> Speeds { get; set; } = [];

    public double Clock { get; set; }

    public string Scene { get; set; } = "";
}

/// <summary>Reads and writes it without reflection.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorldStateData))]
internal sealed partial class WorldStateJson : JsonSerializerContext;
