using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>Builds people: shape, bones, head, hair, hands and what they wear.</summary>
internal sealed class PersonBuilder(CreatureText text, Wardrobe wardrobe, MaterialShelf shelf)
{
    private static readonly HashSet<string> _noConditions = [];

    /// <summary>Builds one person.</summary>
    /// <param name="traits">What it looks like.</param>
    /// <param name="seed">Decides the rest.</param>
    /// <param name="held">What it holds.</param>
    public Creature Build(Traits traits, long seed, IReadOnlyList<Model> held)
    {
        traits = CreatureText.Over(traits, text.Traits);
        var look = text.Look!;
        var shape = PersonShape.Of(look, traits, seed, shelf.Colours);
        var skeleton = PersonSkeleton.Of(shape);
        var draft = new SkinDraft();
        var body = new PersonBody(shape, skeleton);
        var skin = new Material { Kind = MaterialKind.Skin, Colour = shape.Skin };
        var clothes = Outfit(traits, look, shape, seed);
        var head = PersonHead.Add(shape, skeleton, draft, skin);
        var hat = clothes.Any(worn => worn.Garment.HidesHair || worn.Garment.Hood == "up");
        PersonHair.Add(shape, skeleton, draft, HairMaterial(shape), head, hat, seed);
        Bare(body, draft, skin, clothes);
        var vest = clothes.Select(worn => worn.Garment).FirstOrDefault(
            garment => garment is { Slot: GarmentSlot.Over, Trunk: true, Open: > 0, Sleeve: 0 });
        var dresser = new Dresser(body, draft)
        {
            Head = head,
            Outermost = clothes.Where(worn => worn.Garment.Trunk)
                .Select(worn => worn.Garment.Thick * 0.01f * shape.Height).DefaultIfEmpty(0).Max(),
            Vest = vest,
            Bottom = clothes.Select(worn => worn.Garment).FirstOrDefault(garment => garment.Slot == GarmentSlot.Bottom),
            UnderVest = vest is null ? null : clothes.Select(worn => worn.Garment).FirstOrDefault(
                garment => garment is { Slot: GarmentSlot.Top or GarmentSlot.Whole, Trunk: true }),
            Tails = clothes.Select(worn => worn.Garment).FirstOrDefault(
                garment => garment is { Slot: GarmentSlot.Over, Skirt: > 0 }),
        };
        foreach (var (garment, worn, part) in clothes)
        {
            var coat = garment.Slot is GarmentSlot.Top or GarmentSlot.Whole ? clothes.Select(other => other.Garment)
                .FirstOrDefault(other => other is { Slot: GarmentSlot.Over, Trunk: true }) : null;
            var boots = clothes.Any(other => other.Garment.Shaft > 0.25f);
            var (cloth, trim) = Cloth(garment, worn, traits, Dice.Of(seed, 100 + part));
            dresser.Wear(garment, cloth, trim, coat is { Open: 0 }, coat is { Open: > 0, Sleeve: 1 }, boots);
        }

        if (skeleton.Count > Skeleton.Most)
        {
            throw new InvalidOperationException("A person has too many bones.");
        }

        var top = draft.Places.Max(place => place.Y);
        return new Creature(text.Name, RigOf(shape, skeleton, body), draft, new CreatureMeasures
        {
            Height = top,
            Length = 0.3f * shape.Height,
            Radius = 0.19f * shape.Height,
            WalkSpeed = 1.32f * MathF.Sqrt(shape.Hip / 0.82f) * (1 - (0.3f * shape.Old)),
            RunSpeed = 3.4f * MathF.Sqrt(shape.Hip / 0.82f) * (1 - (0.35f * shape.Old)),
            FlySpeed = 5,
            SwimSpeed = 1,
            Bearing = BearingOf(shape),
            Mood = traits.Mood,
            Held = held,
        });
    }

    private static Dictionary<string, Vector3> BearingOf(PersonShape shape) => new()
    {
        ["spine"] = new(5 * shape.Old, 0, 0),
        ["chest"] = new(9 * shape.Old, 0, 0),
        ["neck"] = new(6 * shape.Old, 0, 0),
        ["head"] = new(-14 * shape.Old, 0, 0),
        ["upperArmL"] = new(2, 5 - shape.Build, 7 + (9 * shape.Build)),
        ["upperArmR"] = new(2, 5 - shape.Build, 7 + (9 * shape.Build)),
        ["foreArmL"] = new(14 + (6 * shape.Old), 0, 0),
        ["foreArmR"] = new(14 + (6 * shape.Old), 0, 0),
        ["handL"] = new(0, 8, 0),
        ["handR"] = new(0, 8, 0),
        ["fingerL"] = new(0, 0, 0),
        ["fingerR"] = new(0, 0, 0),
    };

    private static Material HairMaterial(PersonShape shape) => new()
    {
        Kind = MaterialKind.Hair,
        Colour = shape.HairColour,
        SecondColour = shape.HairColour * 0.62f,
        Pattern = Pattern.UprightStripes,
        PatternSize = 0.085f * shape.Head,
        PatternStrength = 0.28f,
    };

    // What shows between the clothes.
    private static void Bare(
        PersonBody body, SkinDraft draft, Material skin, IReadOnlyList<(Garment Garment, Worn Worn, int Part)> clothes)
    {
        var slot = draft.Slot(skin);
        var h = body.Shape.Height;
        var gloves = clothes.Any(worn => worn.Garment.Gloves);
        if (!gloves)
        {
            body.Hands(draft, slot, 0);
        }

        var sleeve = clothes.Select(worn => worn.Garment.Sleeve).DefaultIfEmpty(0).Max();
        var trunk = clothes.Any(worn => worn.Garment.Trunk);
        var flesh = new Flesh();
        if (!trunk
            || clothes.Where(worn => worn.Garment.Trunk).All(worn => worn.Garment.Open > 0 || worn.Garment.Sleeve == 0))
        {
            foreach (var one in body.Trunk(0, !trunk))
            {
                flesh.Add(one);
            }
        }

        if (sleeve < 0.98f)
        {
            foreach (var one in body.Arms(0, Math.Max(0, sleeve - 0.06f), 1, 0))
            {
                flesh.Add(one);
            }
        }

        var legs = clothes.Select(worn => worn.Garment.Legs).DefaultIfEmpty(0).Max();
        var shaft = clothes.Select(worn => worn.Garment.Shaft ?? -1).DefaultIfEmpty(-1).Max();
        var skirt = clothes.Select(worn => worn.Garment.Skirt).DefaultIfEmpty(0).Max();
        if (Math.Max(legs, skirt > 0.9f ? 1 : 0) < 0.95f)
        {
            foreach (var one in body.Legs(0, Math.Max(0, legs - 0.06f), 1, 0))
            {
                flesh.Add(one);
            }
        }

        FleshMesher.Add(flesh, 0.0215f * h, slot, draft);
        if (shaft < 0)
        {
            FleshMesher.Add(body.Feet(0, 0, Vector3.One), 0.018f * h, slot, draft);
        }
    }

    /// <summary>
    /// What is worn: what traits say, completed by an outfit of the seed's, one garment for each slot.
    /// </summary>
    private List<(Garment Garment, Worn Worn, int Part)> Outfit(
        Traits traits, PersonLook look, PersonShape shape, long seed)
    {
        var clothes = new List<(Garment Garment, Worn Worn, int Part)>();
        foreach (var worn in traits.Wears)
        {
            if (wardrobe.Find(worn.Item) is { } garment)
            {
                Add(garment, worn, clothes.Count);
            }
        }

        foreach (var (garment, _, part) in clothes.ToList())
        {
            foreach (var worn in garment.With.Select(CreatureText.WornOf))
            {
                if (wardrobe.Find(worn.Item) is { } other)
                {
                    Add(other, worn, 60 + part);
                }
            }
        }

        var outfits = shape.Feminine > 0.5f ? look.WomenOutfits : look.MenOutfits;
        var outfit = outfits[Dice.Of(seed, 60).Below(outfits.Count)];
        for (var i = 0; i < outfit.Count; i++)
        {
            // Over a dress that was asked for, nothing is thrown that was not.
            if (wardrobe.Find(outfit[i]) is { } garment
                && !(garment.Slot == GarmentSlot.Over
                    && clothes.Exists(one => one.Part < 20 && one.Garment.Slot == GarmentSlot.Whole)))
            {
                Add(garment, new Worn(outfit[i]), 20 + i);
            }
        }

        foreach (var (slot, plain) in (ReadOnlySpan<(GarmentSlot, string)>)[(GarmentSlot.Top, "shirt"), (GarmentSlot.Bottom, "trousers"), (GarmentSlot.Feet, "shoes")])
        {
            if (wardrobe.Find(plain) is { } garment)
            {
                Add(garment, new Worn(plain), 40 + (int)slot);
            }
        }

        return clothes;

        void Add(Garment garment, Worn worn, int part)
        {
            if (!clothes.Exists(other => Clash(other.Garment, garment)))
            {
                clothes.Add((garment, worn, part));
            }
        }
    }

    private static bool Clash(Garment a, Garment b) => a.Slot == b.Slot
        || (a.Slot == GarmentSlot.Whole && b.Slot is GarmentSlot.Top or GarmentSlot.Bottom)
        || (b.Slot == GarmentSlot.Whole && a.Slot is GarmentSlot.Top or GarmentSlot.Bottom)
        || (a.Shaft is not null && b.Slot == GarmentSlot.Feet)
        || (a.Hat.Count > 0 && b.Hood == "up")
        || (b.Hat.Count > 0 && a.Hood == "up");

    private static (Material Cloth, Material Trim) Cloth(Garment garment, Worn worn, Traits traits, Dice dice)
    {
        // The main colour of a person's traits is that of its main garment.
        var main = garment.Slot is GarmentSlot.Over or GarmentSlot.Whole or GarmentSlot.Top ? traits.Colour : null;
        var asked = Traits.None with
        {
            Colour = worn.Colour ?? main,
            SecondColour = traits.SecondColour,
            Pattern = worn.Pattern,
        };
        var seed = (long)(dice.Next() * (1 << 24));
        var cloth = garment.Cloth.Of(asked, _noConditions, seed);

        // Stripes and checks of clothes, not of walls.
        return (asked.Pattern is null
            ? cloth
            : cloth with { PatternSize = Math.Min(cloth.PatternSize, 0.09f) },
            garment.Trim.Of(Traits.None, _noConditions, seed));
    }

    /// <summary>What motion knows of a body with a person's bones.</summary>
    internal static Rig RigOf(PersonShape shape, Skeleton skeleton, PersonBody body)
    {
        var legs = new List<RigLeg>();
        foreach (var (letter, order) in (ReadOnlySpan<(char, int)>)[('L', 0), ('R', 1)])
        {
            var ankle = skeleton.At($"foot{letter}");
            legs.Add(new RigLeg
            {
                Name = $"foot{letter}",
                Upper = skeleton[$"thigh{letter}"],
                Lower = skeleton[$"shin{letter}"],
                Foot = skeleton[$"foot{letter}"],
                Ball = new(skeleton.At($"toes{letter}").X, 0, skeleton.At($"toes{letter}").Z),
                Knee = Vector3.Normalize(new(0.12f * MathF.Sign(ankle.X), 0, 1)),
                Order = order,
            });
        }

        return new Rig
        {
            Family = CreatureFamily.Biped,
            Skeleton = skeleton,
            Legs = [.. legs],
            LegLength = shape.Hip,
            Gaze = [(skeleton["chest"], 0.15f), (skeleton["neck"], 0.35f), (skeleton["head"], 0.5f)],
            Face = new RigFace
            {
                Eyes = [skeleton["eyeL"], skeleton["eyeR"]],
                UpperLids = [skeleton["lidL"], skeleton["lidR"]],
                LowerLids = [skeleton["lowerLidL"], skeleton["lowerLidR"]],
                Brows = [skeleton["browL"], skeleton["browR"]],
                Jaw = skeleton["jaw"],
                LidTurn = 54 - (9 * shape.Old),
                EyeTurn = 26,
                JawTurn = 8,
                BrowRise = 0.11f * shape.Head,
            },
            Springs =
            [
                new([skeleton["hair1"], skeleton["hair2"], skeleton["hair3"]], 2.2f, 0.35f, 0.6f, 0.5f),
                new([skeleton["cape1"], skeleton["cape2"], skeleton["cape3"], skeleton["cape4"]], 1.1f, 0.5f, 0.6f, 1),
                new([skeleton["scarf1"], skeleton["scarf2"]], 1.8f, 0.35f, 0.8f, 0.8f),
                new([skeleton["tailsF1"]], 1.9f, 0.4f, 0.2f, 0.3f),
                new([skeleton["tailsB1"]], 1.8f, 0.4f, 0.2f, 0.5f),
            ],
            Grips = [(skeleton["handR"], body.Grip(-1)), (skeleton["handL"], body.Grip(1))],
            Head = (skeleton["head"], (PersonHead.EyePlace(shape, 1) + PersonHead.EyePlace(shape, -1)) / 2),
            Seat = (skeleton["root"], new(0, shape.Hip - (0.045f * shape.Height), -0.03f * shape.Height)),
        };
    }
}
