using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Who is in a chair sits in it, whatever else is said, and who is on a horse rides it: to read in an armchair is to sit and to read.</content>
public sealed partial class Blocker
{
    private static readonly HashSet<string> _postures =
        new(["sit", "lie_down", "sleep", "ride", "surf", "drive", "sail", "stand_up", "dance", "jump", "climb", "fall"], StringComparer.Ordinal);

    // Where somebody stands on something that moves: a ship, a board.
    private const string Deck = "deck";

    private static Scene Seated(Scene scene, Func<Subject, Body> bodyOf, Func<Subject, Beat, float?> speedOf) =>
        scene with { Subjects = [.. scene.Subjects.Select(subject => Seated(subject, scene, bodyOf, speedOf))] };

    private static Subject Seated(Subject subject, Scene scene, Func<Subject, Body> bodyOf, Func<Subject, Beat, float?> speedOf)
    {
        if (subject.Place is not { Relation: Relation.On or Relation.Inside, To: { } name } || name == subject.Id
            || scene.Subjects.FirstOrDefault(one => one.Id == name) is not { } seat || !IsSeat(bodyOf(seat), subject.Place.Relation) || !bodyOf(subject).Alive)
        {
            return subject;
        }

        // Several beats in order say themselves how they go; one is done sitting.
        var isOne = subject.Beats.Skip(1).All(beat => beat.Together);
        var isMount = bodyOf(seat).Alive;
        var beats = subject.Beats.Where(beat => !(isMount && beat.Action == "sit")).ToList();
        if (!isOne || beats.Any(beat => _postures.Contains(beat.Action) || speedOf(subject, beat) is not null))
        {
            return subject;
        }

        var posture = new Beat { Action = isMount ? "ride" : "sit", Toward = isMount ? name : null };
        return subject with
        {
            Place = isMount ? null : subject.Place,
            Beats = [posture, .. beats.Select(beat => beat with { Together = true })],
        };
    }

    private static bool IsSeat(Body body, Relation relation) =>
        body.Anchors.ContainsKey("seat") && !body.Anchors.ContainsKey(Deck) && (relation == Relation.On || !body.Anchors.ContainsKey("inside"));
}
