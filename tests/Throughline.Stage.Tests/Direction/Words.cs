using Throughline.Stage.Assets;
using Throughline.Stage.Direction;

namespace Throughline.Stage.Tests.Direction;

/// <summary>
/// The vocabulary that tests of direction share: the tables that are built in over assets of the tests' own, so that
/// new assets change no test.
/// </summary>
internal static class Words
{
    private static readonly Lazy<Vocabulary> _all = new(() => With(WordNet.Find()));
    private static readonly Lazy<Vocabulary> _own = new(() => With(null));

    /// <summary>Whether the build has WordNet.</summary>
    public static bool HasWordNet { get; } = WordNet.Find() is not null;

    /// <summary>With WordNet, when the build has it.</summary>
    public static Vocabulary All => _all.Value;

    /// <summary>Without WordNet.</summary>
    public static Vocabulary Own => _own.Value;

    private static Vocabulary With(WordNet? wordNet) =>
        new(AssetFolder.BuiltIn, Fixture(), wordNet);

    private static IEnumerable<AssetWords> Fixture()
    {
        foreach (var line in """
            coast: coast, seaside, cliff path, cliff, cliffs, sea, ocean, headland, shoreline, coastline / path, cliff, shore, horizon
            beach: beach, seashore, sandy beach, shore / shore, horizon, dune
            forest: forest, woods, woodland, jungle, grove / path, clearing, log
            meadow: meadow, field, grassland, prairie, park, garden, pasture, hill / path, hill
            mountains: mountains, mountain, alps, mountain range, summit / path, ridge, horizon
            snowfield: snowfield, tundra, arctic, snowy plain, snow field / horizon
            desert: desert, dunes, sand dunes, wasteland / horizon, dune
            village: village, hamlet, town, market square / street, square, well, door
            city_street: city street, street, city, avenue, downtown, alley, road / street, pavement, corner
            living_room: living room, room, lounge, parlour, bedroom, home / door, window, table, sofa, fireplace
            studio: studio, studio backdrop, plain background /
            space: space, outer space, orbit, cosmos, galaxy, deep space / planet
            harbour: harbour, harbor, port, dock, quay, marina / quay, pier
            underwater: underwater, under the sea, seabed, coral reef, deep sea / reef
            lake: lake, pond, lakeside, river, lagoon / shore, pier
            farm: farm, farmyard, barnyard, ranch / barn, fence, gate
            kitchen: kitchen / table, stove, window, door
            """.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, rest) = (line[..line.IndexOf(':')].Trim(), line[(line.IndexOf(':') + 1)..].Split('/'));
            yield return new AssetWords
            {
                Name = name,
                Kind = AssetKind.Set,
                Words = List(rest[0]),
                Anchors = List(rest[1]),
            };
        }

        foreach (var (family, names) in new[]
        {
            ("person", "person: human, people, figure; robot: android"),
            ("quadruped",
                "dog: hound, puppy; cat: kitten; horse: stallion; cow: cattle; sheep: lamb; fox: vixen; rabbit: bunny; deer: stag; elephant; bear: grizzly"),
            ("bird", "gull: seagull, bird; owl; duck: mallard; crow"),
            ("fish", "fish; whale; shark"),
            ("insect", "butterfly; bee"),
        })
        {
            foreach (var (name, words) in Names(names))
            {
                yield return new AssetWords { Name = name, Kind = AssetKind.Creature, Words = words, Family = family };
            }
        }

        foreach (var name in "idle walk/legs run/legs jump/legs sit/legs,torso stand_up lie_down wave/right_arm point/arms nod/head look/head turn talk/mouth laugh/mouth dance/legs,torso,arms swim fly pick_up catch/torso,arms drop/arms,head dive/legs,torso,arms carry/legs,arms throw/arms ride/legs drive sail chase/legs"
            .Split(' '))
        {
            var parts = name.Split('/');
            yield return new AssetWords
            {
                Name = parts[0],
                Kind = AssetKind.Action,
                Uses = parts.Length > 1 ? List(parts[1]) : [],
            };
        }

        foreach (var (element, names) in new[]
        {
            ("ground", "car: automobile, taxi; truck: lorry; bus; bicycle: bike; train: locomotive"),
            ("water", "boat: rowing boat, fishing boat; sailboat: yacht, ship"),
            ("air", "aeroplane: plane, airplane; rocket: spaceship"),
        })
        {
            foreach (var (name, words) in Names(names))
            {
                yield return new AssetWords
                {
                    Name = name,
                    Kind = AssetKind.Prop,
                    Words = words,
                    Element = element,
                    IsRidden = true,
                };
            }
        }

        foreach (var (name, words) in Names("tree: oak; pine: fir; bush: shrub; flower: daisy; rose; cactus; palm: palm tree; mushroom; house: villa; cottage; castle; lighthouse; "
            + "table; chair; door; bench; bed; fence; church; bridge; campfire: bonfire; barrel; box: crate; rock: boulder; snowman; piano; tent; well; window; street_lamp: lamp post, street light"))
        {
            yield return new AssetWords { Name = name, Kind = AssetKind.Prop, Words = words };
        }

        foreach (var (name, words) in Names("lantern; book; umbrella; ball; balloon; sword; cup: mug; basket; kite; map; suitcase: briefcase; fishing_rod: fishing pole; staff: walking stick; bouquet: bunch of flowers; candle; guitar"))
        {
            yield return new AssetWords { Name = name, Kind = AssetKind.Prop, Words = words, IsHandy = true };
        }

        foreach (var (slot, names) in new[]
        {
            ("over", "raincoat: oilskin; coat: overcoat; jacket; spacesuit; armour: armor; robe; suit"),
            ("head",
                "hat; cap; top_hat; helmet; crown; beanie; chef_hat; witch_hat; straw_hat; cowboy_hat; hood; souwester; space_helmet"),
            ("feet", "boots; shoes; trainers"),
            ("top", "shirt; sweater; t_shirt; blouse; tunic"),
            ("legs", "trousers; jeans; skirt; shorts"),
            ("back", "cloak: cape; backpack"),
            ("face", "glasses; sunglasses; goggles; mask"),
            ("neck", "scarf; tie"),
            ("whole", "dress"),
            ("front", "apron; belt"),
        })
        {
            foreach (var (name, words) in Names(names))
            {
                yield return new AssetWords { Name = name, Kind = AssetKind.Garment, Words = words, Slot = slot };
            }
        }
    }

    private static IEnumerable<(string Name, string[] Words)> Names(string list) =>
        list.Split(';', StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split(':')).Select(parts => (parts[0], parts.Length > 1 ? List(parts[1]) : []));

    private static string[] List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
