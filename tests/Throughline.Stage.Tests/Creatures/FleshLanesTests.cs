using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Tests.Creatures;

public sealed class FleshLanesTests
{
    private static readonly Gen<Vector3> _place = Gen.Select(
        Gen.Float[-1, 1], Gen.Float[-1, 1], Gen.Float[-1, 1], (x, y, z) => new Vector3(x, y, z));
    private static readonly Gen<Vector3> _half = Gen.Select(
        Gen.Float[0.1f, 0.5f], Gen.Float[0.1f, 0.5f], Gen.Float[0.1f, 0.5f], (x, y, z) => new Vector3(x, y, z));
    private static readonly Gen<Quaternion> _turn = Gen.Select(
        Gen.Float[-3, 3], Gen.Float[-3, 3], Gen.Float[-3, 3], Quaternion.CreateFromYawPitchRoll);
    private static readonly Gen<float> _blend = Gen.OneOf(Gen.Const(0f), Gen.Float[0.01f, 0.2f]);

    private static readonly Gen<FleshBody> _body = Gen.OneOf(
        Gen.Select(_place, _place, _blend, (a, b, blend) => FleshBody.Tube(0, a, b, 0.3f, 0.1f, blend)),
        Gen.Select(
            _place, _place, _blend,
            (a, b, blend) => FleshBody.Tube(0, a, b, 0.2f, 0.3f, blend) with { Flat = 0.4f, Thin = Vector3.UnitY }),
        Gen.Select(_place, _blend, (a, blend) => FleshBody.Ball(0, a, 0.3f, blend)),
        Gen.Select(_place, _half, _blend, _turn, (a, half, blend, turn) => FleshBody.Egg(0, a, half, blend, turn)),
        Gen.Select(_place, _half, _blend, (a, half, blend) => FleshBody.Egg(0, a, half, blend)),
        Gen.Select(
            _place, _half, _blend, _turn, (a, half, blend, turn) => FleshBody.Box(0, a, half, 0.05f, blend, turn)));

    [Fact]
    public void Eight_places_at_once_are_as_far_from_flesh_as_each_alone() =>
        Gen.Select(_body.List[1, 6], _body.List[0, 2], _place.Array[8]).Sample((bodies, carved, places) =>
        {
            var distances = FleshLanes.Distance(
                Vector256.Create([.. places.Select(place => place.X)]),
                Vector256.Create([.. places.Select(place => place.Y)]),
                Vector256.Create([.. places.Select(place => place.Z)]),
                bodies,
                carved);

            for (var i = 0; i < 8; i++)
            {
                if (!IsInTheMiddle(places[i], [.. bodies, .. carved]))
                {
                    Assert.Equal(Flesh.Distance(places[i], bodies, carved), distances[i], 2e-5f);
                }
            }
        });

    [Fact]
    public void The_slope_of_the_field_is_that_of_each_of_its_places() =>
        Gen.Select(_body.List[1, 4], _place).Sample((bodies, place) =>
        {
            var (distance, slope) = FleshLanes.At(place, 0.02f, bodies, []);

            if (IsInTheMiddle(place, bodies))
            {
                return;
            }

            Assert.Equal(Flesh.Distance(place, bodies, []), distance, 2e-5f);
            Assert.InRange(Vector3.Distance(Flesh.Slope(place, 0.02f, bodies, []), slope), 0, 2e-3f);
        });

    [Fact]
    public void The_middle_of_an_egg_is_as_deep_as_it_is_thin()
    {
        var (distance, _) = FleshLanes.At(
            Vector3.One, 0.01f, [FleshBody.Egg(0, Vector3.One, new(0.3f, 0.1f, 0.2f), 0)], []);

        Assert.Equal(-0.1f, distance, 1e-6f);
    }

    // An egg's field has no one value in its middle: it depends on the side from which one comes.
    private static bool IsInTheMiddle(Vector3 place, List<FleshBody> bodies) =>
        bodies.Exists(body => body.Half is not null && body.Edge < 0 && Vector3.Distance(body.A, place) < 0.04f);
}
