using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Films;

/// <summary>Every key of film.yaml, version 1: what the reader knows and the schema shows.</summary>
internal static class FilmKeys
{
    /// <summary>The version this program reads.</summary>
    public const int Version = 1;

    /// <summary>How many shots a film may have.</summary>
    public const int MostShots = 1000;

    /// <summary>How many cast members a film may have.</summary>
    public const int MostCast = 200;

    /// <summary>The shortest shot in seconds.</summary>
    public const decimal ShortestShot = 1;

    /// <summary>The longest shot in seconds.</summary>
    public const decimal LongestShot = 600;

    private static readonly IntegerForm _seed = new(0, uint.MaxValue);
    private static readonly FileForm _file = new();
    private static readonly TextForm _words = new(5000);
    private static readonly TextForm _line = new(200, oneLine: true);

    /// <summary>The keys of a shot.</summary>
    public static FilmTable<ShotDraft> Shot { get; } = new(
    [
        Key<string>(
            "id", new NameForm("shot-1"), (shot, id) => shot.Id = id, "Name of the shot, unique in the film.",
            needs: "'id: opening'"),
        Key<string>(
            "image", _file, (shot, image) => shot.Image = image,
            "The picture that is the first frame, relative to the film's folder."),
        Key<string>("from", _line, (shot, from) => shot.From = from, "The shot whose last frame is this shot's first."),
        Key<string>("last", _file, (shot, last) => shot.Last = last, "The picture the shot ends on."),
        Key<string>(
            "scene", _file, (shot, scene) => shot.Scene = scene,
            "A scene file for the built-in engine, as --explain writes it, in place of staging the prompt."),
        Key<string>(
            "depth", _file, (shot, depth) => shot.Depth = depth,
            "How near each pixel of the first frame is, as a grey picture; near is white."),
        Key<string>(
            "matte", _file, (shot, matte) => shot.Matte = matte,
            "What of the first frame is the subject, as a grey picture with soft edges; the subject is white."),
        Key<IReadOnlyDictionary<LifePlace, string>>(
            "masks", new MasksForm(), (shot, masks) => shot.Masks = masks,
            "Where something that moves by itself belongs: the names of places with grey pictures, white where it is."),
        Key<string>(
            "life", _file, (shot, life) => shot.Life = life,
            "A file of words and effects, over those that the engine knows."),
        Key<FocusPoint>(
            "focus", new FocusForm(), (shot, focus) => shot.Focus = focus,
            "What stays in frame and what the camera aims at: fractions of the picture from the top left. Usually 0.5, 0.5."),
        Key<string>("prompt", _words, (shot, prompt) => shot.Prompt = prompt, "What happens, in words."),
        Key<CameraScript>(
            "camera", new CameraForm(), (shot, camera) => shot.Camera = camera,
            "How the camera moves. Usually static."),
        Key<decimal>(
            "shutter", new NumberForm(0, 360, "degrees"), (shot, shutter) => shot.Shutter = shutter,
            "Motion blur by shutter angle in degrees: 0 is none, 180 is a film camera."),
        Key<decimal>(
            "seconds", new NumberForm(ShortestShot, LongestShot, "seconds"), (shot, seconds) => shot.Seconds = seconds,
            "How long the shot lasts.", needs: "'seconds: 5'"),
        Key<Transition>(
            "transition", new TransitionForm(), (shot, transition) => shot.Transition = transition,
            "How the film comes into this shot from the one before. Usually cut."),
        Key<long>(
            "seed", _seed, (shot, seed) => shot.Seed = seed,
            "Decides everything that chance decides. Usually from the id."),
        Key<string>(
            "engine", _line, (shot, engine) => shot.Engine = engine,
            "The engine to shoot with. Usually the plan chooses."),
    ]);

    /// <summary>The keys of a cast member.</summary>
    public static FilmTable<CastDraft> Cast { get; } = new(
    [
        FilmKey.Of<CastDraft, string>(
            "reference", _file, (member, file) => member.Reference = file,
            "A picture of the member, relative to the film's folder."),
        FilmKey.Of<CastDraft, string>(
            "description", _words, (member, words) => member.Description = words,
            "What the member looks like, in words."),
        FilmKey.Of<CastDraft, long>(
            "seed", _seed, (member, seed) => member.Seed = seed,
            "Decides what the description leaves open. Usually from the name."),
    ]);

    /// <summary>The keys of a film.</summary>
    public static FilmTable<FilmFileDraft> Film { get; } = new(
    [
        FilmKey.Of<FilmFileDraft, long>(
            "throughline", new VersionForm(), (_, _) => { }, "Version of this file format.", needs: "'throughline: 1'"),
        FilmKey.Of<FilmFileDraft, string>(
            "title", _line, (film, title) => film.Title = title, "The title. Usually the folder's name."),
        FilmKey.Of<FilmFileDraft, PixelSize>(
            "ratio", new RatioForm(), (film, size) => film.Size = size,
            "Size of every frame, or its shape. Usually 1280:720."),
        FilmKey.Of<FilmFileDraft, FrameRate>(
            "fps", new RateForm(), (film, rate) => film.Rate = rate,
            "Frames a second, a whole number or a fraction. Usually 24."),
        FilmKey.Of<FilmFileDraft, string>(
            "look", _line, (film, look) => film.Look = look, "Name of the look. Usually the engine's own."),
        FilmKey.Of<FilmFileDraft, IReadOnlyList<CastDraft>>(
            "cast", new CastForm(), (film, cast) => film.Cast = cast,
            "Who must stay the same in every shot: name, then reference or description."),
        FilmKey.Of<FilmFileDraft, IReadOnlyList<ShotDraft>>(
            "shots", new ShotsForm(), (film, shots) => film.Shots = shots, "The shot list, in the order of the film.",
            needs: "'shots:' and below it '- id: opening'"),
    ]);

    private static FilmKey<ShotDraft> Key<TValue>(
        string name, FilmForm<TValue> form, Action<ShotDraft, TValue> set, string description, string? needs = null) =>
        FilmKey.Of(name, form, set, description, needs);
}
