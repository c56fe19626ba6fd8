using System.Numerics;
using Throughline.Engines;
using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>Finds where effects belong in a picture, or takes the user's masks for it.</summary>
internal sealed class LifePlacing
{
    private readonly ShotOrder _order;
    private readonly LifeView _view;
    private readonly LifeSurvey _survey;
    private readonly float _scale;
    private readonly Lazy<PersonFinder?> _person;
    private readonly Lazy<bool[]> _water;

    /// <summary>A placing in a surveyed picture.</summary>
    public LifePlacing(ShotOrder order, LifeView view, CancellationToken cancellationToken)
    {
        _order = order;
        _view = view;
        _survey = view.Survey;
        _scale = view.Picture.Width / 1280f;
        _person = new Lazy<PersonFinder?>(() => PersonFinder.Of(view, cancellationToken));
        _water = new Lazy<bool[]>(() => WaterFinder.Pixels(_survey));
    }

    /// <summary>Looks for water before anything else is placed: the sky ends where it begins.</summary>
    public void FindWater() => _survey.EndSkyAt(_water.Value);

    /// <summary>The effect in its place; null, and why, when the picture has none for it.</summary>
    public PlacedEffect? Place(LifeEffect effect, LifeRecipe recipe, out string reason)
    {
        (var mask, LifeSpot[] spots, reason) = Find(recipe.Place);
        if (mask is null || (recipe.Place is LifePlace.Lamps or LifePlace.Sun or LifePlace.Stars && spots.Length == 0))
        {
            return null;
        }

        var colour = recipe.Place switch
        {
            LifePlace.Hollows => Mist(recipe.Colour, ref mask),
            _ => recipe.Colour.In(_survey, mask),
        };
        return new PlacedEffect(effect.Kind, effect.Strength, mask, spots, colour)
        {
            Ground = recipe.Splash is not null ? _survey.Given(LifePlace.Ground, 0) ?? GroundFinder.Of(_survey)
                : recipe.IsFoaming ? Foam(recipe.Place, mask) : [],
            Headings = recipe.Flow?.To == LifeHeading.Texture ? StreakField.Of(_survey) : [],
            Points = recipe.Place is LifePlace.Face or LifePlace.Body or LifePlace.Hair && _view.Faces.Count > 0
                ? [.. _view.Faces[0].Points] : [],
        };
    }

    private (byte[]? Mask, LifeSpot[] Spots, string WhyNot) Find(LifePlace place)
    {
        const string Give = "; a mask for it can be given";
        switch (place)
        {
            case LifePlace.Sky:
                return (_survey.Sky(LightFinder.Sun(_survey, isRound: true)), [],
                    "no sky was found in the picture" + Give);
            case LifePlace.Water:
                return (_survey.Given(place, 20 * _scale) ?? WaterFinder.Still(_survey, _water.Value, 20 * _scale), [],
                    "no water was found in the picture" + Give);
            case LifePlace.Stream:
                return (_survey.Given(place, 24 * _scale) ?? WaterFinder.Running(_survey, 44 * _scale), [],
                    "no running water was found in the picture" + Give);
            case LifePlace.Waterfall:
                return (_survey.Given(place, 14 * _scale) ?? WaterFinder.Falling(_survey, 18 * _scale), [],
                    "no falling water was found in the picture" + Give);
            case LifePlace.Plants:
                return (_survey.Given(place, 26 * _scale) ?? PlantFinder.Of(_survey, 26 * _scale), [],
                    "no plants were found in the picture" + Give);
            case LifePlace.Column:
                return (
                    _survey.Given(place, 0)
                        ?? MistFinder.Column(
                            _survey, (float)_order.Focus.X * _view.Picture.Width,
                            (float)_order.Focus.Y * _view.Picture.Height),
                    [], "");
            case LifePlace.Hollows:
                return (_survey.Given(place, 0) ?? [], [], "");
            case LifePlace.Lamps:
                return ([], LightFinder.Lamps(_survey), "no lamp or flame was found in the picture" + Give);
            case LifePlace.Sun:
                return ([], LightFinder.Sun(_survey) is { } sun ? [sun] : [], "the sun is not in the picture");
            case LifePlace.Stars:
                return ([], LightFinder.Stars(_survey, _view.Picture), "no stars were found in the picture");
            case LifePlace.Hair:
                return (_survey.Given(place, 10 * _scale) ?? _person.Value?.Hair(), [],
                    "no person with hair was found in the picture" + Give);
            case LifePlace.Cloth:
                return (_survey.Given(place, 16 * _scale) ?? _person.Value?.Clothes()
                    ?? HangingFinder.Of(_survey), [],
                    "nothing that hangs was found in the picture" + Give);
            case LifePlace.Body:
                return (_survey.Given(place, 0) ?? _person.Value?.Body(), [],
                    "no person was found in the picture" + Give);
            case LifePlace.Face:
                return (_view.Faces.Count > 0 ? _person.Value?.Head() : null, [], "no face was found in the picture");
            default:
                return (_survey.Given(place, 0) ?? [], [], "");
        }
    }

    // What the user's mask leaves out stays dry.
    private byte[] Foam(LifePlace place, byte[] mask)
    {
        var foam = place == LifePlace.Water ? FoamFinder.Shore(_survey, mask) : FoamFinder.Foot(_survey, mask);
        var given = _survey.Given(place, 0);
        return given is null ? foam : [.. foam.Select((value, i) => mask[i] > 0 ? value : (byte)0)];
    }

    // Mist lies where the picture is darker than it; without a mask it finds its own place.
    private Vector3 Mist(LifeColour kind, ref byte[] mask)
    {
        var light = LightColour.Of(_survey, kind.From);
        var lightness = 255 * Vector3.Dot(light, new Vector3(0.21f, 0.72f, 0.07f));
        mask = mask.Length > 0 ? mask : MistFinder.Hollows(_survey, lightness);
        return kind.In(_survey, mask);
    }
}
