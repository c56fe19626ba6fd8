using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Creatures;

public sealed class DrapeTests
{
    private const int Around = 24;
    private const int Rows = 9;

    [Fact]
    public void A_lifted_leg_lifts_the_cloth_and_stays_inside_it()
    {
        var leg = new Limb(0, new(0, 0, 0), new(0, -0.5f, 0), 0.09f, 0.07f);
        var cloth = Skirt();
        var drape = new Drape([.. Enumerable.Range(0, cloth.Vertices)], [leg]);

        // Hanging down, it touches nothing.
        drape.Hang(Turned(0), cloth);
        Assert.Equal(Skirt().Z, cloth.Z);

        // A leg lifted forward by fifty degrees would come through the front.
        drape.Hang(Turned(50), cloth);
        var posed = leg.Posed(Turned(50));
        var (moved, axis) = (0, Vector3.Normalize(posed.To - posed.From));
        for (var v = 0; v < cloth.Vertices; v++)
        {
            var place = new Vector3(cloth.X[v], cloth.Y[v], cloth.Z[v]);
            var along = Vector3.Dot(place - posed.From, axis) / Vector3.Distance(posed.From, posed.To);
            if (along is < 0 or > 1)
            {
                continue;
            }

            var apart = Vector3.Cross(place - posed.From, axis).Length();
            Assert.True(apart > 0.9f * (0.09f - (0.02f * along)), $"{place} is {apart} from the leg's middle");
            moved += cloth.Z[v] > Skirt().Z[v] + 0.01f ? 1 : 0;
        }

        Assert.InRange(moved, 4, cloth.Vertices / 2);

        // The back stays where it is.
        Assert.All(
            Enumerable.Range(0, cloth.Vertices).Where(v => Skirt().Z[v] < 0),
            v => Assert.Equal(Skirt().Z[v], cloth.Z[v], 1e-6f));
    }

    // A tube about the Y axis, a sixth of a metre wide and half a metre long.
    private static Mesh Skirt()
    {
        var mesh = new Mesh(Around * Rows, 0);
        for (var v = 0; v < mesh.Vertices; v++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * (v % Around) / Around);
            (mesh.NormalX[v], mesh.NormalZ[v]) = (sin, cos);
            (mesh.X[v], mesh.Y[v], mesh.Z[v]) = (0.16f * sin, -0.5f * (v / Around) / (Rows - 1), 0.16f * cos);
        }

        return mesh;
    }

    // One bone that is turned forward about its joint.
    private static float[] Turned(float degrees)
    {
        var m = Matrix4x4.CreateRotationX(-degrees * MathF.PI / 180);
        return [m.M11, m.M12, m.M13, 0, m.M21, m.M22, m.M23, 0, m.M31, m.M32, m.M33, 0, 0, 0, 0, 0];
    }
}
