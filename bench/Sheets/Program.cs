using System.Diagnostics;
using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

// Contact sheets of all assets, as JPEG files: Sheets FOLDER [ASSETS]
var folder = args.Length > 1 ? AssetFolder.With(args[1]) : AssetFolder.BuiltIn;
var props = new PropLibrary(folder);
var sets = new SetLibrary(folder, props);
var look = new LookLibrary(folder).Find(LookLibrary.Usual)!;
foreach (var (kind, file) in new[] { (PropKind.Prop, "props"), (PropKind.Plant, "plants"), (PropKind.Vehicle, "vehicles") })
{
    var names = props.Names.Where(name => props.KindOf(name) == kind).ToList();
    Sheet(Path.Combine(args[0], file + ".jpg"), new PixelSize(200, 180), 8, names, Thing);
}

Sheet(Path.Combine(args[0], "sets.jpg"), new PixelSize(400, 226), 3, sets.Names, Place);

static void Sheet(
    string path, PixelSize cell, int columns, IReadOnlyList<string> names, Func<string, PixelSize, Picture> draw)
{
    const int Caption = 20;
    var rows = (names.Count + columns - 1) / columns;
    using var sketch = new Sketch(columns * cell.Width, rows * (cell.Height + Caption), new SketchColour(0xF4F1EA));
    for (var i = 0; i < names.Count; i++)
    {
        var (x, y) = (i % columns * cell.Width, i / columns * (cell.Height + Caption));
        sketch.Place(draw(names[i], cell), x + 2, y + 2);
        sketch.Text(
            names[i].Replace('_', ' '), x + 8, y + cell.Height + 14, new SketchText(13, new SketchColour(0x3A3834)));
    }

    var picture = sketch.ToPicture();
    var start = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true };
    foreach (var word in $"-v error -y -f rawvideo -pix_fmt rgba -s {picture.Width}x{picture.Height} -i - -frames:v 1 -q:v 5"
        .Split(' ').Append(path))
    {
        start.ArgumentList.Add(word);
    }

    using var ffmpeg = Process.Start(start)!;
    ffmpeg.StandardInput.BaseStream.Write(picture.Pixels);
    ffmpeg.StandardInput.Close();
    ffmpeg.WaitForExit();
}

Picture Thing(string name, PixelSize size)
{
    var setting = new Setting { Set = "studio", Hour = 10 };
    var set = sets.Build("studio", setting, 1);
    var model = props.Build(name, new Traits { Variants = ["lit"] }, setting, 7);
    var middle = (model.Low + model.High) / 2;
    var radius = (model.High - model.Low).Length() / 2;

    // Everything is brought to the same size, so that one camera and one light serve all.
    var scale = 1.6f / radius;
    var place = Matrix4x4.CreateTranslation(-middle.X, -model.Low.Y, -middle.Z)
        * Matrix4x4.CreateScale(scale) * Matrix4x4.CreateRotationY(-0.55f);
    var frame = Frame(set, setting);
    Add(frame, model, place);
    var target = new Vector3(0, (middle.Y - model.Low.Y) * scale, 0);
    return Draw(frame, size, target + new Vector3(0, 1.5f, 8.2f), -0.18f, 85);
}

Picture Place(string name, PixelSize size)
{
    var setting = new Setting { Set = name, Hour = name is "coast" or "desert" ? 17.4f : 10 };
    var set = sets.Build(name, setting, 7);
    var frame = Frame(set, setting);
    var back = Math.Min(11, set.CameraHigh.Z);
    return Draw(frame, size, new Vector3(0, 1.8f + set.Ground.HeightAt(0, back), back), -0.04f, 30);
}

SceneFrame Frame(SetModel set, Setting setting)
{
    var frame = new SceneFrame { Time = 3, FrameTime = 1 / 24.0, Seed = 1, Wind = setting.Wind, Water = set.Water };
    var light = Atmosphere.Of(setting, look, 7);
    frame.Lighting = set.Relight?.Invoke(light) ?? light;
    foreach (var piece in set.Pieces)
    {
        Add(frame, piece.Model, piece.Place);
    }

    return frame;
}

static void Add(SceneFrame frame, Model model, Matrix4x4 place)
{
    frame.Instances.Add(
        new Instance { Mesh = model.Mesh, Materials = model.Materials, Place = place, PlaceBefore = place });
    foreach (var part in model.Turning)
    {
        var at = Matrix4x4.CreateTranslation(part.Place) * place;
        frame.Instances.Add(
            new Instance { Mesh = part.Mesh, Materials = part.Materials, Place = at, PlaceBefore = at });
    }

    foreach (var lamp in model.Lamps)
    {
        frame.Lamps.Add(lamp with { Place = Vector3.Transform(lamp.Place, place) });
    }
}

Picture Draw(SceneFrame frame, PixelSize size, Vector3 eye, float pitch, float lens)
{
    var pose = new CameraPose(eye, Quaternion.CreateFromYawPitchRoll(0, pitch, 0), lens);
    frame.Camera = new ViewCamera { Pose = pose, PoseBefore = pose, FocusDistance = eye.Z };
    var picture = new Picture(size.Width - 4, size.Height - 4);
    using var renderer = new SceneRenderer(picture.Size, look, RenderQuality.Usual);
    renderer.Render(frame, picture);
    return picture;
}
