using System.CommandLine;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Production;
using Throughline.Routing;
using Throughline.Sight;

namespace Throughline.Cli;

/// <summary>
/// <c>throughline animate PICTURE</c>: one shot straight to a clip, to frames, or both. Nothing is stored; an existing
/// clip stays until the new one is complete.
/// </summary>
internal static class AnimateCommand
{
    private static readonly Argument<string> _picture = new("PICTURE") { Description = "The picture that is frame 0." };
    private static readonly Option<string?> _out = Text(
        "--out", "The clip to write; the picture's name in this folder if not given.");
    private static readonly Option<string?> _frames = Text(
        "--frames", "A folder for the frames as PNG, besides the clip or, without --out, instead.");
    private static readonly Option<string?> _camera = Text(
        "--camera", "The moves, such as 'push_in 0.6 + pan_left 10, tilt_up 5'.");
    private static readonly Option<string?> _seconds = Text("--seconds", "Length, 1 to 600; 5 if not given.");
    private static readonly Option<string?> _ratio = Text(
        "--ratio", "1280:720, 16:9, ...; the picture's own shape if not given.");
    private static readonly Option<string?> _fps = Text("--fps", "Frames a second, 24 or 24000/1001; 24 if not given.");
    private static readonly Option<string?> _focus = Text(
        "--focus", "What to keep in frame and aim at: 0,0 top left to 1,1 bottom right.");
    private static readonly Option<string?> _shutter = Text(
        "--shutter", "Shutter angle in degrees, 0 (no motion blur) to 360.");
    private static readonly Option<string?> _depth = Text(
        "--depth", "A depth picture, near is white; estimated if not given.");
    private static readonly Option<string?> _matte = Text(
        "--matte", "The subject's matte, the subject is white; found if not given.");
    private static readonly Option<string[]> _mask = new("--mask")
    {
        Description =
            "Where something that moves belongs, such as water=pond.png, white where it is; may be given several times.",
        HelpName = "PLACE=FILE",
    };

    private static readonly Option<string?> _life = Text(
        "--life", "A file of words and effects, over those that the engine knows.");
    private static readonly Option<string?> _last = Text("--last", "The picture that the clip ends on.");
    private static readonly Option<string?> _prompt = Text("--prompt", "What happens, in words.");
    private static readonly Option<string?> _look = Text("--look", "The look.");
    private static readonly Option<string?> _seed = Text("--seed", "Decides everything that chance decides.");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var clip = new ClipOptions();
        var sight = new SightOptions();
        var command = new Command("animate", "Move a camera through a picture.")
        {
            _picture, _camera, _seconds, _out, _frames, _ratio, _fps, _focus, _shutter, _depth, _matte, _mask, _life,
            _last, _prompt, _look,
            _seed,
        };
        clip.AddTo(command);
        sight.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, clip, sight, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, ClipOptions options, SightOptions sightOptions, CancellationToken cancellationToken)
    {
        Plan plan = ReadPlan(parsed);
        Film film = plan.Film;
        ShootingOutput output = ClipTarget.Of(
            parsed.GetValue(_out), parsed.GetValue(_frames),
            Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(_picture)), options, parsed);
        InvocationConfiguration console = parsed.InvocationConfiguration;
        ShotOrder order = OrderOf(film, options.Threads(parsed));
        using PictureSight sight = sightOptions.Open(parsed, Environment.CurrentDirectory);
        IEngine engine = KnownEngines.With(sight, StagedWords.StockIn(Environment.CurrentDirectory)).First(
            engine => engine.Card.Name == plan.Shots[0].Engine);

        bool json = options.Json(parsed);
        ShootingResult result = await ClipTarget.ShootAsync(engine, order, output, console, json, cancellationToken);
        ClipTarget.Tell(console, json, order, output, result.NotStaged);
        return ExitCode.Done;
    }

    private static Plan ReadPlan(ParseResult parsed)
    {
        var asked = new OneShot(parsed.GetRequiredValue(_picture));
        asked.AddSize(parsed.GetValue(_ratio));
        asked.AddFilm("--fps", "fps", parsed.GetValue(_fps));
        asked.AddFilm("--look", "look", parsed.GetValue(_look));
        asked.BeginShot();
        asked.AddShot("--seconds", "seconds", parsed.GetValue(_seconds) ?? "5");
        foreach ((string key, Option<string?> option) in new[]
        {
            ("camera", _camera), ("focus", _focus), ("shutter", _shutter), ("depth", _depth), ("matte", _matte),
            ("life", _life), ("last", _last), ("prompt", _prompt), ("seed", _seed),
        })
        {
            asked.AddShot(option.Name, key, parsed.GetValue(option));
        }

        asked.AddMasks(parsed.GetValue(_mask) ?? []);
        return asked.Read(KnownEngines.CardsIn(Environment.CurrentDirectory));
    }

    private static ShotOrder OrderOf(Film film, int threads)
    {
        Shot shot = film.Shots[0];
        DepthPicture? depth = shot.Depth is null ? null : PictureFile.ReadDepth(shot.Depth);
        MattePicture? matte = shot.Matte is null ? null : PictureFile.ReadMatte(shot.Matte);
        Picture picture = PictureFile.Read(shot.Image!);
        FirstFrame first = FirstFrame.Fit(picture, depth, film.Size, shot.Focus, matte);
        return new ShotOrder
        {
            Shot = shot,
            Size = film.Size,
            Rate = film.Rate,
            Frames = film.Rate.FramesIn(shot.Seconds),
            FirstFrame = first.Picture,
            LastFrame = shot.Last is null ? null : Fit.Cover(
                PictureFile.Read(shot.Last), film.Size, shot.Focus.X, shot.Focus.Y),
            Depth = first.Depth,
            Matte = first.Matte,
            Masks = FirstFrame.ReadMasks(shot, film.Size),
            LifeText = shot.Life is null ? null : File.ReadAllText(shot.Life),
            Surroundings = first.Surroundings,
            Focus = first.Focus,
            Previous = depth is null ? first.CarriedBy(shot.Image!, picture.Size) : null,
            Look = film.Look,
            IsContinued = false,
            Threads = threads,
        };
    }

    private static Option<string?> Text(string name, string description) =>
        new(name) { Description = description, HelpName = name[2..].ToUpperInvariant() };
}
