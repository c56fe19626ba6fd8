using System.Numerics;
using Throughline.Camera;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Bench.Scenes;

/// <summary>Scenes made in code, to measure the renderer and to look at it, without any asset.</summary>
internal sealed class ReferenceScene
{
    private static readonly Material _grass = new()
    {
        Kind = MaterialKind.Foliage,
        Colour = Srgb(0x6FA24A),
        SecondColour = Srgb(0xA8B455),
        Pattern = Pattern.Grass,
        PatternSize = 1,
    };
    private static readonly Material _rock = new()
    {
        Kind = MaterialKind.Stone,
        Colour = Srgb(0x8C8478),
        SecondColour = Srgb(0x6E6A68),
        Pattern = Pattern.Strata,
        PatternSize = 0.5f,
    };
    private static readonly Material _sand = new()
    {
        Kind = MaterialKind.Sand,
        Colour = Srgb(0xD9C79A),
        SecondColour = Srgb(0xC5AE7F),
        Pattern = Pattern.Mottled,
        PatternSize = 0.7f,
    };
    private static readonly Material _bark = new()
    {
        Kind = MaterialKind.Wood,
        Colour = Srgb(0x6B4E3A),
        SecondColour = Srgb(0x4C3628),
        Pattern = Pattern.Grain,
        PatternSize = 0.12f,
    };

    private readonly List<Instance> _instances = [];
    private readonly List<Lamp> _lamps = [];
    private readonly WaterSurface? _water;
    private readonly Setting _setting;
    private readonly Look _look;

    private ReferenceScene(Setting setting, Look look, WaterSurface? water)
    {
        _setting = setting;
        _look = look;
        _water = water;
    }

    public CameraPose From { get; private init; }

    public CameraPose To { get; private init; }

    public float Focus { get; private init; } = 10;

    public float Aperture { get; private init; } = 4;

    /// <summary>Triangles in all.</summary>
    public int Triangles => _instances.Sum(instance => instance.Mesh.Triangles);

    /// <summary>Fills the frame at a time, 0 to 1 along the camera's way.</summary>
    public void Fill(SceneFrame frame, double seconds, float along, float before)
    {
        frame.Clear();
        frame.Time = seconds;
        frame.FrameTime = 1 / 24.0;
        frame.Seed = 7;
        frame.Camera = new ViewCamera
        {
            Pose = Between(along),
            PoseBefore = Between(before),
            FocusDistance = Focus,
            Aperture = Aperture,
            Shutter = 180,
        };
        frame.Lighting = Atmosphere.Of(_setting, _look, 7);
        frame.Wind = _setting.Wind;
        frame.Water = _water;
        frame.Instances.AddRange(_instances);
        frame.Lamps.AddRange(_lamps);
    }

    /// <summary>A meadow by a pond with woods behind, a house, and walkers.</summary>
    public static ReferenceScene Meadow(Setting setting, Look look, int trees = 260, int detail = 110)
    {
        var scene = new ReferenceScene(
            setting, look, new WaterSurface { Level = -0.35f, WaveHeight = 0.06f, WaveLength = 3, Foam = 0.3f })
        {
            From = Pose(new(1.5f, 1.75f, 9.5f), 3, -3, 32),
            To = Pose(new(0.8f, 1.7f, 8.2f), 2, -3, 32),
            Focus = 9,
        };
        scene.Stand(
            new MeshBuilder().Ground(Land, 190, detail, (x, z) => Land(x, z) < -0.15f ? (byte)1 : (byte)0).Build(),
            [_grass, _sand], Matrix4x4.Identity, 0);
        scene.Trees(trees, Land);
        scene.House(new(-7.5f, Land(-7.5f, -9), -9), 24);
        scene.Figures(Land);
        return scene;
    }

    /// <summary>A row of balls, one of each material, on a floor of tiles.</summary>
    public static ReferenceScene Balls(Setting setting, Look look)
    {
        var scene = new ReferenceScene(setting, look, null)
        {
            From = Pose(new(0, 2.3f, 7.2f), 0, -12, 35),
            To = Pose(new(0.5f, 2.3f, 7f), 2, -12, 35),
            Focus = 7,
        };
        scene.Stand(new MeshBuilder().Face(new(-60, 0, 40), new(60, 0, 40), new(60, 0, -90), new(-60, 0, -90), 0).Build(),
            [
                new()
                {
                    Kind = MaterialKind.Gloss,
                    Colour = Srgb(0xB8AFA2),
                    SecondColour = Srgb(0x8F867C),
                    Pattern = Pattern.Tiles,
                    PatternSize = 1,
                }
            ], Matrix4x4.Identity, 0);
        var ball = new MeshBuilder().Ball(Vector3.Zero, new(0.42f), 24, 0).Build();
        var kinds = Enum.GetValues<MaterialKind>();
        var patterns = Enum.GetValues<Pattern>();
        for (var i = 0; i < 16; i++)
        {
            var hue = Hue(i / 16f);
            var place = Matrix4x4.CreateTranslation(-3.7f + (i % 8 * 1.06f), 0.42f + (i / 8 * 0.0f), i / 8 * -1.6f);
            scene.Stand(
                ball, [
                    new()
                    {
                        Kind = kinds[i],
                        Colour = hue,
                        Clear = kinds[i] is MaterialKind.Glass or MaterialKind.Water ? 0.8f : 0,
                    }
                ], place, i + 1);
            var box = new MeshBuilder().Ball(Vector3.Zero, new(0.42f), 20, 0).Build();
            var back = Matrix4x4.CreateTranslation(-3.7f + (i % 8 * 1.06f), 0.5f + (i / 8 * 1.0f), -3.4f);
            scene.Stand(
                i % 2 == 0 ? box : new MeshBuilder().Box(new(-0.4f), new(0.4f), 0).Build(), [
                    new()
                    {
                        Colour = Srgb(0xD8C8A8),
                        SecondColour = Srgb(0x7A4A32),
                        Pattern = patterns[i],
                        PatternSize = 0.16f,
                    }
                ], back, 0);
        }

        return scene;
    }

    /// <summary>A sea coast with cliffs.</summary>
    public static ReferenceScene Coast(Setting setting, Look look)
    {
        static float Cliffs(float x, float z)
        {
            var shore = (x * 0.55f) + (MathF.Sin(z * 0.11f) * 4) + (MathF.Sin(z * 0.31f) * 1.2f) + 3;
            var rise = 1 / (1 + MathF.Exp(shore * 0.9f));
            return (rise * 9) - 3
                + (rise * ((MathF.Sin(x * 0.33f) * MathF.Cos(z * 0.27f) * 0.8f) + (MathF.Sin((x * 0.9f) + z) * 0.16f)));
        }

        var scene = new ReferenceScene(
            setting, look,
            new WaterSurface { Level = 0, WaveHeight = 0.35f, WaveLength = 9, Heading = -30, Foam = 0.5f })
        {
            From = Pose(new(3f, 8.6f, 20f), 4, -8, 32),
            To = Pose(new(3.4f, 8.4f, 18.4f), 4, -8, 32),
            Focus = 22,
        };
        scene.Stand(
            new MeshBuilder().Ground(
                Cliffs, 220, 150, (x, z) => SlopeOf(Cliffs, x, z) > 0.75f || Cliffs(x, z) < 1.2f ? (byte)1 : (byte)0)
                .Build(), [_grass, _rock], Matrix4x4.Identity, 0);
        scene.Trees(60, Cliffs, least: 4.5f);
        scene.House(new(-6, Cliffs(-6, -6), -6), 8);
        scene.Figures(Cliffs, new(-3.4f, 10));
        return scene;
    }

    private static float Land(float x, float z)
    {
        var away = MathF.Sqrt((x * x) + (z * z));
        var hills = MathF.Max(0, away - 26) * 0.09f;
        var pond = 1.5f * MathF.Exp(-(((x - 6) * (x - 6)) + ((z + 3) * (z + 3) * 1.6f)) / 30);
        return (MathF.Sin(x * 0.13f) * MathF.Cos(z * 0.11f) * 0.6f)
            + (hills * (1 + (0.5f * MathF.Sin((x * 0.05f) + (z * 0.03f))))) - pond;
    }

    private static float SlopeOf(Func<float, float, float> height, float x, float z)
    {
        var (dx, dz) = (height(x + 0.3f, z) - height(x - 0.3f, z), height(x, z + 0.3f) - height(x, z - 0.3f));
        return MathF.Sqrt((dx * dx) + (dz * dz)) / 0.6f;
    }

    private static CameraPose Pose(Vector3 at, float turn, float tilt, float lens) =>
        new(at, Quaternion.CreateFromYawPitchRoll(turn * MathF.PI / 180, tilt * MathF.PI / 180, 0), lens);

    private static Vector3 Srgb(int code) => new(
        SrgbTable.Light[(code >> 16) & 255], SrgbTable.Light[(code >> 8) & 255], SrgbTable.Light[code & 255]);

    private static Vector3 Hue(float turn)
    {
        static float Part(float t) =>
            0.08f + (0.5f * MathF.Pow(Math.Clamp(0.5f + (0.5f * MathF.Cos(2 * MathF.PI * t)), 0, 1), 1.5f));
        return new(Part(turn), Part(turn - 0.33f), Part(turn - 0.67f));
    }

    private CameraPose Between(float t) => new(
        Vector3.Lerp(From.Position, To.Position, t), Quaternion.Slerp(From.Rotation, To.Rotation, t),
        From.FocalLength + (t * (To.FocalLength - From.FocalLength)));

    private void Stand(Mesh mesh, IReadOnlyList<Material> materials, Matrix4x4 place, int subject, float sway = 0, float phase = 0) => _instances.Add(new Instance
    {
        Mesh = mesh,
        Materials = materials,
        Place = place,
        PlaceBefore = place,
        Subject = subject,
        SwayReach = sway,
        SwayPhase = phase,
    });

    private void Trees(int count, Func<float, float, float> land, float least = 0)
    {
        Material Leaves(int code) => new()
        {
            Kind = MaterialKind.Foliage,
            Colour = Srgb(code),
            SecondColour = Srgb(code) * 0.62f,
            Pattern = Pattern.Mottled,
            PatternSize = 0.35f,
        };
        IReadOnlyList<Material>[] round = [
            [_bark, Leaves(0x6E9A45)], [_bark, Leaves(0x86A84C)], [_bark, Leaves(0xC79A3F)], [_bark, Leaves(0x557F44)]
        ];
        IReadOnlyList<Material>[] fir = [[_bark, Leaves(0x3E6B4A)], [_bark, Leaves(0x4A7A4E)]];
        var roundMesh = new MeshBuilder().Cone(Vector3.Zero, 0.2f, 0.13f, 2.3f, 9, 0)
            .Ball(new(0, 3, 0), new(1.4f, 1.15f, 1.35f), 9, 1, 0.7f, 0.18f, 1).Ball(
                new(0.9f, 2.5f, 0.2f), new(0.9f, 0.7f, 0.85f), 7, 1, 0.6f, 0.2f, 2)
            .Ball(new(-0.85f, 2.6f, -0.2f), new(0.95f, 0.75f, 0.9f), 7, 1, 0.6f, 0.2f, 3)
                .Ball(new(0.1f, 3.8f, 0), new(0.9f, 0.75f, 0.85f), 7, 1, 1, 0.2f, 4).Build();
        var firMesh = new MeshBuilder().Cone(Vector3.Zero, 0.16f, 0.1f, 1.2f, 8, 0)
            .Cone(new(0, 0.7f, 0), 1.35f, 0.35f, 1.4f, 14, 1, 0.25f, 0.4f).Cone(
                new(0, 1.7f, 0), 1.08f, 0.25f, 1.3f, 14, 1, 0.4f, 0.6f)
            .Cone(new(0, 2.6f, 0), 0.82f, 0.1f, 1.2f, 14, 1, 0.6f, 0.8f)
                .Cone(new(0, 3.4f, 0), 0.5f, 0, 1.3f, 14, 1, 0.8f, 1).Build();
        for (var i = 0; i < count; i++)
        {
            var u = Noise.Cell(i, 17);
            var v = Noise.Cell(i, 91);
            var away = 16 + (75 * MathF.Pow(u, 0.8f));
            var angle = MathF.PI * (1.02f + (0.96f * v));
            var (x, z) = (away * MathF.Cos(angle) * 1.4f, (away * MathF.Sin(angle)) + 6);
            var y = land(x, z);
            if (y < least)
            {
                continue;
            }

            var scale = 0.8f + (0.7f * Noise.Cell(i, 5));
            var place = Matrix4x4.CreateScale(scale)
                * Matrix4x4.CreateRotationY(i * 1.7f) * Matrix4x4.CreateTranslation(x, y - 0.05f, z);
            var isFir = Noise.Cell(i, 33) < 0.45f;
            Stand(isFir ? firMesh : roundMesh, isFir ? fir[i % 2] : round[i % 4], place, 0, 0.12f, i * 0.7f);
        }
    }

    private void House(Vector3 at, float turn)
    {
        Material[] materials =
        [
            new()
            {
                Kind = MaterialKind.Stone,
                Colour = Srgb(0xE6DCC6),
                SecondColour = Srgb(0xCFC2A8),
                Pattern = Pattern.Bricks,
                PatternSize = 0.45f,
                PatternStrength = 0.7f,
            },
            new()
            {
                Kind = MaterialKind.Stone,
                Colour = Srgb(0xA8503A),
                SecondColour = Srgb(0x7C3426),
                Pattern = Pattern.Scales,
                PatternSize = 0.28f,
            },
            new()
            {
                Kind = MaterialKind.Wood,
                Colour = Srgb(0x5A4030),
                SecondColour = Srgb(0x3C2A20),
                Pattern = Pattern.Planks,
                PatternSize = 0.18f,
            },
            new() { Kind = MaterialKind.Emissive, Colour = Srgb(0xFFC878), Glow = 2.2f },
        ];
        var mesh = new MeshBuilder().Box(new(-2.2f, -0.5f, -1.6f), new(2.2f, 2.4f, 1.6f), 0)
            .Face(new(-2.5f, 2.2f, 1.9f), new(2.5f, 2.2f, 1.9f), new(2.5f, 4.1f, 0), new(-2.5f, 4.1f, 0), 1)
            .Face(new(2.5f, 2.2f, -1.9f), new(-2.5f, 2.2f, -1.9f), new(-2.5f, 4.1f, 0), new(2.5f, 4.1f, 0), 1)
            .Face(new(2.2f, 2.2f, 1.6f), new(2.2f, 2.2f, -1.6f), new(2.2f, 3.9f, 0), new(2.2f, 3.9f, 0), 0)
            .Face(new(-2.2f, 2.2f, -1.6f), new(-2.2f, 2.2f, 1.6f), new(-2.2f, 3.9f, 0), new(-2.2f, 3.9f, 0), 0)
            .Box(new(-0.45f, -0.4f, 1.55f), new(0.45f, 1.7f, 1.66f), 2).Box(
                new(1.1f, 0.9f, 1.55f), new(1.8f, 1.7f, 1.64f), 3)
            .Box(new(-1.8f, 0.9f, 1.55f), new(-1.1f, 1.7f, 1.64f), 3)
                .Box(new(1.2f, 3, -0.9f), new(1.75f, 4.7f, -0.35f), 0).Build();
        var place = Matrix4x4.CreateRotationY(turn * MathF.PI / 180) * Matrix4x4.CreateTranslation(at);
        Stand(mesh, materials, place, 0);
        _lamps.Add(new Lamp(Vector3.Transform(new(0, 1.5f, 2.8f), place), new Vector3(1f, 0.6f, 0.25f) * 1.2f, 9));
    }

    private void Figures(Func<float, float, float> land, Vector2 around = default)
    {
        int[] coats = [0xE8B730, 0xB8443A, 0x3E6C8F];
        for (var i = 0; i < 3; i++)
        {
            Material[] materials =
            [
                new() { Kind = MaterialKind.Cloth, Colour = Srgb(coats[i]) },
                new() { Kind = MaterialKind.Skin, Colour = Srgb(0xE0AC88) },
                new() { Kind = MaterialKind.Hair, Colour = Srgb(0x4A3020) },
                new() { Kind = MaterialKind.Cloth, Colour = Srgb(0x3A4458) },
            ];
            var mesh = new MeshBuilder().Ball(new(0, 1.05f, 0), new(0.26f, 0.42f, 0.2f), 18, 0).Ball(
                new(0, 0.78f, 0), new(0.3f, 0.3f, 0.25f), 18, 0)
                .Ball(new(0, 1.58f, 0), new(0.15f, 0.18f, 0.16f), 18, 1).Ball(
                    new(0, 1.66f, -0.02f), new(0.165f, 0.14f, 0.17f), 16, 2)
                .Ball(new(0.11f, 0.35f, 0), new(0.09f, 0.4f, 0.1f), 12, 3).Ball(
                    new(-0.11f, 0.35f, 0.05f), new(0.09f, 0.4f, 0.1f), 12, 3)
                .Ball(new(0.33f, 1.02f, 0.04f), new(0.08f, 0.34f, 0.09f), 12, 0).Ball(
                    new(-0.33f, 1.02f, -0.02f), new(0.08f, 0.34f, 0.09f), 12, 0)
                .Ball(new(0.05f, 1.6f, 0.145f), new(0.022f), 8, 3).Ball(new(-0.05f, 1.6f, 0.145f), new(0.022f), 8, 3)
                    .Ball(new(0, 1.55f, 0.16f), new(0.02f, 0.03f, 0.03f), 8, 1).Build();
            var (x, z) = (around.X - 0.9f + (1.3f * i), around.Y + 1.2f - (0.9f * i));
            var place = Matrix4x4.CreateRotationY((i - 1) * 0.5f) * Matrix4x4.CreateTranslation(x, land(x, z), z);
            Stand(mesh, materials, place, i + 1);
        }
    }
}
