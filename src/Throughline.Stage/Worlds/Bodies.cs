using System.Collections.Concurrent;
using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>The bodies of a scene's subjects, each built once; crowds share a few.</summary>
internal sealed class Bodies(Scene scene, Stock stock)
{
    private const int Variants = 4;

    // Height of the seat of who sits on the ground, metres.
    private const float OnTheGround = 0.03f;

    private static readonly string[] _tables = ["table", "desk", "counter", "bar", "piano"];

    private readonly ConcurrentDictionary<(string Id, int Variant), Lazy<Creature>> _creatures = [];
    private readonly ConcurrentDictionary<(string Id, int Variant), Lazy<Model>> _models = [];

    /// <summary>
    /// Begins to build all bodies side by side, while the caller does something else; whoever asks for one waits for
    /// that one.
    /// </summary>
    public void Begin()
    {
        foreach (var subject in scene.Subjects)
        {
            for (var i = 0; i < Math.Min(subject.Count, Variants); i++)
            {
                // What cannot be built is said to whoever asks for it.
                var variant = i;
                _ = Task.Run(
                    () => _ = IsCreature(subject) ? (object)CreatureOf(subject, variant) : ModelOf(subject, variant));
            }
        }
    }

    /// <summary>The size of a subject.</summary>
    public Body Of(Subject subject)
    {
        if (IsCreature(subject))
        {
            var creature = CreatureOf(subject, 0);
            return new Body
            {
                Height = creature.Height,
                Radius = Math.Max(creature.Radius, creature.Length / 2),
                EyeHeight = creature.EyeHeight,
                Head = creature.HeadSize,
                Element = creature.Element == Element.Ground && OnlyFlies(subject) ? Element.Air : creature.Element,
                Alive = true,
                Overhead = creature.Held.Where(held => held.IsHeldUp).Select(held => Role.Overhead(creature, held))
                    .DefaultIfEmpty(0).Max(),
                Skin = creature.Materials.FirstOrDefault(material => material.Kind == MaterialKind.Skin) is { } skin
                    ? Vector3.Dot(skin.Colour, new(0.2126f, 0.7152f, 0.0722f))
                    : null,
                Anchors = new Dictionary<string, Vector3> { ["seat"] = creature.Rig.Seat.Place },
            };
        }

        var model = ModelOf(subject, 0);
        var (low, high) = (model.Low, model.High);
        return new Body
        {
            Height = Math.Max(high.Y, 0.02f),
            Radius = Math.Max(Math.Max(high.X, -low.X), Math.Max(high.Z, -low.Z)),
            Depth = Math.Max(high.Z, -low.Z),
            IsWet = model.Materials.Any(material => material.Kind == MaterialKind.Water),
            EyeHeight = high.Y * 0.6f,
            Element = model.Element,
            Anchors = model.Anchors,
        };
    }

    // A dragon or a witch that does nothing but fly is up where birds are.
    private static bool OnlyFlies(Subject subject) =>
        subject.Beats.Count > 0 && subject.Beats.All(beat => beat.Together || beat.Action is "fly" or "dive");

    /// <summary>Usual speed of a subject's beat, metres a second; null when it stays in place.</summary>
    public float? SpeedOf(Subject subject, Beat beat)
    {
        if (IsCreature(subject))
        {
            return stock.Actions.TravelOf(beat.Action) == ActionTravel.Carried ? null : stock.Actions.SpeedOf(
                beat.Action, CreatureOf(subject, 0));
        }

        return stock.Actions.TravelOf(beat.Action) == ActionTravel.None ? null : ModelOf(subject, 0).Element switch
        {
            Element.Water => 2.2f,
            Element.Air => 5,
            Element.Deep => 2,
            _ => 6,
        };
    }

    /// <summary>The figure of an actor.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="set">Where it is.</param>
    /// <param name="joints">Seconds at which shots that continue the scene begin.</param>
    /// <param name="wind">Where the wind blows to and how strong it is, 0 to 1.</param>
    /// <param name="carried">Where its carrier holds it; null when it goes by itself.</param>
    /// <param name="handed">Where what it gives away is, given where its own hand is; null for who gives nothing.</param>
    /// <param name="carrier">Asks the carrier for a place on it by name; null when there is none.</param>
    /// <param name="fate">What others do to it.</param>
    public Figure FigureOf(
        Actor actor, SetModel set, IReadOnlyList<double> joints, Vector3 wind, Func<double, Matrix4x4>? carried,
        Func<Matrix4x4, double, Matrix4x4>? handed, Func<string, double, Vector3?>? carrier, Fate fate)
    {
        var variant = actor.Number % Variants;
        if (!IsCreature(actor.Subject))
        {
            return new ModelFigure(
                ModelOf(actor.Subject, variant), fate.LitAt is null ? null : UnlitOf(actor.Subject, variant), actor,
                new Travel(actor), carried, Sea.Strength(scene.Setting), fate);
        }

        var creature = CreatureOf(actor.Subject, variant);
        return new CreatureFigure(
            creature, actor, RolesOf(creature, actor, set, joints, wind), joints, Seated(creature, actor, carried),
            GraspOf(creature, actor, carrier), handed);
    }

    // Hands on the wheel and feet on the pedals of what carries it: from the carrier's space to the one its role plays
    // in.
    private static Func<double, Grasp>? GraspOf(Creature creature, Actor actor, Func<string, double, Vector3?>? carrier)
    {
        if (carrier is null || actor.Carriage is not { InHand: false, Drives: true } carriage)
        {
            return null;
        }

        var move = (carriage.Stands ? Vector3.Zero : creature.Rig.Seat.Place) - carriage.Place;
        return time => new Grasp(
            carrier("hand_right", time) + move, carrier("hand_left", time) + move, carrier("foot_right", time) + move,
            carrier("foot_left", time) + move);
    }

    // Who rides or rows keeps the hips as high as they stand: it is the seat of the breeches that meets the saddle.
    private static Func<double, Matrix4x4>? Seated(Creature creature, Actor actor, Func<double, Matrix4x4>? carried)
    {
        if (carried is null || actor.Carriage is not { InHand: false, Stands: false })
        {
            return carried;
        }

        var down = Matrix4x4.CreateTranslation(-creature.Rig.Seat.Place);
        return time => down * carried(time);
    }

    // One role for each shot of the scene: what was played stays as it was, whatever comes.
    private List<Role> RolesOf(Creature creature, Actor actor, SetModel set, IReadOnlyList<double> joints, Vector3 wind)
    {
        var roles = new List<Role>();
        for (var i = 0; i <= joints.Count; i++)
        {
            var (from, to) = (i == 0 ? 0 : joints[i - 1], i < joints.Count ? joints[i] : (double)scene.Seconds);
            var before = roles.LastOrDefault();
            var carried = actor.Carriage is { InHand: false };
            var ground = set.Ground.HeightAt(actor.Start.X, actor.Start.Z);
            var raised = actor.Body.Element == Element.Ground
                && actor.Start.Y > ground + 0.05f && !actor.Beats.Any(beat => beat.Over.Count > 0);

            // People sit on a chair with their hips, animals with their feet on it.
            var hips = creature.Family == CreatureFamily.Biped;

            // Legs hang from what is higher than a chair.
            var hangs = raised && hips && Sits(actor) ? Math.Max(actor.Start.Y - ground - (Dangling * creature.Rig.LegLength), 0) : 0;
            var last = before?.PlaceAt(from);
            roles.Add(Role.Compile(
                creature,
                [.. Groups([.. actor.Beats.Where(beat => beat.From >= from - 1e-6 && beat.From < to)])
                    .Select(
                        group => Timed(
                            group, from, to, GoesOn(actor, group[0]), carried ? null
                                : raised && hips ? actor.Start.Y - ground - hangs
                                : SitsLow(creature, actor) ? OnTheGround
                                : null))],
                stock.Actions,
                new RoleGround
                {
                    Ground = carried ? Terrain.Flat : set.Ground,
                    Floor = carried || !raised ? null : !(hips && Sits(actor)) ? actor.Start.Y
                        : hangs > 0 ? ground + hangs
                        : null,
                    Over = carried ? [] : actor.Beats.FirstOrDefault(beat => beat.Over.Count > 0)?.Over ?? [],
                    Water = carried ? null : set.Water?.Level,
                    Start = carried ? Vector3.Zero : last?.Place ?? actor.Start,
                    Heading = carried ? actor.Carriage!.Value.Heading : last?.Heading ?? actor.Heading,
                    Wind = wind,
                    Before = before,
                    BeforeSeconds = from,
                    InHand = scene.Subjects.FirstOrDefault(
                        one => one.Place is { Relation: Relation.HeldBy } place && place.To == actor.Subject.Id
                            && actor.Number < one.Count && !IsCreature(one)) is { } held ? ModelOf(held, actor.Number) : null,
                },
                actor.Seed));
        }

        return roles;
    }

    // The highest seat from which feet reach the ground, in lengths of the legs.
    private const float Dangling = 0.9f;

    // Who sits down where there is nothing to sit on sits on the ground; at a table there is a chair to be thought of.
    private static bool SitsLow(Creature creature, Actor actor) => creature.Family == CreatureFamily.Biped
        && actor.Beats.Any(beat => beat.Beat.Action == "sit")
        && !(actor.Subject.Place?.To is { } at && _tables.Any(table => at.Contains(table, StringComparison.Ordinal)));

    private static bool Sits(Actor actor) => actor.Beats.Any(beat => beat.Beat.Action is "sit" or "read" or "sleep");

    // Whether a beat only continues what the one before it did: a walk over the joint of two shots does not stop there.
    private static bool GoesOn(Actor actor, BlockedBeat beat) => actor.Beats.Any(before => before.To <= beat.From + 0.01 && before.To >= beat.From - 0.01
        && before.Beat.Action == beat.Beat.Action && before.Way.Count > 1 && beat.Way.Count > 1);

    // Beats that go together, what carries the body before what is done besides.
    private List<List<BlockedBeat>> Groups(IReadOnlyList<BlockedBeat> beats)
    {
        var groups = new List<List<BlockedBeat>>();
        foreach (var beat in beats)
        {
            if (beat.Beat.Together && groups.Count > 0)
            {
                groups[^1].Add(beat);
            }
            else
            {
                groups.Add([beat]);
            }
        }

        return [
            .. groups.Select(
                group => group.OrderBy(
                    beat => beat.Way.Count > 1 ? 0 : stock.Actions.IsBeside(beat.Beat.Action) ? 2 : 1).ToList())
        ];
    }

    private static TimedBeat Timed(List<BlockedBeat> group, double start, double end, bool goesOn, float? seat) =>
        Timed(group[0], start, end, goesOn, seat) with
        {
            With = [.. group.Skip(1).Select(beat => beat.Beat.Action)],
            Target = group.Skip(1).Select(beat => beat.Target).FirstOrDefault(target => target is not null)
                ?? group[0].Target,
        };

    private static TimedBeat Timed(BlockedBeat beat, double start, double end, bool goesOn, float? seat) => new()
    {
        Action = beat.Beat.Action,
        From = beat.From,
        To = beat.To,
        Way = beat.Way,
        Target = beat.Target,
        Pace = beat.Beat.Pace,
        Manner = beat.Beat.Manner,
        SetsOff = beat.From > start + 0.01 || (start > 0 && !goesOn),
        Arrives = beat.To < end - 0.01,
        Seat = seat,
    };

    private bool IsCreature(Subject subject) => stock.Creatures.Find(subject.Asset) is not null;

    private Creature CreatureOf(Subject subject, int variant) => _creatures.GetOrAdd(
        (subject.Id, variant),
        _ => new(
            () => stock.Creatures.Build(
                stock.Creatures.Find(subject.Asset)!, subject.Traits, SeedOf(subject, variant, scene.Seed)))).Value;

    // As it is before somebody lights it.
    private Model UnlitOf(Subject subject, int variant) => stock.Props.Build(
        subject.Asset, subject.Traits with { Variants = [.. subject.Traits.Variants, "unlit"] }, scene.Setting,
        SeedOf(subject, variant, scene.Seed));

    private Model ModelOf(Subject subject, int variant) => _models.GetOrAdd(
        (subject.Id, variant),
        _ => new(
            () => stock.Props
                .Build(subject.Asset, subject.Traits, scene.Setting, SeedOf(subject, variant, scene.Seed)))).Value;

    /// <summary>
    /// What decides all that a subject's traits leave open: a cast member's own seed, so that it is the same in every
    /// scene.
    /// </summary>
    public static long SeedOf(Subject subject, int variant, long sceneSeed) =>
        (long)SplitMix.Mix((ulong)OwnSeed(subject, sceneSeed) + ((ulong)variant << 20));

    /// <summary>
    /// The seed with which a subject would look the same as somebody's cast member: its own, or the one that its name
    /// has in this scene.
    /// </summary>
    public static long OwnSeed(Subject subject, long sceneSeed) =>
        subject.Seed ?? (long)((ulong)sceneSeed + Hash(subject.Id));

    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return hash;
    }
}
