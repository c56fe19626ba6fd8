using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>
/// What goes without saying once everybody is there: the board of who plays chess, chairs at the table, the armchair of
/// who sits by the fire, the table under the cup, somebody at the wheel. What it adds stands in the scene, and a note
/// says why.
/// </summary>
/// <param name="vocabulary">The assets.</param>
/// <param name="set">The set; null for none.</param>
/// <param name="subjects">Who and what is there; what is missing is added.</param>
/// <param name="isOnFloor">Whether the prompt says that somebody is on the floor.</param>
/// <param name="isDeserted">Whether the prompt wants nobody there.</param>
/// <param name="add">Adds a subject of an asset and a count.</param>
/// <param name="note">Says why.</param>
internal sealed class Furnishing(
    Vocabulary vocabulary, AssetWords? set, List<SubjectDraft> subjects, bool isOnFloor, bool isDeserted,
    Func<AssetWords, int, SubjectDraft> add, Action<string> note)
{
    // What one sits on in a room where nothing is said of it, the first that the set has: alone, and in company.
    private static readonly string[] _alone = ["armchair", "chair", "sofa", "bench", "stool"];
    private static readonly string[] _inCompany = ["sofa", "bench", "chair", "stool"];

    // More people than this sit on no furniture.
    private const int MostSitters = 6;

    /// <summary>Adds what is missing.</summary>
    public void Furnish()
    {
        Bring();
        Board();
        Lay();
        Seat();
        if (!isDeserted)
        {
            Man();
        }
    }

    private SubjectDraft Add(AssetWords asset, int count)
    {
        var added = add(asset, count);
        subjects.Add(added);
        return added;
    }

    private static IEnumerable<Beat> Opening(SubjectDraft who) =>
        who.Beats.TakeWhile((beat, i) => i == 0 || beat.Together);

    private SubjectDraft? Find(string? name) =>
        name is { Length: > 1 } && name[0] == '#' ? subjects.Find(one => one.Id == name[1..]) : null;

    // What an action is done with.
    private void Bring()
    {
        foreach (var who in subjects.Where(one => one.IsPerson).ToList())
        {
            foreach (var name in Opening(who)
                .SelectMany(beat => vocabulary.Find(AssetKind.Action, beat.Action)?.Brings ?? []).ToList())
            {
                if (vocabulary.Find(AssetKind.Prop, name) is not { } asset)
                {
                    continue;
                }

                var brought = subjects.Find(one => one.Asset == asset);
                if (brought is null)
                {
                    brought = Add(asset, 1);
                    if (asset.Seating is null && asset.Played is null)
                    {
                        // What is worked on stands before who works.
                        brought.Place = new Placing { Relation = Relation.InFrontOf, To = "#" + who.Id };
                    }

                    note($"{who.Id} needs something for it: a {asset.Name.Replace('_', ' ')}.");
                }

                for (var i = 0; i < who.Beats.Count; i++)
                {
                    who.Beats[i] = who.Beats[i].Toward is null
                        && vocabulary.Find(AssetKind.Action, who.Beats[i].Action)?.Brings.Contains(name) == true
                        ? who.Beats[i] with { Toward = "#" + brought.Id, Course = Course.At } : who.Beats[i];
                }
            }
        }
    }

    // Who sits has something to sit on: a chair at the table, the piano's own stool, in a room an armchair.
    private void Seat()
    {
        var at = new Dictionary<SubjectDraft, List<SubjectDraft>>();
        var loose = new List<SubjectDraft>();
        foreach (var who in subjects.Where(one => one.IsPerson && one.Place is null or { Relation: Relation.Near or Relation.Beside or Relation.Behind or Relation.InFrontOf or Relation.Around })
            .ToList())
        {
            var opening = Opening(who).ToList();
            var sits = opening.Exists(beat => beat.Action == "sit");
            var table = opening.Select(beat => Find(beat.Toward))
                .Append(Find(who.Place?.To)).SelectMany(one => new[] { one, Find(one?.Place?.To) }).FirstOrDefault(
                    one => one is { IsAlive: false, Count: 1 } && (one.Asset.Seating is not null || one.Asset.IsSeat));
            if (table?.Asset.Seating is not null
                && (sits
                    || (opening.Count > 0
                        && opening.TrueForAll(
                            beat => vocabulary.Find(AssetKind.Action, beat.Action) is { IsSeated: true }))))
            {
                at.TryAdd(table, []);
                at[table].Add(who);
            }
            else if (table is { Asset.IsSeat: true }
                && (sits || opening.Exists(beat => beat.Toward == "#" + table.Id && table.Asset.Played == beat.Action))
                && who.Count == 1)
            {
                who.Place = new Placing { Relation = Relation.On, To = "#" + table.Id };
            }
            else if (sits && set is { IsRoom: true } && !isOnFloor && Find(who.Place?.To) is null or { IsAlive: false })
            {
                loose.Add(who);
            }
        }

        foreach (var (table, who) in at.Where(one => one.Value.Sum(who => who.Count) <= MostSitters))
        {
            DrawUp(table, who);
        }

        if (loose.Count > 0 && loose.Sum(who => who.Count) <= MostSitters)
        {
            Settle(loose);
        }
    }

    private void DrawUp(SubjectDraft table, List<SubjectDraft> who)
    {
        // Who is with them sits with them.
        who.AddRange(subjects.Where(one => one.IsPerson && !who.Contains(one) && one.Place is { Relation: Relation.Beside or Relation.Near, To: { } to } && who.Exists(sitter => to == "#" + sitter.Id)
            && one.Beats.TrueForAll(
                beat => vocabulary.Find(AssetKind.Action, beat.Action) is { IsSeated: true }
                    or { Name: "sit" or "idle" })));
        if (vocabulary.Find(AssetKind.Prop, table.Asset.Seating!) is { } chair)
        {
            SitOn(chair, new Placing { Relation = Relation.Around, To = "#" + table.Id }, who);
        }
    }

    private void Settle(List<SubjectDraft> who)
    {
        var people = who.Sum(one => one.Count);
        var name = (people == 1 ? _alone : _inCompany).FirstOrDefault(seat => set!.Pieces.Contains(seat));
        if (name is not null && vocabulary.Find(AssetKind.Prop, name) is { } asset
            && !subjects.Exists(one => one.Asset == asset))
        {
            var near = who[0].Place?.To;
            SitOn(
                asset, near is null ? null : new Placing { Relation = Relation.Near, To = near }, who,
                name is "chair" or "stool" ? people : 1);
        }
    }

    private void SitOn(AssetWords asset, Placing? place, List<SubjectDraft> who, int? count = null)
    {
        var seat = Add(asset, count ?? who.Sum(one => one.Count));
        seat.Place = place;
        foreach (var one in who)
        {
            one.Place = new Placing { Relation = Relation.On, To = "#" + seat.Id };
        }

        note($"who sits there has something to sit on: {(seat.Count > 1 ? FormattableString.Invariant($"{seat.Count} of ") : "")}{asset.Name.Replace('_', ' ')}.");
    }

    // A cup nobody holds stands on the table, not on the floor.
    private void Lay()
    {
        var small = subjects.Where(one => !one.IsAlive && one.Place is null && one.Beats.Count == 0 && one.Count <= 6
            && one.Asset is { IsHandy: true, IsSeat: false, Element: null, Size: <= 0.45f }
                && !IsPlayedWith(one)).ToList();
        var table = subjects.Find(
            one => !one.IsAlive && one.Count == 1 && one.Asset is { Seating: not null, HasTop: true });
        if (small.Count > 0 && table is null && set is { IsRoom: true }
            && set.Pieces.Select(name => vocabulary.Find(AssetKind.Prop, name))
                .FirstOrDefault(piece => piece is { Seating: "chair", HasTop: true }) is { } own)
        {
            table = Add(own, 1);
        }

        if (table is null && set is { IsRoom: true } && small.Exists(IsUsed)
            && vocabulary.Find(AssetKind.Prop, "table") is { HasTop: true } plain)
        {
            // A microscope is looked into on a table, also where the set has none.
            table = Add(plain, 1);
        }

        foreach (var thing in small.Where(one => table is not null && one != table))
        {
            thing.Place = new Placing { Relation = Relation.On, To = "#" + table!.Id };
        }
    }

    private bool IsUsed(SubjectDraft thing) =>
        subjects.Exists(one => one.IsPerson && one.Beats.Exists(beat => beat.Toward == "#" + thing.Id));

    private bool IsPlayedWith(SubjectDraft thing) =>
        subjects.Exists(
            one => one.Beats.Exists(
                beat => beat.Toward == "#" + thing.Id
                    && beat.Action is "kick" or "chase" or "throw" or "strike" or "dance" or "jump"));

    // "The captain at the wheel" is aboard the ship that there is.
    private void Board()
    {
        if (subjects.Find(one => one is { IsAlive: false, Count: 1, Asset: { IsRidden: true, Element: "water" } }) is not { } ship)
        {
            return;
        }

        foreach (var who in subjects.Where(one => one.IsPerson && Find(one.Place?.To) is { IsAlive: false, Asset.Name: "wheel" } && one.Beats.TrueForAll(beat => beat.Toward is null))
            .ToList())
        {
            var wheel = Find(who.Place!.To)!;
            who.Place = ship.Asset.HasDriver ? null : new Placing { Relation = Relation.On, To = "#" + ship.Id };
            if (ship.Asset.HasDriver)
            {
                who.Beats.Insert(0, new Beat { Action = "sail", Toward = "#" + ship.Id });
            }

            wheel.IsDenied = true;
            subjects.Remove(wheel);
        }
    }

    // What drives has somebody at the wheel.
    private void Man()
    {
        var driver = vocabulary.Find(AssetKind.Creature, "person");
        foreach (var vehicle in subjects.Where(one => one is { IsAlive: false, Asset: { IsRidden: true, HasDriver: true, Element: not "air" }, Count: <= 6 } && one.Beats.Count > 0)
            .ToList())
        {
            if (driver is null
                || subjects.Exists(
                    one => one.IsAlive && (one.Beats.Exists(beat => beat.Toward == "#" + vehicle.Id)
                        || one.Place?.To == "#" + vehicle.Id)))
            {
                continue;
            }

            var who = Add(driver, vehicle.Count);
            var action = vehicle.Asset.Element == "water" ? "sail"
                : vehicle.Asset.Name is "skateboard" or "surfboard" ? "surf"
                : vehicle.Asset.Name is "bicycle" or "motorcycle" or "sledge" or "cart" ? "ride"
                : "drive";
            who.Beats.Add(new Beat { Action = action, Toward = "#" + vehicle.Id });
            note($"somebody is in the {vehicle.Asset.Name.Replace('_', ' ')} to {action} it.");
        }
    }
}
