using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>What somebody has: clothes, hair, what is held.</content>
internal sealed partial class Stager
{
    // Garments, hair and faces that come with somebody; false when the noun is none of these.
    private bool With(NounPhrase noun, IReadOnlyList<SubjectDraft> host)
    {
        var head = noun.Head!;
        var living = host.Count > 0 ? host : _last.Count > 0 ? _last : _main;
        living = [.. living.Where(one => one.IsAlive)];
        if (living.Count == 0)
        {
            return WithThing(noun, host);
        }

        var garment = head.As(WordKind.Garment)
            ?? SetChoice.Look(head, _vocabulary).Meanings.FirstOrDefault(meaning => meaning.Kind == WordKind.Garment);
        if (garment is not null)
        {
            Wear(living, noun, garment);
            return true;
        }

        if (head.As(WordKind.Hair) is { } hair)
        {
            foreach (var one in living)
            {
                Appearance.Hair(one, hair.Value);
                foreach (var term in noun.Modifiers)
                {
                    _looks.Body(one, "hair", term, noun);
                }
            }

            _tally.Add(head, $"{living[0].Id} hair {hair.Value}");
            return true;
        }

        if (head.As(WordKind.Body) is not null)
        {
            StageBody(noun, living);
            return true;
        }

        // "A woman in red", "dressed in black".
        if (head.As(WordKind.Colour) is { } colour && noun.Determiner is null && head.As(WordKind.Prop) is null)
        {
            foreach (var one in living)
            {
                one.Traits =
                    one.Traits with { Colour = one.IsPerson ? one.Traits.Colour ?? colour.Value : one.Traits.Colour };
            }

            _tally.Add(head, $"{living[0].Id} in {colour.Value}");
            return true;
        }

        return false;
    }

    // "A house with a red roof": the colour of a part is the thing's second colour.
    private bool WithThing(NounPhrase noun, IReadOnlyList<SubjectDraft> host)
    {
        if (host.Count == 0 || CanAct(noun)
            || noun.Modifiers.FirstOrDefault(term => term.As(WordKind.Colour) is not null) is not { } colour
                || host[0].IsAlive)
        {
            return false;
        }

        host[0].Traits = host[0].Traits with { SecondColour = colour.As(WordKind.Colour)!.Value };
        _tally.Add(colour, $"{host[0].Id} second colour {colour.Word}");
        return true;
    }

    private bool CanBeHeld(NounPhrase noun, IReadOnlyList<SubjectDraft> who) =>
        who.Count > 0 && who[0].IsAlive
            && !noun.IsPronoun && noun.Numbers.Count == 0 && !noun.IsDenied && !_named.ContainsKey(noun)
        && noun.Head!.Member is null && ThingOf(noun) is var (meaning, _) && meaning.Kind == WordKind.Prop
        && (noun.Determiner is not "the" || !_subjects.Exists(subject => subject.Asset.Name == meaning.Value))
        && _vocabulary.Find(AssetKind.Prop, meaning.Value) is { IsHandy: true };

    // A flag on a mast, a torch on the wall: in a hand it is a smaller one.
    private AssetWords InHand(AssetWords asset) =>
        asset.InHand is { } small ? _vocabulary.Find(AssetKind.Prop, small) ?? asset : asset;

    // "Under an umbrella": whoever is there holds it; false for anything else.
    private bool ShelterUnder(string word, NounPhrase noun, IReadOnlyList<SubjectDraft> who)
    {
        if (word is not ("under" or "beneath" or "below" or "underneath") || who is not [{ IsPerson: true, Place: null }, ..]
            || noun.IsPronoun || noun.Head!.Member is not null || noun.Numbers.Count > 0
            || ThingOf(noun) is not ({ Kind: WordKind.Prop, Value: var name }, _)
            || _vocabulary.Find(AssetKind.Prop, name) is not { IsCover: true })
        {
            return false;
        }

        Hold(noun, who);
        return true;
    }

    // Umbrellas named beside people, and set down nowhere, are over their heads: many over all, one over the first.
    private static void Shelter(List<SubjectDraft> subjects)
    {
        foreach (var cover in subjects.Where(one => one.Asset.IsCover && one.Place is null && one.Beats.Count == 0).ToList())
        {
            var people = subjects.Where(
                one => one.IsPerson && one.Place is null && !subjects.Exists(
                    thing => thing.Place is { Relation: Relation.HeldBy } held && held.To == "#" + one.Id)).ToList();
            if (people.Count == 0)
            {
                continue;
            }

            if (cover.Traits != Traits.None || !cover.IsPlural)
            {
                cover.Place = PlaceOf(Relation.HeldBy, "#" + people[0].Id, null);
                continue;
            }

            foreach (var one in people.Where(one => !one.Holds.Contains(cover.Asset.Name)))
            {
                one.Holds.Add(cover.Asset.Name);
            }

            subjects.Remove(cover);
        }
    }

    private void Hold(NounPhrase noun, IReadOnlyList<SubjectDraft> who)
    {
        if (noun.IsPronoun || ThingOf(noun) is not var (meaning, way)
            || meaning.IsAlive || who.Count == 0)
        {
            if (noun.IsPronoun || CanAct(noun))
            {
                var held = Resolve(noun);
                foreach (var one in held.Where(one => who.Count > 0 && one.Place is null && one != who[0]))
                {
                    one.Place = PlaceOf(
                        _verb?.Use == VerbUse.Having || one.IsAlive ? Relation.Beside : Relation.HeldBy,
                        "#" + who[0].Id, null);
                }
            }
            else
            {
                StageSetting(noun);
            }

            return;
        }

        var asset = AssetOf(meaning).Asset!;
        if (!asset.IsHandy || noun.Numbers.Count > 0 || noun.Modifiers.Count > 0)
        {
            var thing = Resolve(noun);
            if (thing.Count > 0 && thing[0].Place is null)
            {
                var isHeld = asset.IsHandy && (_verb?.Use != VerbUse.Having || asset.IsCover);
                thing[0].Asset = isHeld ? InHand(asset) : asset;
                thing[0].Place = PlaceOf(isHeld ? Relation.HeldBy : Relation.Beside, "#" + who[0].Id, null);
                if (isHeld && noun is { IsPlural: true, Numbers.Count: 0 })
                {
                    HandOut(thing[0], who);
                }
            }

            return;
        }

        asset = InHand(asset);
        foreach (var one in who.Where(_ => asset.Played is not null))
        {
            // A cigarette instead of the pipe.
            one.Holds.RemoveAll(name => _vocabulary.Find(AssetKind.Prop, name)?.Played == asset.Played);
        }

        foreach (var one in who.Where(one => !one.Holds.Contains(asset.Name)))
        {
            if (one.Holds.Count >= 2)
            {
                one.Holds.RemoveAt(0);
            }

            one.Holds.Add(asset.Name);
        }

        _tally.Add(noun.Head!, $"{who[0].Id} holds {asset.Name}", way);
    }

    // "People with red umbrellas": each of them has one. One alone has as many as the words say.
    private void HandOut(SubjectDraft thing, IReadOnlyList<SubjectDraft> who)
    {
        if (who is [{ Count: 1 }])
        {
            return;
        }

        thing.Count = who[0].Count;
        foreach (var other in who.Skip(1).Where(one => one.IsAlive))
        {
            var own = Enter(thing.Asset, thing.Noun, null, null, other.Count);
            own.Traits = thing.Traits;
            own.Variants.AddRange(thing.Variants);
            own.Place = PlaceOf(Relation.HeldBy, "#" + other.Id, null);
        }
    }
}
