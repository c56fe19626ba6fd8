using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>What goes from one to another, and who is carried by whom.</content>
internal sealed partial class Stager
{
    private const string Giving = "give";
    private const string Receiving = "receive";

    // What one gives is no larger than this, metres, whatever else it is used for.
    private const float LargestGift = 0.5f;

    // Larger things, metres, are not handed over at all.
    private const float LargestLifted = 2.5f;

    // "Gives her an apple", "hands a sword to the squire": who gets it is turned to, what is given is in the hand.
    private bool Give(NounPhrase noun, Verb verb)
    {
        if (verb is not { Use: VerbUse.Action, Action: Giving, Who: [var giver, ..] } || !(noun.IsPronoun || CanAct(noun)))
        {
            return false;
        }

        if (_joint is ",")
        {
            // "Hands him a letter, fireplace, night": what comes after is there, and not given.
            Resolve(noun);
            return true;
        }

        if (CanBeHeld(noun, verb.Who))
        {
            Hold(noun, verb.Who);
            return true;
        }

        switch (Resolve(noun))
        {
            case [{ IsAlive: true } taker, ..] when taker != giver:
                Aim(verb, "#" + taker.Id, Course.At);
                Receive(taker, giver);
                return true;
            case [{ IsAlive: false, Asset: { IsHandy: true } or { Size: > 0 and < LargestLifted } } gift]:
                HandTo(gift, giver);
                return true;
            default:
                return false;
        }
    }

    private static void HandTo(SubjectDraft gift, SubjectDraft giver)
    {
        gift.Place = PlaceOf(Relation.HeldBy, "#" + giver.Id, null);
        gift.Traits = gift.Asset.Size > LargestGift && !gift.Asset.IsHandy
            ? gift.Traits with { Size = Math.Clamp(LargestGift / gift.Asset.Size, 0.1f, 1) }
            : gift.Traits;
    }

    private static void Receive(SubjectDraft taker, SubjectDraft giver)
    {
        if (taker is { IsAlive: true, Beats.Count: 0 })
        {
            taker.Beats.Add(new Beat { Action = Receiving, Toward = "#" + giver.Id, Course = Course.At });
        }
    }

    // "The letter is handed to the girl by the postman": who gets it may be said before who gives it, or after.
    private void Given(Verb passive, IReadOnlyList<SubjectDraft> agents)
    {
        if (passive is not { Action: Giving, Who: [{ IsAlive: false } gift, ..] } || agents is not [var giver, ..])
        {
            return;
        }

        HandTo(gift, giver);
        giver.Beats[^1] = giver.Beats[^1] with { Toward = passive.Recipient, Course = Course.At };
        if (_subjects.Find(one => "#" + one.Id == passive.Recipient) is { } taker)
        {
            Receive(taker, giver);
        }
    }

    // Whoever is carried rides on who carries; false when it is a thing.
    private bool Bear(Verb verb, List<SubjectDraft> objects)
    {
        if (verb is not { Use: VerbUse.Action, Action: "carry" or "pick_up", Who: [{ IsAlive: true, Count: 1 } bearer] }
            || objects is not [{ IsAlive: true, Count: 1 } carried] || carried == bearer)
        {
            return false;
        }

        carried.Place = PlaceOf(Relation.HeldBy, "#" + bearer.Id, null);
        bearer.Beats[^1] = bearer.Beats[^1] with { Action = "carry" };
        (_last, _nounIsLast) = (objects, true);
        return true;
    }
}
